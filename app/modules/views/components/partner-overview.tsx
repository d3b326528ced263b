import type { ReactNode } from "react";
import { formatDay } from "#app/i18n/format.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type CompanyProps, companyRows } from "#app/modules/registry/components/company-facts.tsx";
import { RelationStateMark } from "#app/modules/registry/components/relation-state.tsx";
import { policyLabel, ScopeTable } from "#app/modules/registry/components/scope-table.tsx";
import type {
  HistoryEntry,
  PartnerOnView,
  RelationView,
} from "#app/modules/registry/services/partner-facts.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { ButtonLink, Go } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList, TimeLine } from "#app/ui/lists.tsx";
import { State, Tier, type TierCode } from "#app/ui/marks.tsx";
import { Named } from "#app/ui/text.tsx";
import { AsOfPicker } from "./partner-head.tsx";

/** The scopes of all relations that are not closed, one table each. */
export function ScopeSection({
  relations,
  policy,
  partnerId,
  mayRelate,
}: {
  relations: readonly RelationView[];
  policy: PartnerOnView["policy"];
  partnerId: string;
  mayRelate: boolean;
}) {
  const lang = useLang();
  const w = words[lang];
  const bases: Record<string, string> = w.bases;
  const open = relations.filter((relation) => (relation.stateOn ?? relation.state) !== "closed");
  if (open.length === 0) {
    return (
      <Section id="scope" title={w.page.scope}>
        <EmptyState
          level={3}
          title={w.page.noRelations}
          action={
            mayRelate ? (
              <ButtonLink href={`/partners/${partnerId}/relations/new`}>{w.page.addRelation}</ButtonLink>
            ) : undefined
          }
        >
          {w.page.noRelationsBody}
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section id="scope" title={w.page.scope}>
      {open.map((relation) => (
        <div key={relation.id} className="mt-3">
          <div className="row-end">
            <p>
              <a href={`/relations/${relation.id}`}>
                <Named>{`${relation.number} ${relation.title}`}</Named>
              </a>{" "}
              <RelationStateMark state={relation.stateOn ?? relation.state} />
            </p>
            {mayRelate ? <Go href={`/relations/${relation.id}/scope`}>{w.page.revise}</Go> : null}
          </div>
          {relation.lines.length === 0 ? (
            <p className="hint">{w.page.noScope}</p>
          ) : (
            <ScopeTable
              title={relation.title}
              basis={bases[relation.basis] ?? relation.basis}
              lines={relation.lines}
              policy={policy === null ? null : policyLabel(policy, lang)}
            />
          )}
        </div>
      ))}
    </Section>
  );
}

/** All relations as a table. */
export function RelationTable({ relations }: { relations: readonly RelationView[] }) {
  const lang = useLang();
  const w = words[lang];
  const bases: Record<string, string> = w.bases;
  return (
    <DataTable
      caption={w.page.relations}
      captionHidden
      rows={relations}
      rowKey={(relation) => relation.id}
      empty={
        <EmptyState level={3} title={w.page.noRelations}>
          {w.page.noRelationsBody}
        </EmptyState>
      }
      columns={[
        {
          key: "title",
          label: w.page.relations,
          cell: (relation) => (
            <>
              <span className="kana">{relation.number}</span>
              <a href={`/relations/${relation.id}`}>
                <Named>{relation.title}</Named>
              </a>
            </>
          ),
        },
        {
          key: "basis",
          label: w.page.relationWork,
          cell: (relation) => (
            <>
              {bases[relation.basis] ?? relation.basis}
              {relation.work === null ? null : <span className="sub">{relation.work}</span>}
            </>
          ),
        },
        {
          key: "tier",
          label: w.tier,
          nowrap: true,
          cell: (relation) => <Tier code={relation.tier as TierCode} />,
        },
        {
          key: "state",
          label: w.page.relationState,
          cell: (relation) => <RelationStateMark state={relation.stateOn ?? relation.state} />,
        },
        { key: "department", label: w.list.department, cell: (relation) => relation.department },
      ]}
    />
  );
}

function CompanySection(p: CompanyProps & { partnerId: string; mayRecord: boolean; mayWrite: boolean }) {
  const lang = useLang();
  const w = words[lang];
  const responsible = p.contacts.filter((contact) => contact.isResponsible === 1);
  const shown = responsible.length > 0 ? responsible : p.contacts;
  return (
    <Section
      id="company"
      title={w.page.company}
      aside={p.mayWrite ? <Go href={`/partners/${p.partnerId}/contacts`}>{w.page.contacts}</Go> : undefined}
    >
      <SummaryList
        rows={[
          ...companyRows(p, lang),
          {
            label: w.page.contacts,
            value:
              shown.length === 0 ? (
                <span className="mute">{w.page.noContacts}</span>
              ) : (
                shown.map((contact) => (
                  <span key={contact.id} className="br">
                    <Named>
                      {[contact.department, contact.title, contact.name].filter(Boolean).join(" ")}
                    </Named>
                    <span className="br small mute">
                      {[contact.email, contact.phone].filter(Boolean).join(" ・ ")}
                    </span>
                  </span>
                ))
              ),
          },
          ...(p.policy === null
            ? []
            : [
                {
                  label: w.page.policyTold,
                  value:
                    p.toldOn === null ? (
                      <State is="attention">{w.page.notTold}</State>
                    ) : (
                      w.page.toldOf({ policy: policyLabel(p.policy, lang), day: formatDay(p.toldOn, lang) })
                    ),
                  ...(p.mayRecord && p.toldOn === null
                    ? { change: { href: `/partners/${p.partnerId}/told`, label: w.page.recordTold } }
                    : {}),
                },
              ]),
        ]}
      />
    </Section>
  );
}

interface HistoryProps {
  readonly entries: readonly HistoryEntry[];
}

/** What happened to a partner, newest first: what, on which record, who. */
export function History({ entries }: HistoryProps) {
  const w = words[useLang()];
  const told = ({ details }: HistoryEntry, name: string) =>
    details.find(({ field }) => field === name)?.value ?? "";
  const detail = (entry: HistoryEntry): string =>
    [
      told(entry, "name"),
      ...entry.records,
      told(entry, "to"),
      told(entry, "reason"),
      entry.role === "system" ? w.page.system : entry.who,
    ]
      .filter((part) => part !== null && part !== "")
      .join(" ・ ");
  if (entries.length === 0) return <p className="hint">{w.page.historyEmpty}</p>;
  return (
    <TimeLine
      items={entries.map((entry) => ({
        key: String(entry.seq),
        on: tokyoDay(entry.at),
        title: entry.what,
        detail: detail(entry),
        ...(entry.data["to"] === "active" ? { is: "good" as const } : {}),
        ...(entry.type === "registry.subcontractor-found" ? { is: "bad" as const } : {}),
      }))}
    />
  );
}

/** The overview tab; `children` are the sections of other subjects, put beside the company by the route. */
export function PartnerOverview(
  p: CompanyProps & {
    partnerId: string;
    asOf: string;
    relations: readonly RelationView[];
    mayRelate: boolean;
    mayRecord: boolean;
    mayWrite: boolean;
    history: HistoryProps;
    /** Sections of contracts, assessments and custody. */
    beside: ReactNode;
  },
) {
  const w = words[useLang()];
  return (
    <>
      <ScopeSection
        relations={p.relations}
        policy={p.policy}
        partnerId={p.partnerId}
        mayRelate={p.mayRelate}
      />
      <div className="two">
        <CompanySection {...p} />
        {p.beside}
      </div>
      <Section
        id="history"
        title={w.page.history}
        aside={<Go href={`/partners/${p.partnerId}/history`}>{w.page.historyAll}</Go>}
      >
        <div className="mt-3">
          <History {...p.history} />
        </div>
      </Section>
      <AsOfPicker action={`/partners/${p.partnerId}`} asOf={p.asOf} />
    </>
  );
}
