import { dayOfInstant, formatDay, formatNumber } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, type Tone } from "#app/ui/marks.tsx";
import { Named } from "#app/ui/text.tsx";
import { pageWords } from "../page-words.ts";
import type { CirculationState } from "../rules/circulation.ts";
import { words } from "../words.ts";

/** One circulation as a list shows it. */
export interface InboxRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly round: number;
  readonly state: CirculationState;
  readonly turn: "drafter" | "reviewer" | "decider" | null;
  readonly isMine: boolean;
  readonly deputyFor: string | null;
  readonly needsConfirmation: boolean;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly drafterName: string;
  readonly holdUntil: string | null;
}

export const toneOfState: Readonly<Record<CirculationState, Tone>> = {
  draft: "none",
  submitted: "waiting",
  reviewed: "waiting",
  "on-hold": "attention",
  returned: "attention",
  approved: "good",
  conditional: "good",
  rejected: "bad",
  withdrawn: "none",
};

export function CirculationStateCell({
  row,
}: {
  row: Pick<InboxRow, "state" | "holdUntil" | "deputyFor" | "needsConfirmation">;
}) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  return (
    <>
      <State is={toneOfState[row.state]}>{w.state[row.state]}</State>
      {row.holdUntil ? (
        <span className="br small mute">{p.holdUntil({ day: formatDay(row.holdUntil, lang) })}</span>
      ) : null}
      {row.deputyFor ? (
        <span className="br small">
          <Named>{p.deputyTag({ name: row.deputyFor })}</Named>
        </span>
      ) : null}
      {row.needsConfirmation ? <span className="br small">{w.awaitingConfirmation}</span> : null}
    </>
  );
}

function InboxTable({
  rows,
  caption,
  act = false,
  isOver = false,
}: {
  rows: readonly InboxRow[];
  caption: string;
  act?: boolean;
  isOver?: boolean;
}) {
  const lang = useLang();
  const p = pageWords[lang];
  const w = words[lang];
  const actLabel = (row: InboxRow): string =>
    row.needsConfirmation
      ? p.openConfirm
      : row.turn === "reviewer"
        ? p.openReview
        : row.turn === "decider"
          ? p.openDecide
          : p.open;
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "title",
          label: p.item,
          line: true,
          cell: (row) => (
            <>
              <a href={`/decisions/${row.id}`}>
                <Named>{row.title}</Named>
              </a>
              <span className="br small mute">
                {row.number} {w.round({ n: row.round })}
              </span>
            </>
          ),
        },
        { key: "state", label: p.stateHead, cell: (row) => <CirculationStateCell row={row} /> },
        { key: "drafter", label: p.drafter, cell: (row) => <Named>{row.drafterName}</Named> },
        {
          key: "on",
          label: isOver ? p.decided : p.submitted,
          nowrap: true,
          cell: (row) => {
            const at = isOver ? (row.decidedAt ?? row.submittedAt) : row.submittedAt;
            return at === null ? p.none : <time dateTime={at}>{formatDay(dayOfInstant(at), lang)}</time>;
          },
        },
        ...(act
          ? [
              {
                key: "act",
                label: p.open,
                bare: true,
                cell: (row: InboxRow) => (
                  <ButtonLink
                    size="small"
                    href={`/decisions/${row.id}`}
                    aria-label={`${actLabel(row)}: ${row.title}`}
                  >
                    {actLabel(row)}
                  </ButtonLink>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** What waits on me, what waits on others, what is over. */
export function Inbox({
  mine,
  others,
  over,
}: {
  mine: readonly InboxRow[];
  others: readonly InboxRow[];
  over: readonly InboxRow[];
}) {
  const lang = useLang();
  const p = pageWords[lang];
  const count = (rows: readonly InboxRow[]) => p.count({ n: formatNumber(rows.length, lang) });
  return (
    <>
      <Section id="mine" title={p.mine}>
        {mine.length === 0 ? (
          <EmptyState level={3}>{p.mineEmpty}</EmptyState>
        ) : (
          <InboxTable rows={mine} caption={count(mine)} act />
        )}
      </Section>
      {others.length > 0 ? (
        <Section id="others" title={p.others}>
          <InboxTable rows={others} caption={count(others)} />
        </Section>
      ) : null}
      <Section id="over" title={p.over}>
        {over.length === 0 ? (
          <EmptyState level={3}>{p.overEmpty}</EmptyState>
        ) : (
          <InboxTable rows={over} caption={count(over)} isOver />
        )}
      </Section>
    </>
  );
}
