import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { readRelationContracts } from "#app/modules/contracts/services/pages.server.ts";
import { companyRows } from "#app/modules/registry/components/company-facts.tsx";
import { useRegistrySentences } from "#app/modules/registry/components/company-form.tsx";
import { OnboardingSteps } from "#app/modules/registry/components/onboarding.tsx";
import { RelationFactsList } from "#app/modules/registry/components/relation-page.tsx";
import { policyLabel, ScopeTable } from "#app/modules/registry/components/scope-table.tsx";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import { readRelationPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { submitRelation } from "#app/modules/registry/services/relations.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { FormFoot } from "#app/ui/fields.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { FormProblem } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "relation.write");
  const relationId = args.params["relationId"] ?? "";
  const page = need(await readRelationPage(deps, actor, { relationId, lang }));
  const { partner, toldOn } = need(
    await readPartnerOn(deps, actor, { partnerId: page.relation.partnerId, lang }),
  );
  const { contracts } = need(await readRelationContracts(deps, actor, relationId));
  const mayWriteCompany = can(actor.role, "registry.write");
  return { lang, ...page, partner, toldOn, contracts, mayWriteCompany };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "relation.write");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const result = await submitRelation(deps, actor, { relationId, revision: input.revision ?? 0 });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${relationId}`, "registry.relation-submit");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].steps.confirmTitle, lang) }];
};

export default function Confirm() {
  const data = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const { lang, relation, view } = data;
  const w = words[lang];
  const own = useRegistrySentences();
  const bases: Record<string, string> = w.bases;
  const at = `/relations/${relation.id}`;
  const outside = view.lines.reduce((sum, line) => sum + line.violations.length, 0);
  const problems = [
    ...(view.lines.length + data.otherLines === 0 ? [{ href: `${at}/scope`, text: w.page.noScope }] : []),
    ...(outside > 0 ? [{ href: `${at}/scope`, text: w.page.outside({ n: outside }) }] : []),
  ];
  return (
    <>
      <PageHead
        title={w.steps.confirmTitle}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: at },
          { label: w.steps.confirm },
        ]}
        facts={[relation.partnerName, `${relation.title}(${bases[relation.basis] ?? relation.basis})`]}
      />
      <OnboardingSteps current={5} partnerId={relation.partnerId} relationId={relation.id} />
      <p className="mt-3 prose">{w.steps.confirmLead}</p>
      <FormProblem rejected={rejected} refused={own.refused} />
      <div className="mt-3">
        {problems.length > 0 ? (
          <Banner is="attention" title={w.steps.notReady}>
            <ul>
              {problems.map((problem) => (
                <li key={problem.text}>
                  <a href={problem.href}>{problem.text}</a>
                </li>
              ))}
            </ul>
          </Banner>
        ) : (
          <Banner is="good">{w.steps.ready}</Banner>
        )}
      </div>
      <Section
        id="company"
        title={w.steps.company}
        aside={
          data.mayWriteCompany ? (
            <Go href={`/partners/${relation.partnerId}/edit`}>{w.steps.change}</Go>
          ) : undefined
        }
      >
        <SummaryList
          rows={companyRows(
            { profile: data.partner.profile, contacts: [], policy: data.policy, toldOn: data.toldOn },
            lang,
          )}
        />
      </Section>
      <Section id="relation" title={w.steps.relation} aside={<Go href={`${at}/edit`}>{w.steps.change}</Go>}>
        <RelationFactsList relation={relation} work={data.work} />
      </Section>
      <Section id="scope" title={w.steps.scope} aside={<Go href={`${at}/scope`}>{w.steps.change}</Go>}>
        {view.lines.length === 0 ? (
          <p className="hint">{w.page.noScope}</p>
        ) : (
          <ScopeTable
            title={relation.title}
            basis={bases[relation.basis] ?? relation.basis}
            lines={view.lines}
            policy={data.policy === null ? null : policyLabel(data.policy, lang)}
          />
        )}
      </Section>
      <Section
        id="contract"
        title={w.steps.contract}
        aside={<Go href={`${at}/contract`}>{w.steps.change}</Go>}
      >
        <SummaryList
          rows={
            data.contracts.length === 0
              ? [{ label: w.relationPage.contract, value: <span className="mute">{w.page.unknown}</span> }]
              : data.contracts.map((contract) => ({
                  key: contract.id,
                  label: contract.number,
                  value: <a href={`/contracts/${contract.id}`}>{contract.title}</a>,
                }))
          }
        />
      </Section>
      {relation.state === "draft" ? (
        <Form action={`${at}/confirm`} revision={relation.revision} withSummary={false}>
          <FormFoot note={w.steps.submitNote}>
            {problems.length === 0 ? <Button kind="main">{w.form.buttons.submit}</Button> : null}
            <ButtonLink kind="quiet" href={`${at}/contract`}>
              {w.form.buttons.back}
            </ButtonLink>
          </FormFoot>
        </Form>
      ) : null}
    </>
  );
}
