import type { ReactNode } from "react";
import { dayForInput } from "#app/i18n/day-input.ts";
import type { Day } from "#app/i18n/format.ts";
import { Button, Go } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { State, Strength, type StrengthCode, type Tone, toneIcon } from "./marks.tsx";
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from "./table.tsx";
import { DayText, Named } from "./text.tsx";

export interface GateRow {
  readonly key: string;
  /** bad = stops the hand-over; attention = warns or is observed only. */
  readonly state: Extract<Tone, "bad" | "attention">;
  readonly title: ReactNode;
  /** One line of fact; observed reasons say from when they bind. */
  readonly detail?: ReactNode;
  readonly strength: StrengthCode;
  /** The clause: 「25条」「GL 3-4-4(3)」. */
  readonly basis: ReactNode;
  /** Who may continue under it, or that nobody may. */
  readonly deferral: ReactNode;
  /** Without an address for a reader who has no part in it. */
  readonly cure?: { readonly href: string | null; readonly label: string } | undefined;
}

export interface GatePanelProps {
  readonly id?: string;
  readonly verdict: Extract<Tone, "good" | "bad" | "attention">;
  /** 「引渡不可 理由 3件」 */
  readonly verdictText: ReactNode;
  /** What is judged: 「個配商品の配達」. */
  readonly subject: ReactNode;
  readonly asOf: Day;
  /** Law first, warnings last, as given. */
  readonly rows: readonly GateRow[];
  readonly met: readonly { readonly key: string; readonly text: ReactNode; readonly applies?: boolean }[];
  /** The form for another day: GET to `action` with field `asOf`; other search parameters as `keep`. */
  readonly foot?: {
    readonly action: string;
    readonly keep?: Readonly<Record<string, string>>;
    readonly history?: { readonly href: string; readonly label: string };
  };
  /** Words under the head when nothing stops: one line. */
  readonly note?: ReactNode;
}

/** 引渡可否判定: verdict, every reason with strength, basis and cure, what is met, and another day. */
export const GatePanel = ({
  id = "gate",
  verdict,
  verdictText,
  subject,
  asOf,
  rows,
  met,
  foot,
  note,
}: GatePanelProps) => {
  const w = useFrameWords();
  return (
    <section className="gate" data-is={verdict} id={id} aria-labelledby={`${id}-title`}>
      <div className="gate-head">
        <h2 id={`${id}-title`}>
          {w.gateTitle}
          <span className="at">
            <Named>{subject}</Named> ・ <GateDay day={asOf} />
          </span>
        </h2>
        <p className="gate-verdict">
          <Icon name={toneIcon(verdict)} large />
          <span>{verdictText}</span>
        </p>
      </div>
      {note ? <p className="gate-line">{note}</p> : null}
      {rows.length > 0 ? (
        <Table>
          <caption className="vh">{w.gateCaption}</caption>
          <TableHead>
            <Row>
              <ColumnHeader>{w.gateReason}</ColumnHeader>
              <ColumnHeader>{w.gateStrength}</ColumnHeader>
              <ColumnHeader>{w.gateDeferral}</ColumnHeader>
              <ColumnHeader>{w.gateCure}</ColumnHeader>
            </Row>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row key={row.key}>
                <RowHeader>
                  <State is={row.state}>
                    <Named>{row.title}</Named>
                  </State>
                  {row.detail ? (
                    <span className="kana gate-note">
                      <Named>{row.detail}</Named>
                    </span>
                  ) : null}
                </RowHeader>
                <Cell label={w.gateStrength}>
                  <Strength code={row.strength} /> <span className="small">{row.basis}</span>
                </Cell>
                <Cell className="small" label={w.gateDeferral}>
                  {row.deferral}
                </Cell>
                <Cell label={w.gateCure}>
                  {row.cure?.href ? (
                    <Go href={row.cure.href}>{row.cure.label}</Go>
                  ) : row.cure ? (
                    row.cure.label
                  ) : (
                    <span className="mute">―</span>
                  )}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      ) : null}
      {met.length > 0 ? (
        <ul className="gate-met" aria-label={w.gateMet}>
          {met.map((each) => (
            <li key={each.key}>
              <State is={each.applies === false ? "none" : "good"}>
                <Named>{each.text}</Named>
              </State>
            </li>
          ))}
        </ul>
      ) : null}
      {foot ? (
        <form className="gate-foot" method="get" action={foot.action}>
          {Object.entries(foot.keep ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <span className="row">
            <label htmlFor={`${id}-as-of`}>{w.gateAnotherDay}</label>
            <input
              className="input"
              data-w="date"
              id={`${id}-as-of`}
              name="asOf"
              inputMode="numeric"
              autoComplete="off"
              defaultValue={dayForInput(asOf)}
            />
            <Button kind="plain" size="small">
              {w.gateJudge}
            </Button>
          </span>
          {foot.history ? <Go href={foot.history.href}>{foot.history.label}</Go> : null}
        </form>
      ) : null}
    </section>
  );
};

const GateDay = ({ day }: { day: Day }) => {
  const w = useFrameWords();
  const [before = "", after = ""] = w.gateAsOf({ day: "|" }).split("|");
  return (
    <>
      {before}
      <DayText day={day} weekday />
      {after}
    </>
  );
};
