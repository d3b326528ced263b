import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { formatDay, formatPeriod } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { listAssessmentBoard } from "#app/modules/assessments/services/lists.server.ts";
import { readRelationContracts } from "#app/modules/contracts/services/pages.server.ts";
import { words as contractWords } from "#app/modules/contracts/words.ts";
import { GateForRelation } from "#app/modules/custody/components/gate.tsx";
import { checkGate } from "#app/modules/custody/services/gate.server.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { readPartnerHistory } from "#app/modules/registry/services/partner-facts.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { AsOfNote, PartnerHead, PartnerTabs } from "#app/modules/views/components/partner-head.tsx";
import { PartnerOverview } from "#app/modules/views/components/partner-overview.tsx";
import { readPartnerPageOn } from "#app/modules/views/services/partner-page.server.ts";
import { words as viewWords } from "#app/modules/views/words.ts";
import { Go } from "#app/ui/button.tsx";
import { Section } from "#app/ui/head.tsx";
import { SummaryList } from "#app/ui/lists.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const partnerId = args.params["partnerId"] ?? "";
  const asOf = readAsOf(url.searchParams.get("asOf"));
  const page = need(await readPartnerPageOn(deps, actor, { partnerId, lang, ...(asOf ? { asOf } : {}) }));
  const history = need(await readPartnerHistory(deps, actor, { partnerId, limit: 6 }));
  const inUse = page.relations.filter((one) => one.state === "active" || one.state === "suspended");
  const first = inUse[0] ?? page.relations[0];
  // The relation that is blocked speaks for the partner; without one, the first in use.
  const gates = [];
  if (can(actor.role, "custody.read")) {
    for (const relation of inUse) {
      gates.push(need(await checkGate(deps, actor, { relationId: relation.id, ...(asOf ? { asOf } : {}) })));
    }
  }
  const gate = gates.find((one) => !one.isAllowed) ?? gates[0] ?? null;
  const contracts = first ? need(await readRelationContracts(deps, actor, first.id)).contracts : [];
  const assessments = can(actor.role, "assessment.read")
    ? need(await listAssessmentBoard(deps, actor, { group: "concluded", partnerId, limit: 2 })).rows
    : [];
  return {
    lang,
    ...page,
    first: first ? { id: first.id } : null,
    assessHref:
      inUse[0] && can(actor.role, "assessment.send") ? `/relations/${inUse[0].id}/assessment/new` : null,
    gate,
    mayRequest: can(actor.role, "deferral.request"),
    contract: contracts[0] ?? null,
    assessments,
    history: { entries: history.entries },
    mayWrite: can(actor.role, "registry.write"),
    mayRelate: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(data?.head.name ?? words[lang].list.title, lang) }];
};

export default function PartnerPage() {
  const data = useLoaderData<typeof loader>();
  const { lang, head, contract, assessments, first } = data;
  const w = words[lang];
  const c = contractWords[lang];
  const states: Record<string, string> = c.state;
  return (
    <>
      <PartnerHead
        head={head}
        mayWrite={data.mayWrite}
        mayRelate={data.mayRelate}
        mayRecord={data.mayRecord}
        assessHref={data.assessHref}
        verdict={
          data.gate === null
            ? null
            : data.gate.isAllowed
              ? { is: "good", text: viewWords[lang].gates.allowed }
              : { is: "bad", text: viewWords[lang].gates.blocked }
        }
      />
      <AsOfNote head={head} />
      {data.gate === null ? null : (
        <div className="mt-4">
          <GateForRelation gate={data.gate} mayRequest={data.mayRequest} />
        </div>
      )}
      <PartnerTabs head={head} current="overview" />
      <PartnerOverview
        partnerId={head.id}
        asOf={head.asOf}
        relations={data.relations}
        profile={data.partner.profile}
        contacts={data.partner.contacts}
        policy={data.policy}
        toldOn={data.toldOn}
        mayRelate={data.mayRelate}
        mayRecord={data.mayRecord}
        mayWrite={data.mayWrite}
        history={data.history}
        beside={
          <Section
            id="contract"
            title={c.contract}
            aside={
              first ? (
                <Go href={contract ? `/contracts/${contract.id}` : `/relations/${first.id}/contract`}>
                  {w.page.contractGo}
                </Go>
              ) : undefined
            }
          >
            <SummaryList
              rows={[
                contract
                  ? {
                      label: c.contract,
                      value: contract.title,
                      note: `${contract.number} ・ ${states[contract.state] ?? contract.state}`,
                    }
                  : { label: c.contract, value: <span className="mute">{w.page.noContract}</span> },
                ...(contract?.term
                  ? [
                      {
                        label: w.page.period,
                        value: formatPeriod(contract.term.startsOn, contract.term.endsOn, lang),
                      },
                    ]
                  : []),
                ...assessments.map((assessment, at) => ({
                  key: assessment.id,
                  label: at === 0 ? w.page.tabAssessments : "",
                  value: (
                    <a href={`/assessments/${assessment.id}`}>
                      {[assessment.grade, assessment.score === null ? null : assessment.score.toFixed(1)]
                        .filter(Boolean)
                        .join(" ・ ")}
                    </a>
                  ),
                  note: assessment.concludedOn === null ? "" : formatDay(assessment.concludedOn, lang),
                })),
                ...(assessments.length === 0
                  ? [{ label: w.page.tabAssessments, value: <span className="mute">―</span> }]
                  : []),
              ]}
            />
          </Section>
        }
      />
    </>
  );
}
