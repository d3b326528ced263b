import { formatCount, formatPeriod } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { BulkBar, DataTable, FilterSelect, Filters, FilterText } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Figures } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { Tabs } from "#app/ui/nav.tsx";
import { units } from "../rules/lots.ts";
import type { Ledger, LotLine, StandingLine } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { amount, dueText, LotStateMark, Outstanding } from "./parts.tsx";

export interface LedgerAsk {
  readonly view: "open" | "overdue" | "closed" | "standing";
  readonly text: string;
  readonly unit: string;
  readonly relation: string;
  readonly partner: string;
}
const views = ["open", "overdue", "closed", "standing"] as const;

/** Address of the ledger with one thing changed; empty parts are left out. */
export const ledgerHref = (ask: LedgerAsk, change: Partial<Record<string, string>> = {}): string => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...ask, ...change })) if (value) query.set(key, value);
  return `/custody?${query.toString()}`;
};

export function LedgerScreen({ ledger, ask, once }: { ledger: Ledger; ask: LedgerAsk; once: string }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  return (
    <>
      <p className="mt-2 prose">{s.custodyLead}</p>
      {ledger.sums.length > 0 ? (
        <Figures
          title={s.outstandingBy}
          items={ledger.sums.map((sum) => ({
            href: ledgerHref({ ...ask, view: "open" }, { unit: sum.unit }),
            label: s.outstandingIn({ unit: w.unit[sum.unit] }),
            value: sum.outstanding.toLocaleString("en-US"),
            unit: w.unit[sum.unit],
            note: s.lotsOf({ n: sum.lots }),
          }))}
        />
      ) : null}
      <Tabs
        label={s.viewsLabel}
        items={views.map((view) => ({
          href: ledgerHref(ask, { view }),
          label: s.views[view],
          current: view === ask.view,
        }))}
      />
      {ask.view === "standing" ? (
        <StandingTable rows={ledger.standings} />
      ) : (
        <>
          <Filters action="/custody">
            <input type="hidden" name="view" value={ask.view} />
            {ask.relation ? <input type="hidden" name="relation" value={ask.relation} /> : null}
            {ask.partner ? <input type="hidden" name="partner" value={ask.partner} /> : null}
            <FilterText name="text" label={s.filterText} value={ask.text} />
            <FilterSelect
              name="unit"
              label={s.filterUnit}
              value={ask.unit}
              options={units.map((unit) => ({ value: unit, label: w.unit[unit] }))}
            />
            <Button>{s.filterApply}</Button>
          </Filters>
          <LedgerTable ledger={ledger} isOverdue={ask.view === "overdue"} once={once} />
        </>
      )}
    </>
  );
}

function LedgerTable({ ledger, isOverdue, once }: { ledger: Ledger; isOverdue: boolean; once: string }) {
  const lang = useLang();
  const s = words[lang].screen;
  if (ledger.lots.length === 0) return <EmptyState title={s.ledgerEmpty}>{s.ledgerFirst}</EmptyState>;
  const mayRemind = isOverdue && ledger.mayWrite;
  return (
    <>
      <DataTable
        caption={s.ledgerCaption({ n: ledger.lots.length })}
        rows={ledger.lots}
        rowKey={(row) => row.id}
        {...(mayRemind
          ? {
              pick: {
                name: "lots",
                form: "remind",
                label: (row: LotLine) => `${row.number} ${row.dataName}`,
              },
            }
          : {})}
        columns={[
          {
            key: "lot",
            label: s.lot,
            cell: (row) => (
              <>
                <a href={`/lots/${row.id}`}>{row.dataName}</a>
                <span className="kana">{row.number}</span>
              </>
            ),
          },
          {
            key: "partner",
            label: s.partner,
            cell: (row) => (
              <>
                <a href={`/relations/${row.relationId}`}>{row.partnerName}</a>
                <span className="br small mute">{row.relationTitle}</span>
              </>
            ),
          },
          {
            key: "out",
            label: s.outstanding,
            align: "end",
            cell: (row) => <Outstanding balance={row.balance} unit={row.unit} />,
          },
          { key: "due", label: s.due, nowrap: true, cell: (row) => dueText(row.dueOn, lang) },
          {
            key: "state",
            label: s.state,
            nowrap: true,
            cell: (row) => <LotStateMark standing={row.standing} />,
          },
        ]}
      />
      {mayRemind ? (
        <BulkBar id="remind" action="/custody?view=overdue" label={s.selected}>
          <input type="hidden" name="_once" value={once} />
          <Button name="intent" value="remind">
            {s.remindSelected}
          </Button>
          <span className="small mute">{s.remindNote}</span>
        </BulkBar>
      ) : null}
    </>
  );
}

export const standingTone = {
  upcoming: "waiting",
  "in-use": "good",
  ended: "attention",
  closed: "none",
} as const;

export function StandingTable({ rows }: { rows: readonly StandingLine[] }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  if (rows.length === 0) return <EmptyState title={s.standingEmpty}>{s.standingLead}</EmptyState>;
  return (
    <DataTable
      caption={s.standings}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "title",
          label: s.standing,
          cell: (row) => (
            <>
              <a href={`/standing/${row.id}`}>{row.title}</a>
              <span className="kana">{row.number}</span>
            </>
          ),
        },
        {
          key: "partner",
          label: s.partner,
          cell: (row) => (
            <>
              <a href={`/relations/${row.relationId}`}>{row.partnerName}</a>
              <span className="br small mute">{row.relationTitle}</span>
            </>
          ),
        },
        {
          key: "volume",
          label: s.usualVolume,
          align: "end",
          cell: (row) => amount(row.usualVolume, row.unit, lang),
        },
        { key: "period", label: s.period, cell: (row) => formatPeriod(row.startsOn, row.endsOn, lang) },
        {
          key: "state",
          label: s.state,
          cell: (row) => (
            <>
              <State is={standingTone[row.stateOn]}>{w.standingState[row.stateOn]}</State>
              {row.missing.length > 0 && row.stateOn !== "closed" ? (
                <span className="br small mute">{s.actualMissing({ months: row.missing.join(" ") })}</span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** The partner's own list: what it holds for the organisation. */
export function CompanyLots({ lots }: { lots: readonly LotLine[] }) {
  const lang = useLang();
  const s = words[lang].screen;
  if (lots.length === 0) return <EmptyState title={s.mineEmpty} />;
  return (
    <DataTable
      caption={s.mineCaption({ n: lots.length })}
      rows={lots}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "lot",
          label: s.lot,
          cell: (row) => (
            <>
              <a href={`/company/lots/${row.id}`}>{row.dataName}</a>
              <span className="kana">
                {row.number} ・ {row.relationTitle}
              </span>
            </>
          ),
        },
        {
          key: "out",
          label: s.outstanding,
          align: "end",
          cell: (row) => <Outstanding balance={row.balance} unit={row.unit} />,
        },
        { key: "due", label: s.due, nowrap: true, cell: (row) => dueText(row.dueOn, lang) },
        {
          key: "state",
          label: s.state,
          nowrap: true,
          cell: (row) => <LotStateMark standing={row.standing} />,
        },
        {
          key: "receipt",
          label: s.acknowledgement,
          cell: (row) =>
            row.acknowledgedAt === null ? (
              <a href={`/company/lots/${row.id}#acknowledge`}>{s.acknowledge}</a>
            ) : (
              <State is="good">{formatCount(row.quantity, row.unit, lang)}</State>
            ),
        },
      ]}
    />
  );
}
