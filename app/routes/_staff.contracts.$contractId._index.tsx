import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ContractStateMark, Sufficiency, TermText } from "#app/modules/contracts/components/board.tsx";
import { LackingBanner } from "#app/modules/contracts/components/clauses.tsx";
import { useSentences } from "#app/modules/contracts/components/form.tsx";
import { parseRenewal, parseTermination } from "#app/modules/contracts/rules/forms.ts";
import { renewContract, terminateContract } from "#app/modules/contracts/services/acts.server.ts";
import { readContract } from "#app/modules/contracts/services/pages.server.ts";
import { words } from "#app/modules/contracts/words.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DateField, FormFoot, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { FileList, SummaryList } from "#app/ui/lists.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const asOf = parseDayInput(url.searchParams.get("asOf") ?? "") ?? undefined;
  return { lang, view: need(await readContract(deps, actor, args.params["contractId"] ?? "", asOf)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "contract.write");
  const input = await form(args, actor.personId);
  const contractId = args.params["contractId"] ?? "";
  const revision = input.revision ?? -1;
  if (input.intent === "renew") {
    const parsed = parseRenewal(input);
    const result = parsed.ok
      ? await renewContract(deps, actor, { contractId, revision, ...parsed.value })
      : parsed;
    return result.ok ? done(`/contracts/${contractId}`, "contract.renewed") : again(result.problem, input);
  }
  const parsed = parseTermination(input);
  const result = parsed.ok
    ? await terminateContract(deps, actor, { contractId, revision, ...parsed.value })
    : parsed;
  return result.ok ? done(`/contracts/${contractId}`, "contract.terminated") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(data?.view.contract.title ?? words[lang].contract, lang) }];
};

export default function Contract() {
  const { lang, view } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const { contract, face, relations, files, terms, may } = view;
  const intent = rejected?.values["intent"];
  const setup = rejectedSetup(rejected);
  const sentences = useSentences();
  const renew = useFormValues({
    labels: { endsOn: w.view.renewTo, signedOn: w.field.signedOn },
    sentences,
    ...(intent === "renew" ? setup : {}),
  });
  const end = useFormValues({
    labels: { terminatedOn: w.field.terminatedOn, reason: w.view.terminateReason },
    sentences,
    ...(intent === "terminate" ? setup : {}),
  });
  const refused = (code: string) => Object.entries(w.problems).find(([known]) => known === code)?.[1];
  const first = relations[0]?.relation;
  return (
    <>
      <PageHead
        title={contract.title}
        tag={<ContractStateMark state={face.state} boxed />}
        crumbs={[
          { label: w.page.board, href: "/contracts" },
          ...(first ? [{ label: first.partnerName, href: `/partners/${first.partnerId}` }] : []),
          { label: contract.number },
        ]}
        facts={[contract.number, <TermText key="term" face={face} />]}
        action={
          may.check ? (
            <ButtonLink kind="main" href={`/contracts/${contract.id}/clauses`}>
              {w.view.clauses}
            </ButtonLink>
          ) : (
            <ButtonLink href={`/contracts/${contract.id}/clauses`}>{w.clauseCheck}</ButtonLink>
          )
        }
        more={
          may.write ? (
            <li>
              <a href={`/contracts/${contract.id}/edit`}>{w.view.edit}</a>
            </li>
          ) : undefined
        }
      />
      <div className="mt-4">
        <LackingBanner view={view} />
      </div>
      <Section id="facts" title={w.view.facts}>
        <SummaryList
          rows={[
            { label: w.field.number, value: contract.number },
            {
              label: w.field.signedOn,
              value: contract.signedOn ? <DayText day={contract.signedOn} weekday /> : "–",
            },
            { label: w.page.period, value: <TermText face={face} /> },
            {
              label: w.field.autoRenewal,
              value: contract.terms.autoRenewal
                ? w.autoRenewal({ months: contract.renewalMonths ?? 0 })
                : w.noAutoRenewal,
            },
            {
              label: w.page.noticeBy,
              value: face.notice ? (
                <DayText day={face.notice.dueOn} weekday />
              ) : contract.noticeMonths === null ? (
                w.view.noNotice
              ) : (
                w.view.months({ n: contract.noticeMonths })
              ),
              note: face.notice
                ? face.notice.steps
                    .map((step) => step[lang].replace(/\d{4}-\d{2}-\d{2}/g, (day) => formatDay(day, lang)))
                    .join(" ")
                : undefined,
            },
            ...(contract.terminatedOn
              ? [{ label: w.field.terminatedOn, value: <DayText day={contract.terminatedOn} weekday /> }]
              : []),
            ...(contract.note ? [{ label: w.field.note, value: contract.note }] : []),
          ]}
        />
      </Section>
      <Section id="relations" title={w.view.coveredRelations}>
        <SummaryList
          rows={relations.map(({ relation, judgement }) => ({
            key: relation.id,
            label: relation.number,
            value: <a href={`/relations/${relation.id}`}>{relation.title}</a>,
            note: <Sufficiency judgement={judgement} />,
          }))}
        />
      </Section>
      <Section id="files" title={w.view.files}>
        <FileList
          empty={w.view.noFiles}
          items={files.map((file) => ({
            key: file.id,
            name: file.name,
            bytes: file.bytes,
            href: `/files/${file.id}`,
          }))}
        />
      </Section>
      {terms.length > 1 ? (
        <Section id="terms" title={w.view.terms}>
          <SummaryList
            rows={terms.map((term) => ({
              key: String(term.number),
              label: w.term({ number: term.number }),
              value: `${formatDay(term.startsOn, lang)} 〜 ${term.endsOn === null ? w.view.noEnd : formatDay(term.endsOn, lang)}`,
            }))}
          />
        </Section>
      ) : null}
      {may.write && face.state !== "ended" && contract.terminatedOn === null ? (
        <>
          {face.lastOn !== null ? (
            <details className="act mt-4" id="renew" open={intent === "renew"}>
              <summary>{w.view.renew}</summary>
              <p className="mt-2">{w.view.renewLead}</p>
              <div className="fields mt-3">
                {intent === "renew" ? <FormProblem rejected={rejected} refused={refused} /> : null}
                <Form {...renew.formProps} revision={contract.revision}>
                  <input type="hidden" name="intent" value="renew" />
                  <DateField {...renew.field("endsOn")} required />
                  <DateField {...renew.field("signedOn")} />
                  <FormFoot>
                    <Button>{w.view.renewButton}</Button>
                  </FormFoot>
                </Form>
              </div>
            </details>
          ) : null}
          <details className="act" id="terminate" open={intent === "terminate"}>
            <summary>{w.view.terminate}</summary>
            <p className="mt-2">{w.view.terminateLead}</p>
            <div className="fields mt-3">
              {intent === "terminate" ? <FormProblem rejected={rejected} refused={refused} /> : null}
              <Form {...end.formProps} revision={contract.revision}>
                <input type="hidden" name="intent" value="terminate" />
                <DateField {...end.field("terminatedOn")} required />
                <TextArea {...end.field("reason")} rows={2} required maxLength={1000} />
                <FormFoot>
                  <Button>{w.view.terminateButton}</Button>
                </FormFoot>
              </Form>
            </div>
          </details>
        </>
      ) : null}
    </>
  );
}
