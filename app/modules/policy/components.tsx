import { formatDay, formatPeriod } from "#app/i18n/format.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State, Tier } from "#app/ui/marks.tsx";
import { InLang, Named } from "#app/ui/text.tsx";
import type { PolicyDocument } from "./rules/document.ts";
import type { PolicyGap } from "./rules/gaps.ts";
import type { JointUseEvaluation, MatterState } from "./rules/joint-use.ts";
import { words } from "./words.ts";

/** 「方針 第3版」, or the day where the policy counts no editions. */
export const editionLabel = (
  version: { readonly edition: number | null; readonly validFrom: string },
  lang: "ja" | "en",
): string => words[lang].page.edition({ n: version.edition, day: formatDay(version.validFrom, lang) });

/** A gap with the names its sentence needs, in the reader's language. */
export interface GapView extends Pick<PolicyGap, "code" | "clause" | "basis" | "severity"> {
  readonly what: string;
  readonly cure: string;
}

export function GapTable({ gaps }: { gaps: readonly GapView[] }) {
  const w = words[useLang()];
  return (
    <DataTable
      caption={w.page.gaps}
      captionHidden
      rows={gaps}
      rowKey={(gap) => gap.code + gap.what}
      empty={<State is="good">{w.page.gapsNone}</State>}
      columns={[
        {
          key: "what",
          label: w.page.gap,
          cell: (gap) => (
            <>
              {gap.what}
              <span className="sub">{gap.cure}</span>
            </>
          ),
        },
        {
          key: "severity",
          label: w.page.severity,
          cell: (gap) => (
            <State is={gap.severity === "law" ? "bad" : gap.severity === "guideline" ? "attention" : "none"}>
              {w.severities[gap.severity]}
            </State>
          ),
        },
        {
          key: "basis",
          label: w.page.basis,
          cell: (gap) => (
            <>
              {gap.basis}
              {gap.clause === null ? null : <span className="sub">{w.clause({ number: gap.clause })}</span>}
            </>
          ),
        },
      ]}
    />
  );
}

const matterTone = { stated: "good", cited: "good", missing: "bad" } as const;

/** The five matters of one group, one by one. */
export function MatterTable({
  policy,
  evaluation,
}: {
  policy: PolicyDocument;
  evaluation: JointUseEvaluation;
}) {
  const lang = useLang();
  const w = words[lang];
  const itemName = (id: string) => policy.items.find((item) => item.id === id)?.name[lang] ?? id;
  const note = (matter: MatterState): string =>
    [
      ...matter.missingParts.map((part) => w.responsibleParts[part]),
      ...matter.openEndedItems.map((item) =>
        w.matterOpenEnded({ item: itemName(item), clause: matter.clause }),
      ),
      ...matter.citations.map((citation) => citation.place),
    ].join(" ・ ");
  return (
    <DataTable
      caption={w.page.jointUse}
      captionHidden
      rows={evaluation.matters}
      rowKey={(matter) => matter.matter}
      columns={[
        { key: "matter", label: w.page.matter, cell: (matter) => w.matters[matter.matter] },
        {
          key: "state",
          label: w.page.state,
          cell: (matter) => (
            <>
              <State is={matterTone[matter.state]}>{w.matterStates[matter.state]}</State>
              {note(matter) === "" ? null : <span className="sub">{note(matter)}</span>}
            </>
          ),
        },
        { key: "clause", label: w.page.clause, cell: (matter) => w.clause({ number: matter.clause }) },
      ]}
    />
  );
}

/** Purposes with the subjects they are published for; subjects without any are named. */
export function PurposeTable({ policy }: { policy: PolicyDocument }) {
  const lang = useLang();
  const w = words[lang];
  const name = (id: string) => policy.subjects.find((one) => one.id === id)?.name[lang] ?? id;
  const join = lang === "ja" ? "、" : ", ";
  return (
    <DataTable
      caption={w.page.subjectsPurposesCaption}
      rows={policy.purposes}
      rowKey={(purpose) => purpose.id}
      columns={[
        {
          key: "purpose",
          label: w.page.purpose,
          cell: (purpose) => (
            <>
              {purpose.name[lang]}
              {purpose.openEnded ? <span className="sub">{w.page.openEnded}</span> : null}
            </>
          ),
        },
        {
          key: "subjects",
          label: w.page.subject,
          cell: (purpose) =>
            purpose.subjects.includes("*")
              ? policy.subjects.map((one) => one.name[lang]).join(join)
              : purpose.subjects.map(name).join(join),
        },
        {
          key: "clause",
          label: w.page.clause,
          nowrap: true,
          cell: (purpose) => w.clause({ number: purpose.clause }),
        },
      ]}
    />
  );
}

export function ItemTable({ policy }: { policy: PolicyDocument }) {
  const lang = useLang();
  const w = words[lang];
  return (
    <DataTable
      caption={w.page.itemsCaption}
      rows={policy.items}
      rowKey={(item) => item.id}
      columns={[
        { key: "item", label: w.page.items, cell: (item) => item.name[lang] },
        {
          key: "tier",
          label: w.page.severity,
          cell: (item) => (item.tier === null ? w.page.openEnded : <Tier code={item.tier} />),
        },
        {
          key: "clause",
          label: w.page.clause,
          cell: (item) => (item.clause === null ? "―" : w.clause({ number: item.clause })),
        },
      ]}
    />
  );
}

/** The policy's own text in its order. Japanese is the published text; English is marked when the co-op has not confirmed it. */
export function PolicyText({ policy, level }: { policy: PolicyDocument; level: 2 | 3 }) {
  const lang = useLang();
  const w = words[lang];
  const [Heading, Inner] = level === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <div className="prose policy-text">
      {lang === "en" && !policy.enVerified ? <p className="hint">{w.englishUnverified}</p> : null}
      {policy.clauses.map((clause) => {
        const depth = clause.number.split(/[.(<]/).length;
        return (
          <div
            key={clause.number}
            data-depth={depth}
            id={`clause-${clause.number.replaceAll(/[^\w]/g, "-")}`}
          >
            {clause.heading === null ? null : depth <= 1 ? (
              <Heading className="mt-4">
                <Named>{clause.heading[lang]}</Named>
              </Heading>
            ) : (
              <Inner className="mt-3">
                <Named>{clause.heading[lang]}</Named>
              </Inner>
            )}
            {clause.text === null ? null : (
              <p className="mt-2">
                <Named>{clause.text[lang]}</Named>
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

export function DeskTable({ policy }: { policy: PolicyDocument }) {
  const lang = useLang();
  const w = words[lang].public;
  return (
    <DataTable
      caption={w.desksTitle}
      captionHidden
      rows={policy.desks}
      rowKey={(desk) => desk.id}
      columns={[
        { key: "desk", label: w.desk, cell: (desk) => desk.name[lang] },
        { key: "unit", label: w.unit, cell: (desk) => <Named>{desk.unitName[lang]}</Named> },
      ]}
    />
  );
}

/** One joint-use notice 共同利用の公表事項, as the public reads it: the five matters in order. */
export function Notice({
  policy,
  evaluation,
  organisation,
  level = 2,
}: {
  policy: PolicyDocument;
  evaluation: JointUseEvaluation;
  organisation: string;
  level?: 2 | 3;
}) {
  const lang = useLang();
  const w = words[lang].public;
  const group = policy.jointUseGroups.find((one) => one.id === evaluation.group);
  if (!group) return null;
  const matter = (name: MatterState["matter"]) => evaluation.matters.find((one) => one.matter === name);
  const cited = (name: MatterState["matter"]) => matter(name)?.citations ?? [];
  const items = new Map(policy.items.map((item) => [item.id, item]));
  const sets = new Map(policy.itemSets.map((set) => [set.id, set.items]));
  const itemsOf = (setIds: readonly string[]) =>
    [...new Set(setIds.flatMap((id) => sets.get(id) ?? []))].filter(
      (id) => items.get(id)?.openEnded === false,
    );
  const shared = group.partners.map((partner) => ({ partner, items: itemsOf(partner.itemSets) }));
  const common = (shared[0]?.items ?? []).filter((id) => shared.every((one) => one.items.includes(id)));
  const purposeName = (id: string) => policy.purposes.find((one) => one.id === id)?.name[lang] ?? id;
  const join = lang === "ja" ? "、" : ", ";
  const responsible = group.responsible;
  const address =
    responsible.address?.[lang] ??
    cited("responsible").find((one) => one.matter !== "responsible-representative")?.text;
  const representative = responsible.representative
    ? `${responsible.representative.title[lang]} ${responsible.representative.name[lang]}`
    : cited("responsible").find((one) => one.matter !== "responsible-address")?.text;
  const missing = <span className="mute">{w.missing}</span>;
  const Heading = level === 2 ? "h2" : "h3";
  const numbered = (n: number, title: string) => (
    <Heading>
      <span>{n}</span>
      {title}
    </Heading>
  );
  return (
    <article className="notice" id={`notice-${group.id}`} aria-label={group.name[lang]}>
      {numbered(1, w.statement)}
      <p>{group.statement?.[lang] ?? cited("statement")[0]?.text ?? missing}</p>
      {numbered(2, w.items)}
      {common.length === 0 ? (
        <p>{missing}</p>
      ) : (
        <ul className="dots">
          <li>{common.map((id) => items.get(id)?.name[lang] ?? id).join(join)}</li>
        </ul>
      )}
      {shared
        .map(({ partner, items: own }) => ({ partner, extra: own.filter((id) => !common.includes(id)) }))
        .filter(({ extra }) => extra.length > 0)
        .map(({ partner, extra }) => (
          <p key={partner.id}>
            {w.itemsFor({ partner: partner.name[lang] })}:{" "}
            {extra.map((id) => items.get(id)?.name[lang] ?? id).join(join)}
          </p>
        ))}
      {numbered(3, w.circle)}
      <ul className="dots">
        {group.partners.map((partner) => (
          <li key={partner.id}>
            {lang === "en" && !partner.enVerified ? (
              <InLang lang="ja">
                <Named>{partner.name.ja}</Named>
              </InLang>
            ) : (
              <Named>{partner.name[lang]}</Named>
            )}
          </li>
        ))}
      </ul>
      {numbered(4, w.purposes)}
      <DataTable
        caption={w.purposesCaption}
        captionHidden
        rows={group.partners}
        rowKey={(partner) => partner.id}
        columns={[
          { key: "user", label: w.circle, cell: (partner) => partner.name[lang] },
          {
            key: "purpose",
            label: w.purposes,
            cell: (partner) => (partner.purposes ?? group.purposes).map(purposeName).join(join),
          },
        ]}
      />
      {numbered(5, w.responsible)}
      <div>
        <SummaryList
          rows={[
            { label: w.name, value: responsible.name[lang] || organisation },
            { label: w.address, value: address ?? missing },
            { label: w.representative, value: representative ?? missing },
          ]}
        />
      </div>
      {cited("responsible").map((citation) => (
        <p key={citation.place} className="small mute">
          {w.cited({ place: citation.place })}
        </p>
      ))}
      <p className="mt-3">{w.responsibleNote}</p>
    </article>
  );
}

/** Versions and how long each was posted. */
export function VersionTable({
  versions,
  hrefOf,
}: {
  versions: readonly {
    readonly edition: number | null;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  hrefOf: (validFrom: string) => string;
}) {
  const lang = useLang();
  const w = words[lang];
  return (
    <DataTable
      caption={w.public.postingsCaption}
      rows={versions}
      rowKey={(version) => version.validFrom}
      columns={[
        {
          key: "edition",
          label: w.public.edition,
          cell: (version) => (
            <a href={hrefOf(version.validFrom)}>
              {w.public.editionName({ n: version.edition, day: formatDay(version.validFrom, lang) })}
            </a>
          ),
        },
        {
          key: "period",
          label: w.public.period,
          cell: (version) => formatPeriod(version.validFrom, version.validTo, lang),
        },
      ]}
    />
  );
}
