import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { done, form, need, staff } from "#app/http/ladder.server.ts";
import { againWithFiles, takeUploads } from "#app/http/uploads.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { ContractStateMark, TermText } from "#app/modules/contracts/components/board.tsx";
import { ContractFields, useContractForm } from "#app/modules/contracts/components/form.tsx";
import { parseContract } from "#app/modules/contracts/rules/forms.ts";
import { registerContract } from "#app/modules/contracts/services/acts.server.ts";
import { readRelationContracts } from "#app/modules/contracts/services/pages.server.ts";
import { words } from "#app/modules/contracts/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormFoot } from "#app/ui/fields.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { Steps } from "#app/ui/nav.tsx";
import { FormProblem } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.read");
  const page = need(await readRelationContracts(deps, actor, args.params["relationId"] ?? ""));
  const mayRelate = can(actor.role, "relation.write");
  return { lang, once: deps.newId(), maxBytes: deps.limits.uploadFileBytes, mayRelate, ...page };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "contract.write");
  const input = await form(args, actor.personId);
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const parsed = parseContract(input);
  if (!parsed.ok) return againWithFiles(deps, actor, parsed.problem, input, uploads);
  const result = await registerContract(deps, actor, {
    ...parsed.value,
    relationIds: [args.params["relationId"] ?? "", ...input.all("covers")],
    fileIds: uploads.ids["file"] ?? [],
    once: input.once,
  });
  if (!result.ok) return againWithFiles(deps, actor, result.problem, input, uploads);
  return done(`/contracts/${result.value.contractId}/clauses`, "contract.registered");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].form.titleNew, lang) }];
};

export default function RegisterContract() {
  const { lang, once, maxBytes, relation, contracts, siblings, mayWrite, mayRelate } =
    useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const state = useContractForm(rejected, null);
  return (
    <>
      <PageHead
        title={w.form.titleNew}
        crumbs={[
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: w.form.titleNew },
        ]}
      />
      {relation.state === "draft" && mayRelate ? (
        <Steps
          current={4}
          items={[
            { label: w.form.steps.partner, done: true, href: `/partners/${relation.partnerId}` },
            { label: w.form.steps.relation, done: true, href: `/relations/${relation.id}` },
            { label: w.form.steps.scope, done: true, href: `/relations/${relation.id}/scope` },
            { label: w.form.steps.contract },
            { label: w.form.steps.confirm, href: `/relations/${relation.id}/confirm` },
          ]}
        />
      ) : null}
      {contracts.length > 0 ? (
        <Section id="existing" title={w.form.existing}>
          <ul className="files">
            {contracts.map((contract) => (
              <li key={contract.id}>
                <a href={`/contracts/${contract.id}`}>
                  {contract.number} {contract.title}
                </a>
                <ContractStateMark state={contract.state} />
                <span className="mute">
                  <TermText face={contract} />
                </span>
                <a href={`/contracts/${contract.id}/clauses`}>{w.form.toClauses}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {mayWrite ? (
        <div className="fields mt-4">
          <FormProblem
            rejected={rejected}
            refused={(code) => Object.entries(w.problems).find(([known]) => known === code)?.[1]}
          />
          <Form {...state.formProps} multipart once={state.value("_once") || once}>
            <ContractFields
              state={state}
              siblings={siblings}
              staged={rejected?.staged["file"] ?? []}
              maxBytes={maxBytes}
              isNew
            />
            <FormFoot>
              <Button kind="main">{w.form.save}</Button>
              {relation.state === "draft" ? (
                <ButtonLink kind="quiet" href={`/relations/${relation.id}/confirm`}>
                  {w.form.later}
                </ButtonLink>
              ) : null}
            </FormFoot>
          </Form>
        </div>
      ) : contracts.length === 0 ? (
        <EmptyState>{w.form.existingNone}</EmptyState>
      ) : null}
    </>
  );
}
