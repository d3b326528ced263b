import { formatDay } from "#app/i18n/format.ts";
import { daysBetween } from "#app/modules/calendar/rules/day.ts";
import { kanaRowOf, kanaRows } from "#app/modules/registry/rules/names.ts";
import { words as registryWords } from "#app/modules/registry/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { type Column, DataTable, FilterSelect, Filters, FilterText } from "#app/ui/data-table.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { State, Tier, type TierCode } from "#app/ui/marks.tsx";
import { Chips, KanaIndex, Pager } from "#app/ui/nav.tsx";
import { Fict } from "#app/ui/text.tsx";
import type { readListQuery } from "../rules/list-query.ts";
import type { PartnerPage } from "../services/list.server.ts";
import { words } from "../words.ts";

const gateTone = { allowed: "good", blocked: "bad", none: "none", unknown: "waiting" } as const;
const tierCodes: readonly TierCode[] = ["S1", "S2", "S3", "S4"];

interface PartnerListProps extends Omit<PartnerPage, "next"> {
  /** Where this page begins, counted from 1. */
  readonly from: number;
  readonly nextHref: string | null;
  readonly mayWrite: boolean;
  readonly mayExport: boolean;
  readonly asked: ReturnType<typeof readListQuery>["asked"];
}

type Asked = PartnerListProps["asked"];

/** The address of the list with some parts of what is asked changed; a change begins at the first page. */
const listHref = (asked: Asked, change: Partial<Record<keyof Asked, string>> = {}): string => {
  const values = { ...asked, retired: asked.retired ? "yes" : "", ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== "" && !(name === "sort" && value === "kana")) query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "/partners" : `/partners?${text}`;
};

/** The register of partners: search, filters, the rows of the syllabary, one page at a time. */
export function PartnerListScreen(p: PartnerListProps) {
  const lang = useLang();
  const w = words[lang];
  const r = registryWords[lang];
  const frame = useFrameWords();
  const gates: Record<string, string> = w.gates;
  const kinds: Record<string, string> = r.partnerKinds;
  const dues: Record<string, string> = w.dues;
  const { asked } = p;
  const chips = [
    asked.q && { label: `${w.list.query}: ${asked.q}`, change: { q: "" } },
    asked.kind && { label: kinds[asked.kind] ?? asked.kind, change: { kind: "" } },
    asked.tier && { label: `${r.tier}: ${asked.tier}`, change: { tier: "" } },
    asked.gate && { label: gates[asked.gate] ?? asked.gate, change: { gate: "" } },
    asked.department && { label: `${r.list.department}: ${asked.department}`, change: { department: "" } },
    asked.row && { label: w.list.row({ row: hiragana(asked.row) }), change: { row: "" } },
    asked.retired && { label: w.list.retired, change: { retired: "" } },
  ].flatMap((chip) => (chip ? [{ label: chip.label, removeHref: listHref(asked, chip.change) }] : []));
  const sorted = (sort: Asked["sort"], direction: "ascending" | "descending") => ({
    href: listHref(asked, { sort }),
    ...(asked.sort === sort ? { sorted: direction } : {}),
  });
  const columns: Column<PartnerPage["lines"][number]>[] = [
    {
      key: "name",
      label: w.list.columnName,
      sort: sorted("kana", "ascending"),
      cell: (row) => (
        <>
          {row.nameKana === "" ? null : (
            <span className="kana" lang="ja">
              {row.nameKana}
            </span>
          )}
          <a href={`/partners/${row.id}`}>
            <Fict>{row.name}</Fict>
          </a>
          {asked.sort === "number" ? <span className="sub mute">{row.number}</span> : null}
        </>
      ),
    },
    {
      key: "work",
      label: w.list.columnWork,
      bare: true,
      line: true,
      cell: (row) => (
        <>
          {row.state === "retired" ? r.partnerStates.retired : (kinds[row.kind] ?? row.kind)}
          {row.work[0] === undefined ? null : (
            <span className="sub">
              {row.work[0]}
              {row.work.length > 1 ? `、${w.list.more({ n: row.work.length - 1 })}` : ""}
            </span>
          )}
        </>
      ),
    },
    {
      key: "tier",
      label: r.tier,
      bare: true,
      nowrap: true,
      sort: sorted("tier", "descending"),
      cell: (row) =>
        row.tier === "" || row.kind === "no-handling" ? "―" : <Tier code={row.tier as TierCode} />,
    },
    { key: "grade", label: w.list.columnGrade, cell: (row) => row.grade ?? "―" },
    {
      key: "gate",
      label: w.list.gate,
      bare: true,
      cell: (row) => <State is={gateTone[row.gate]}>{gates[row.gate]}</State>,
    },
    {
      key: "next",
      label: w.list.columnNext,
      line: true,
      cell: (row) => {
        if (!row.next) return "―";
        const late = daysBetween(row.next.on, p.today);
        return (
          <>
            {late > 0 ? (
              <strong data-is="bad">{w.list.overdue({ n: late })}</strong>
            ) : (
              <time className="nowrap" dateTime={row.next.on}>
                {formatDay(row.next.on, lang)}
              </time>
            )}
            <span className="sub">{dues[row.next.what] ?? row.next.what}</span>
          </>
        );
      },
    },
    {
      key: "department",
      label: r.list.department,
      line: true,
      cell: (row) => row.departments.join("、") || "―",
    },
  ];
  const nothingAtAll = p.registered === 0 && !asked.retired;
  return (
    <>
      <PageHead
        title={r.list.title}
        facts={[
          w.list.registered({ n: p.registered }),
          ...(p.blocked > 0 ? [w.list.blocked({ n: p.blocked })] : []),
          ...(p.unjudged > 0 ? [w.list.unjudged({ n: p.unjudged })] : []),
          formatDay(p.today, lang, { weekday: true }),
        ]}
        action={
          p.mayWrite ? (
            <ButtonLink kind="main" icon="plus" href="/partners/new">
              {w.list.add}
            </ButtonLink>
          ) : null
        }
        moreLabel={w.list.inOut}
        more={
          p.mayExport
            ? (
                [
                  ["xlsx", w.list.exportXlsx],
                  ["csv", w.list.exportCsv],
                  ["csv-cp932", w.list.exportCp932],
                  ["json", w.list.exportJson],
                ] as const
              ).map(([format, label]) => (
                <li key={format}>
                  <a href={`/export/register/${format}`} download>
                    {label}
                  </a>
                </li>
              ))
            : undefined
        }
      />
      {nothingAtAll ? (
        <EmptyState
          title={w.list.emptyTitle}
          action={p.mayWrite ? <ButtonLink href="/partners/new">{w.list.add}</ButtonLink> : undefined}
        >
          {w.list.emptyBody}
        </EmptyState>
      ) : (
        <>
          <Filters action="/partners">
            <FilterText name="q" label={w.list.query} value={asked.q} />
            <FilterSelect
              name="kind"
              label={w.list.kind}
              value={asked.kind}
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            />
            <FilterSelect
              name="tier"
              label={r.tier}
              value={asked.tier}
              options={tierCodes.map((value) => ({ value, label: value }))}
            />
            <FilterSelect
              name="gate"
              label={w.list.gate}
              value={asked.gate}
              options={(["allowed", "blocked"] as const).map((value) => ({ value, label: w.gates[value] }))}
            />
            <Button kind="plain">{frame.filterApply}</Button>
          </Filters>
          <Chips items={chips} clearHref="/partners">
            {asked.retired ? null : (
              <a className="clear small" href={listHref(asked, { retired: "yes" })}>
                {w.list.retired}
              </a>
            )}
          </Chips>
          <KanaIndex
            label={w.list.rows}
            items={[
              { label: w.list.allRows, href: listHref(asked, { row: "" }), current: asked.row === "" },
              ...kanaRows.map((row) => ({
                label: hiragana(row),
                href: listHref(asked, { row }),
                current: asked.row === row,
              })),
            ]}
          />
          <DataTable
            className="partners"
            caption={
              p.total === 0
                ? w.list.captionNone
                : w.list.caption({
                    total: p.total,
                    from: p.from,
                    to: p.from + p.lines.length - 1,
                    order: w.list.orders[asked.sort],
                  })
            }
            columns={columns}
            rows={p.lines}
            rowKey={(row) => row.id}
            {...(asked.sort === "kana"
              ? {
                  groupOf: (row: PartnerPage["lines"][number]) => {
                    const found = kanaRowOf(row.sortKey);
                    return found === null ? w.list.noReading : w.list.row({ row: hiragana(found) });
                  },
                }
              : {})}
            empty={
              <EmptyState title={w.list.noneTitle} level={3}>
                {w.list.noneBody}
              </EmptyState>
            }
          />
          <Pager
            {...(p.from > 1 ? { firstHref: listHref(asked) } : {})}
            {...(p.nextHref === null ? {} : { nextHref: p.nextHref })}
          />
        </>
      )}
    </>
  );
}

const hiragana = (kana: string): string =>
  kana.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
