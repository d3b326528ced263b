import { formatInstant } from "#app/i18n/format.ts";
import { words as access } from "#app/modules/access/words.ts";
import type { WordedField } from "#app/modules/audit/entry-rules.ts";
import { words } from "#app/modules/audit/words.ts";
import { Banner, EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable, FilterSelect, Filters, FilterText } from "#app/ui/data-table.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Pager } from "#app/ui/nav.tsx";
import { Named } from "#app/ui/text.tsx";
import type { LogTyped } from "./rules/log-filter.ts";

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly what: string;
  /** Null for who has none yet. */
  readonly role: string | null;
  readonly who: string | null;
  readonly partnerName: string | null;
  readonly records: readonly string[];
  readonly details: readonly WordedField[];
}

export interface LogScreenProps {
  readonly entries: readonly Entry[];
  readonly olderThan: number | null;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly verdict: {
    readonly ok: boolean;
    readonly entries: number;
    readonly firstBad: number | null;
  } | null;
  readonly asked: LogTyped;
  /** Types of event to choose from. */
  readonly types: readonly { readonly type: string; readonly sentence: string }[];
}

/** What the entry holds, in the reader's words. */
function Details({ entry }: { entry: Entry }) {
  const w = words[useLang()];
  if (entry.details.length === 0) return null;
  return (
    <details className="small mute">
      <summary>{w.details}</summary>
      <ul>
        {entry.details.map(({ field, label, value }) => (
          <li key={field}>
            {label}: {value ?? w.erased}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The operation log as its readers see it: sentences in their language over codes, and the proof of the chain. */
export function LogScreen(p: LogScreenProps) {
  const lang = useLang();
  const w = words[lang];
  const roles: Record<string, string> = access[lang].roles;
  const query = new URLSearchParams(Object.entries(p.asked).filter(([, value]) => value !== ""));
  const exported = (format: string) => new URLSearchParams([...query, ["format", format]]);
  const older = new URLSearchParams(query);
  if (p.olderThan !== null) older.set("before", String(p.olderThan));
  return (
    <>
      <PageHead
        title={w.title}
        facts={[w.lead]}
        action={
          <ButtonLink kind="main" href="/audit?verify=1">
            {w.verify}
          </ButtonLink>
        }
      />
      {p.verdict ? (
        <Banner is={p.verdict.ok ? "good" : "bad"} live>
          <p>
            {p.verdict.ok
              ? w.verified({ entries: p.verdict.entries })
              : w.broken({ seq: p.verdict.firstBad ?? 0 })}
          </p>
          <p className="small">
            {w.head}: <code>{p.head.hash}</code>
          </p>
        </Banner>
      ) : null}
      <Filters action="/audit">
        <FilterSelect
          name="type"
          label={w.filterType}
          value={p.asked.type}
          options={p.types.map(({ type, sentence }) => ({ value: type, label: sentence }))}
        />
        <FilterText name="from" label={w.filterFrom} value={p.asked.from} />
        <FilterText name="to" label={w.filterTo} value={p.asked.to} />
        <Button size="small">{w.show}</Button>
      </Filters>
      <DataTable
        caption={w.showing({ n: p.entries.length })}
        rows={p.entries}
        rowKey={(entry) => String(entry.seq)}
        empty={<EmptyState>{w.empty}</EmptyState>}
        columns={[
          {
            key: "at",
            label: w.at,
            nowrap: true,
            cell: (entry) => (
              <>
                {formatInstant(entry.at, lang)}
                <span className="br small mute">
                  {w.number} {entry.seq}
                </span>
              </>
            ),
          },
          {
            key: "who",
            label: w.who,
            nowrap: true,
            cell: (entry) => (
              <>
                <Named>{entry.who ?? w.erased}</Named>
                {entry.role === null ? null : (
                  <span className="br small mute">{roles[entry.role] ?? entry.role}</span>
                )}
              </>
            ),
          },
          {
            key: "what",
            label: w.what,
            cell: (entry) => (
              <>
                <b>{entry.what}</b>
                {entry.partnerName || entry.records.length > 0 ? (
                  <span className="br small">
                    <Named>{[entry.records.join(" "), entry.partnerName].filter(Boolean).join(" ・ ")}</Named>
                  </span>
                ) : null}
                <Details entry={entry} />
              </>
            ),
          },
        ]}
      />
      {p.entries.length > 0 ? (
        <p className="row mt-3">
          <a href={`/audit/export?${exported("csv")}`}>{w.exportCsv}</a>{" "}
          <a href={`/audit/export?${exported("json")}`}>{w.exportJson}</a>
        </p>
      ) : null}
      <Pager firstHref={`/audit?${query}`} nextHref={p.olderThan === null ? undefined : `/audit?${older}`} />
    </>
  );
}
