import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { words as findingWords } from "#app/modules/assessments/words.ts";
import { GateForRelation } from "#app/modules/custody/components/gate.tsx";
import { checkGate } from "#app/modules/custody/services/gate.server.ts";
import {
  MoveForms,
  RelationFactsList,
  StateHistory,
} from "#app/modules/registry/components/relation-page.tsx";
import { RecordSections } from "#app/modules/registry/components/relation-records.tsx";
import { RelationStateMark } from "#app/modules/registry/components/relation-state.tsx";
import { policyLabel, ScopeTable } from "#app/modules/registry/components/scope-table.tsx";
import { moveSchema, parsePosted, readAsOf } from "#app/modules/registry/rules/forms.ts";
import { readRelationPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { moveRelation } from "#app/modules/registry/services/relations.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { ButtonLink, Go } from "#app/ui/button.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { Tier, type TierCode } from "#app/ui/marks.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const asOf = readAsOf(url.searchParams.get("asOf"));
  const page = need(
    await readRelationPage(deps, actor, {
      relationId: args.params["relationId"] ?? "",
      lang,
      ...(asOf ? { asOf } : {}),
    }),
  );
  const gate = need(
    await checkGate(deps, actor, { relationId: page.relation.id, ...(asOf ? { asOf } : {}) }),
  );
  return {
    lang,
    ...page,
    gate,
    mayRequest: can(actor.role, "deferral.request"),
    mayWrite: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
    mayRaise: can(actor.role, "finding.write"),
    mayHandOver: can(actor.role, "custody.write"),
    mayClose: can(actor.role, "relation.close"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "registry.read");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(moveSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const { event, on, reason, conditions, hasNotedConditions } = parsed.value;
  const result = await moveRelation(deps, actor, event, {
    relationId,
    revision: input.revision ?? 0,
    reason,
    conditions,
    hasNotedConditions,
    ...(on === null ? {} : { on }),
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${relationId}`, `registry.relation-${event}`);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${data.relation.number} ${data.relation.title}` : words[lang].relationPage.title;
  return [{ title: pageTitle(title, lang) }];
};

export default function RelationPage() {
  const data = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const { lang, relation, view } = data;
  const w = words[lang];
  const bases: Record<string, string> = w.bases;
  const at = `/relations/${relation.id}`;
  const inUse = relation.state === "active" || relation.state === "suspended";
  return (
    <>
      <PageHead
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}` },
        ]}
        title={relation.title}
        facts={[
          relation.partnerName,
          <b key="n">{relation.number}</b>,
          `${bases[relation.basis] ?? relation.basis}${data.work === null ? "" : ` ・ ${data.work}`}`,
          <Tier key="t" code={view.tier as TierCode} />,
          <RelationStateMark key="s" state={relation.stateOn ?? relation.state} />,
        ]}
        action={
          inUse && data.mayHandOver ? (
            <ButtonLink kind="main" href={`${at}/hand-over`}>
              {w.relationPage.handOver}
            </ButtonLink>
          ) : relation.state === "ended" && data.mayClose ? (
            <ButtonLink kind="main" href={`${at}/close`}>
              {w.relationEvents.close}
            </ButtonLink>
          ) : relation.state === "draft" && data.mayWrite ? (
            <ButtonLink kind="main" href={`${at}/confirm`}>
              {w.steps.confirmTitle}
            </ButtonLink>
          ) : null
        }
        more={[
          ...(data.mayWrite && relation.state !== "closed" ? [[`${at}/edit`, w.relationPage.edit]] : []),
          [`${at}/contract`, w.relationPage.contract],
          [`${at}/gate`, w.relationPage.gate],
          ...(data.mayRaise && relation.state !== "draft"
            ? [[`${at}/findings/new`, findingWords[lang].finding.newTitle]]
            : []),
          ...(data.mayClose && inUse ? [[`${at}/close`, w.relationEvents.end]] : []),
        ].map(([href = "", label = ""]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      />
      <div className="mt-4">
        <GateForRelation gate={data.gate} mayRequest={data.mayRequest} />
      </div>
      <Section
        id="scope"
        title={w.page.scope}
        aside={
          data.mayWrite && !["in-review", "ended", "closed"].includes(relation.state) ? (
            <Go href={`${at}/scope`}>{w.page.revise}</Go>
          ) : undefined
        }
      >
        {view.lines.length === 0 ? (
          <EmptyState
            level={3}
            title={w.page.noScope}
            action={
              data.mayWrite && relation.state === "draft" ? (
                <ButtonLink href={`${at}/scope`}>{w.page.decideScope}</ButtonLink>
              ) : undefined
            }
          />
        ) : (
          <ScopeTable
            title={relation.title}
            basis={bases[relation.basis] ?? relation.basis}
            lines={view.lines}
            policy={data.policy === null ? null : policyLabel(data.policy, lang)}
          />
        )}
      </Section>
      <div className="two">
        <Section id="facts" title={w.relationPage.facts}>
          <RelationFactsList relation={relation} work={data.work} />
        </Section>
        <MoveForms
          relation={relation}
          moves={data.moves}
          conditions={relation.conditions}
          today={data.today}
          rejected={rejected}
        />
      </div>
      <RecordSections
        relation={relation}
        subcontractors={data.subcontractors}
        foreign={data.foreign}
        referrals={data.referrals}
        confirmations={data.confirmations}
        itemNames={data.itemNames}
        today={data.today}
        mayRecord={data.mayRecord}
      />
      <StateHistory states={data.states} />
    </>
  );
}
