import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { formatDay, formatPeriod } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import {
  DeskTable,
  editionLabel,
  GapTable,
  ItemTable,
  MatterTable,
  PolicyText,
  PurposeTable,
  VersionTable,
} from "#app/modules/policy/components.tsx";
import { policyNames } from "#app/modules/policy/name-words.ts";
import { citationDecisionSchema } from "#app/modules/policy/rules/forms.ts";
import { listPolicyGaps } from "#app/modules/policy/rules/gaps.ts";
import { indexPolicy } from "#app/modules/policy/rules/index-policy.ts";
import { decideCitation, readPolicyPage } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { parsePosted, readAsOf } from "#app/modules/registry/rules/forms.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "policy.read");
  const asOf = readAsOf(url.searchParams.get("asOf"));
  const page = need(await readPolicyPage(deps, actor, asOf ?? undefined));
  const w = words[lang];
  const index = page ? indexPolicy(page.policy) : null;
  return {
    lang,
    page,
    gaps:
      page && index
        ? listPolicyGaps(page.policy).map((gap) => {
            const names = policyNames(index, gap.params, gap.clause, lang);
            const { code, clause, basis, severity } = gap;
            return {
              code,
              clause,
              basis,
              severity,
              what: w.gaps[code].what(names),
              cure: w.gaps[code].cure(names),
            };
          })
        : [],
    mayRecord: can(actor.role, "record.write"),
    mayDecide: can(actor.role, "citation.decide"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "citation.decide");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(citationDecisionSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await decideCitation(deps, actor, { citationId: input.text("citation"), ...parsed.value });
  if (!result.ok) return again(result.problem, input);
  return done("/policy", parsed.value.accepted ? "policy.citation-accepted" : "policy.citation-refused");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.title, lang) }];
};

export default function Policy() {
  const { page, gaps, mayRecord, mayDecide } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const lang = useLang();
  const w = words[lang];
  if (!page) {
    return (
      <>
        <PageHead title={w.page.title} />
        <EmptyState title={w.page.notInForce} />
      </>
    );
  }
  const { policy, version } = page;
  const problems: Record<string, string> = w.problems;
  return (
    <>
      <PageHead
        title={w.page.title}
        facts={[
          editionLabel(version, lang),
          w.page.inForce({ day: formatDay(version.validFrom, lang) }),
          `${w.page.signedBy} ${policy.signatory.title[lang]} ${policy.signatory.name[lang]}`,
        ]}
        action={<ButtonLink href="/policy/compare">{w.page.compare}</ButtonLink>}
        more={
          <li>
            <a href="/policies">{w.page.publicView}</a>
          </li>
        }
      />
      <FormProblem rejected={rejected} refused={(code) => problems[code]} />
      <Section id="gaps" title={`${w.page.gaps} ${gaps.length}`}>
        <p className="hint">{w.page.gapsLead}</p>
        <GapTable gaps={gaps} />
      </Section>
      <Section id="joint-use" title={w.page.jointUse}>
        <p className="hint">{w.page.jointUseLead}</p>
        {page.evaluations.map((evaluation) => {
          const group = policy.jointUseGroups.find((one) => one.id === evaluation.group);
          const missing = evaluation.matters.filter((matter) => matter.state === "missing").length;
          return (
            <div key={evaluation.group} className="mt-4">
              <div className="row-end">
                <h3>
                  {group?.name[lang]}{" "}
                  {evaluation.isComplete ? (
                    <State is="good">{w.page.complete}</State>
                  ) : (
                    <State is="bad">{w.page.incomplete({ n: missing })}</State>
                  )}
                </h3>
                {mayRecord ? <Go href={`/policy/cite?group=${evaluation.group}`}>{w.page.cite}</Go> : null}
              </div>
              <p className="small">
                {w.page.users}:{" "}
                <Named>
                  {(group?.partners ?? [])
                    .map((partner) => partner.name[lang])
                    .join(lang === "ja" ? "、" : ", ")}
                </Named>
              </p>
              <MatterTable policy={policy} evaluation={evaluation} />
            </div>
          );
        })}
        <h3 className="mt-4">{w.page.citations}</h3>
        <DataTable
          caption={w.page.citations}
          captionHidden
          rows={page.citations}
          rowKey={(row) => row.id}
          empty={w.page.citationsEmpty}
          columns={[
            {
              key: "matter",
              label: w.page.matter,
              cell: (row) => (w.matters as Record<string, string>)[row.matter] ?? row.matter,
            },
            {
              key: "place",
              label: w.page.postedAt,
              cell: (row) => (
                <>
                  {row.place}
                  <span className="sub">{row.text}</span>
                  {row.files.map((file) => (
                    <span key={file.id} className="sub">
                      <a href={`/files/${file.id}`}>
                        <Named>{file.name}</Named>
                      </a>
                    </span>
                  ))}
                </>
              ),
            },
            {
              key: "posted",
              label: w.page.posted,
              cell: (row) => formatPeriod(row.postedFrom, row.postedTo, lang),
            },
            {
              key: "state",
              label: w.page.state,
              cell: (row) => (
                <>
                  <State is={row.state === "accepted" ? "good" : row.state === "refused" ? "bad" : "waiting"}>
                    {(w.page.citationStates as Record<string, string>)[row.state] ?? row.state}
                  </State>
                  {row.state === "proposed" && mayDecide ? (
                    <DecideCitation
                      id={row.id}
                      rejected={rejected?.values["citation"] === row.id ? rejected : undefined}
                    />
                  ) : null}
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section id="purposes" title={w.page.subjectsPurposes}>
        <PurposeTable policy={policy} />
      </Section>
      <Section id="items" title={w.page.items}>
        <ItemTable policy={policy} />
      </Section>
      <Section id="desks" title={w.page.desks}>
        <DeskTable policy={policy} />
      </Section>
      <Section id="text" title={w.page.text}>
        <PolicyText policy={policy} level={3} />
      </Section>
      <Section id="versions" title={w.page.versions}>
        <VersionTable versions={page.versions} hrefOf={(day) => `/policy?asOf=${day}`} />
      </Section>
    </>
  );
}

function DecideCitation({ id, rejected }: { id: string; rejected: RejectedForm | undefined }) {
  const w = words[useLang()];
  const form = useFormValues({
    labels: w.fields,
    schema: citationDecisionSchema,
    ...rejectedSetup(rejected),
  });
  return (
    <details open={rejected !== undefined}>
      <summary>{w.page.decide}</summary>
      <Form {...form.formProps} action="/policy?index">
        <input type="hidden" name="citation" value={id} />
        <Choices
          {...form.choices("accepted")}
          id={`accepted-${id}`}
          type="radio"
          required
          options={[
            { value: "yes", label: w.page.accept },
            { value: "no", label: w.page.refuse },
          ]}
        />
        <TextArea {...form.field("note")} id={`note-${id}`} rows={2} hint={w.hints.note} />
        <p className="mt-2">
          <Button size="small">{w.page.decideButton}</Button>
        </p>
      </Form>
    </details>
  );
}
