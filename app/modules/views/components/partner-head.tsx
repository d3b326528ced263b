import { formatDay } from "#app/i18n/format.ts";
import { words } from "#app/modules/registry/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DateField } from "#app/ui/fields.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Tag, Tier, type TierCode, type Tone } from "#app/ui/marks.tsx";
import { Tabs } from "#app/ui/nav.tsx";
import type { PartnerHeadView } from "../services/partner-page.server.ts";

export interface PartnerHeadProps {
  readonly head: PartnerHeadView;
  /** The worst verdict of its relations in use, when it was judged. */
  readonly verdict?: { readonly is: Tone; readonly text: string } | null;
  readonly mayWrite: boolean;
  readonly mayRelate: boolean;
  readonly mayRecord: boolean;
  /** The first relation in use: what the main button asks an assessment for. */
  readonly assessHref?: string | null;
}

const partnerTabs = [
  "overview",
  "relations",
  "contracts",
  "assessments",
  "custody",
  "subcontractors",
  "documents",
  "history",
] as const;
export type PartnerTab = (typeof partnerTabs)[number];

/** What stands above every page of one partner: name, verdict, facts, the main act and the rest in a menu. */
export function PartnerHead({ head, verdict, mayWrite, mayRelate, mayRecord, assessHref }: PartnerHeadProps) {
  const lang = useLang();
  const w = words[lang];
  const kinds: Record<string, string> = w.partnerKinds;
  const at = `/partners/${head.id}`;
  const more: [string, string][] = [
    ...(mayRelate && head.state !== "retired"
      ? [[`${at}/relations/new`, w.page.addRelation] as [string, string]]
      : []),
    ...(mayWrite
      ? ([
          [`${at}/edit`, w.page.edit],
          [`${at}/contacts`, w.page.addContact],
        ] as [string, string][])
      : []),
    ...(mayRecord ? [[`${at}/told`, w.page.told] as [string, string]] : []),
    [`${at}/sheet`, w.page.sheet],
    ...(mayWrite
      ? [[`${at}/retire`, head.state === "retired" ? w.page.restore : w.page.retire] as [string, string]]
      : []),
  ];
  return (
    <PageHead
      crumbs={[{ label: w.list.title, href: "/partners" }, { label: head.name }]}
      kana={head.nameKana}
      title={head.name}
      tag={
        head.state === "retired" ? (
          <Tag is="none">{w.partnerStates.retired}</Tag>
        ) : verdict ? (
          <Tag is={verdict.is}>{verdict.text}</Tag>
        ) : undefined
      }
      facts={[
        [kinds[head.kind] ?? head.kind, ...head.work.slice(0, 2)].join(" ・ "),
        <span key="number">
          {w.page.number} <b>{head.number}</b>
        </span>,
        ...(head.tier === null || head.kind === "no-handling"
          ? []
          : [
              <span key="tier">
                {w.page.highestTier} <Tier code={head.tier as TierCode} />
              </span>,
            ]),
        ...(head.departments.length > 0 ? [`${w.list.department} ${head.departments.join("、")}`] : []),
        ...(head.registeredOn === null ? [] : [`${w.page.since} ${formatDay(head.registeredOn, lang)}`]),
      ]}
      action={
        assessHref ? (
          <ButtonLink kind="main" href={assessHref}>
            {w.page.main}
          </ButtonLink>
        ) : head.counts.relations === 0 && mayRelate && head.state !== "retired" ? (
          <ButtonLink kind="main" href={`${at}/relations/new`}>
            {w.page.addRelation}
          </ButtonLink>
        ) : null
      }
      more={more.map(([href, label]) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    />
  );
}

/** The tabs of one partner; those of other subjects lead to their own pages. */
export function PartnerTabs({ head, current }: Pick<PartnerHeadProps, "head"> & { current: PartnerTab }) {
  const w = words[useLang()];
  const at = `/partners/${head.id}`;
  const query = head.asOf === head.today ? "" : `?asOf=${head.asOf}`;
  const { counts } = head;
  const tab = (key: PartnerTab, href: string, label: string, n?: number) => ({
    href,
    label: n === undefined ? label : `${label} ${n}`,
    current: key === current,
  });
  return (
    <Tabs
      label={w.page.tabs}
      items={[
        tab("overview", `${at}${query}`, w.page.tabOverview),
        tab("relations", `${at}/relations${query}`, w.page.tabRelations, counts.relations),
        tab("contracts", `/contracts?partner=${head.id}`, w.page.tabContracts, counts.contracts),
        tab("assessments", `/assessments?partner=${head.id}`, w.page.tabAssessments, counts.assessments),
        tab("custody", `/custody?partner=${head.id}`, w.page.tabCustody, counts.lots),
        tab("subcontractors", `${at}/subcontractors`, w.page.tabSubcontractors, counts.subcontractors),
        tab("documents", `${at}/documents`, w.page.tabDocuments, counts.documents),
        tab("history", `${at}/history`, w.page.tabHistory),
      ]}
    />
  );
}

/** Says so when a past or future day is shown, with the way back. */
export function AsOfNote({ head }: Pick<PartnerHeadProps, "head">) {
  const lang = useLang();
  const w = words[lang];
  if (head.asOf === head.today) return null;
  return (
    <Banner is="attention">
      <p>
        {w.page.asOf({ day: formatDay(head.asOf, lang, { weekday: true }) })}{" "}
        <a href={`/partners/${head.id}`}>{w.page.asOfToday}</a>
      </p>
    </Banner>
  );
}

/** The form for another day. */
export function AsOfPicker({ action, asOf }: { action: string; asOf: string }) {
  const w = words[useLang()];
  return (
    <form method="get" action={action} className="mt-4">
      <DateField name="asOf" label={w.page.asOfLabel} defaultValue={asOf} />
      <p className="mt-2">
        <Button size="small">{w.page.asOfShow}</Button>
      </p>
    </form>
  );
}
