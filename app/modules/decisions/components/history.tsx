import { formatDay } from "#app/i18n/format.ts";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { InstantText, Named } from "#app/ui/text.tsx";
import { pageWords } from "../page-words.ts";
import type { CirculationEvent, Condition } from "../rules/circulation.ts";
import { words } from "../words.ts";

/** One act as the history shows it. */
export interface HistoryAct {
  readonly id: string;
  readonly kind: CirculationEvent;
  readonly round: number;
  readonly actorName: string;
  readonly actorTitle: string | null;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly conditions: readonly Condition[];
  readonly holdUntil: string | null;
  readonly at: string;
}
export interface NamedPerson {
  readonly personId: string;
  readonly name: string;
}

/** Who did what, oldest first; a deputy's act names the principal. */
export function ActHistory({
  acts,
  people,
}: {
  acts: readonly HistoryAct[];
  people: readonly NamedPerson[];
}) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const nameOf = (id: string): string => people.find((each) => each.personId === id)?.name ?? "";
  return (
    <SummaryList
      rows={acts.map((act) => ({
        key: act.id,
        label: (
          <>
            {w.eventDone[act.kind]}
            <span className="br small mute">{w.round({ n: act.round })}</span>
          </>
        ),
        value: (
          <>
            <Named>{[act.actorTitle, act.actorName].filter(Boolean).join(" ")}</Named>
            {act.onBehalfOf ? (
              <span className="br small">
                <Named>{w.deputyFor({ name: nameOf(act.onBehalfOf) })}</Named>
              </span>
            ) : null}
            {act.reason ? <span className="br">{act.reason}</span> : null}
            {act.conditions.map((c) => (
              <span key={c.text} className="br small">
                <Named>
                  {p.conditionOf({ text: c.text, owner: c.ownerName, due: formatDay(c.dueOn, lang) })}
                </Named>
              </span>
            ))}
            {act.holdUntil ? (
              <span className="br small">{p.holdUntil({ day: formatDay(act.holdUntil, lang) })}</span>
            ) : null}
          </>
        ),
        note: <InstantText at={act.at} />,
      }))}
    />
  );
}

/** Stored artefacts with their hashes, each a link to its bytes. */
export function Artefacts({
  rows,
}: {
  rows: readonly {
    readonly id: string;
    readonly kind: string;
    readonly round: number;
    readonly hash: string;
  }[];
}) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const names: Readonly<Record<string, string>> = p.artefact;
  return (
    <>
      <p className="small mute mt-2">{p.filesLead}</p>
      <SummaryList
        rows={rows.map((row) => ({
          key: row.id,
          label: (
            <>
              {names[row.kind] ?? row.kind}
              <span className="br small mute">{w.round({ n: row.round })}</span>
            </>
          ),
          value: <a href={`/artefacts/${row.id}`}>{p.open}</a>,
          note: <Hash value={row.hash} />,
        }))}
      />
    </>
  );
}

/** A hash in groups of eight, as it is printed on paper. */
export const Hash = ({ value }: { value: string }) => (
  <code className="small">{(value.match(/.{1,8}/g) ?? []).join(" ")}</code>
);
