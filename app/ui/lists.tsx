import type { ReactNode } from "react";
import { type Day, formatBytes } from "#app/i18n/format.ts";
import { ButtonLink } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { useFrameWords, useLang } from "./lang.tsx";
import { Progress, type Tone, toneIcon } from "./marks.tsx";
import { DayText, Hidden, Named } from "./text.tsx";

export interface SummaryRow {
  readonly key?: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** A second, smaller line. */
  readonly note?: ReactNode;
  /** Where this row is changed (check your answers). */
  readonly change?: { readonly href: string; readonly label: string; readonly what?: string };
}

/** Label and value, one below the other. */
export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }) => (
  <dl className="summary">
    {rows.map((row, at) => (
      <div key={row.key ?? `${at}`}>
        <dt>{row.label}</dt>
        <dd>
          <Named>{row.value}</Named>
          {row.note ? (
            <span className="br small mute">
              <Named>{row.note}</Named>
            </span>
          ) : null}
          {row.change ? (
            <a className="br small" href={row.change.href}>
              {row.change.label}
              {row.change.what ? <Hidden> {row.change.what}</Hidden> : null}
            </a>
          ) : null}
        </dd>
      </div>
    ))}
  </dl>
);

export interface Figure {
  readonly href: string;
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly note?: ReactNode;
  /** Red only when the number itself is the trouble. */
  readonly is?: "bad";
  readonly progress?: { readonly value: number; readonly max: number; readonly label: string };
}

/** At most four, each a link to the list it counts. */
export const Figures = ({ title, items }: { title: string; items: readonly Figure[] }) => (
  <>
    <h2 className="vh">{title}</h2>
    <ul className="figures" data-n={items.length}>
      {items.map((item) => (
        <li key={item.label}>
          <a href={item.href}>
            <span className="label">{item.label}</span>
            <span className="value" data-is={item.is}>
              {item.value}
              {item.unit ? <small>{item.unit}</small> : null}
            </span>
            {item.note ? <span className="note">{item.note}</span> : null}
            {item.progress ? <Progress {...item.progress} /> : null}
          </a>
        </li>
      ))}
    </ul>
  </>
);

export interface Task {
  readonly key: string;
  readonly is: Extract<Tone, "bad" | "attention" | "mine" | "waiting" | "good">;
  /** What must happen, bold. */
  readonly title: ReactNode;
  /** For whom, smaller. */
  readonly about?: ReactNode;
  /** How late or how long: 「12日超過」. */
  readonly when?: ReactNode;
  readonly on?: Day;
  /** Said before the day: 「期限」「満了」. */
  readonly onLabel?: string;
  readonly action?: { readonly href: string; readonly label: string };
}

/** A to-do list: one row, one button (a link when one waits on others). */
export const TaskList = ({ items }: { items: readonly Task[] }) => {
  const w = useFrameWords();
  const word = {
    bad: w.overdue,
    attention: w.stateAttention,
    mine: w.stateMine,
    waiting: w.stateWaiting,
    good: w.stateGood,
  };
  return (
    <ol className="tasks">
      {items.map((task) => (
        <li key={task.key}>
          <span className="mark-of" data-is={task.is}>
            <Icon name={toneIcon(task.is)} large />
            <Hidden>{word[task.is]}</Hidden>
          </span>
          <p className="what">
            <b>
              <Named>{task.title}</Named>
            </b>
            {task.about ? (
              <span>
                <Named>{task.about}</Named>
              </span>
            ) : null}
          </p>
          <p className="when">
            {task.when ? <b data-is={task.is === "bad" ? "bad" : undefined}>{task.when}</b> : null}
            {task.onLabel ? `${task.onLabel} ` : null}
            {task.on ? <DayText day={task.on} weekday /> : null}
          </p>
          <p className="do">
            {task.action ? (
              <ButtonLink
                href={task.action.href}
                size="small"
                kind={task.is === "waiting" || task.is === "good" ? "quiet" : "plain"}
              >
                {task.action.label}
              </ButtonLink>
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  );
};

export interface TimeLineEntry {
  readonly key: string;
  readonly on: Day;
  readonly is?: "good" | "bad";
  readonly icon?: IconName;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** Newest first: date, mark, what, who. */
export const TimeLine = ({ items }: { items: readonly TimeLineEntry[] }) => (
  <ol className="timeline">
    {items.map((item) => (
      <li key={item.key} data-is={item.is}>
        <DayText day={item.on} weekday />
        <Icon name={item.icon ?? (item.is === "bad" ? "bad" : item.is === "good" ? "ok" : "info")} />
        <div>
          <Named>{item.title}</Named>
          {item.detail ? (
            <span>
              <Named>{item.detail}</Named>
            </span>
          ) : null}
        </div>
      </li>
    ))}
  </ol>
);

export interface FileItem {
  readonly key: string;
  readonly name: string;
  readonly bytes?: number;
  readonly href?: string;
  readonly note?: ReactNode;
  /** Usually a quiet small button inside a form. */
  readonly action?: ReactNode;
}

/** Files with their size. */
export const FileList = ({ items, empty }: { items: readonly FileItem[]; empty?: ReactNode }) => {
  const lang = useLang();
  const w = useFrameWords();
  if (items.length === 0) return <p className="hint">{empty ?? w.fileNone}</p>;
  return (
    <ul className="files">
      {items.map((file) => (
        <li key={file.key}>
          <Icon name="file" />
          {file.href ? <a href={file.href}>{file.name}</a> : <span>{file.name}</span>}
          {file.bytes === undefined && !file.note ? null : (
            <span className="mute">
              {file.bytes === undefined ? null : formatBytes(file.bytes, lang)}
              {file.bytes !== undefined && file.note ? " ・ " : null}
              {file.note}
            </span>
          )}
          {file.action}
        </li>
      ))}
    </ul>
  );
};
