import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import type { RecordedCheck } from "../services/gate.server.ts";
import { words } from "../words.ts";

/** Recorded checks as they stood when something was done, or refused, under them. */
export function CheckHistory({ checks }: { checks: readonly RecordedCheck[] }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  if (checks.length === 0) return <EmptyState level={3}>{s.historyEmpty}</EmptyState>;
  return (
    <DataTable
      caption={s.historyCaption({ n: checks.length })}
      rows={checks}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "at",
          label: s.checkNumber,
          cell: (row) => (
            <>
              {row.number}
              <span className="kana">{formatInstant(row.checkedAt, lang)}</span>
            </>
          ),
        },
        { key: "for", label: s.checkFor, cell: (row) => s.checkAct[row.act] },
        { key: "day", label: s.checkDay, nowrap: true, cell: (row) => formatDay(row.asOf, lang) },
        {
          key: "result",
          label: s.checkResult,
          cell: (row) => (
            <State is={row.isAllowed ? "good" : "bad"}>{row.isAllowed ? w.allowed : w.blocked}</State>
          ),
        },
        {
          key: "reasons",
          label: s.checkReasons,
          cell: (row) =>
            row.reasons.length === 0 ? (
              s.noReasons
            ) : (
              <ul className="small">
                {row.reasons.map((reason) => (
                  <li key={`${reason.code} ${reason.detail}`}>
                    {reason.title}
                    {reason.detail ? <span className="mute"> {reason.detail}</span> : null}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
