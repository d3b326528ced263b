import type { ReactNode } from "react";
import { type ChoiceItem, Choices } from "./choices.tsx";
import { Must } from "./fields.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { Progress, State } from "./marks.tsx";
import { Hidden } from "./text.tsx";

export interface SectionLink {
  readonly href: string;
  readonly label: string;
  readonly answered: number;
  readonly asked: number;
  readonly current?: boolean;
}

const Sections = ({ label, items }: { label: string; items: readonly SectionLink[] }) => (
  <nav className="sections" aria-label={label}>
    <ul>
      {items.map((item) => {
        const done = item.answered >= item.asked;
        const icon: IconName = item.current ? "mine" : done ? "ok" : "todo";
        return (
          <li key={item.href} className={done ? "done" : "todo"}>
            <a href={item.href} aria-current={item.current ? "page" : undefined}>
              <Icon name={icon} />
              {item.label}
              <span>
                {item.answered}/{item.asked}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  </nav>
);

/** The sections of a checklist beside its questions; one disclosure on a narrow screen. */
export const SectionNav = ({ label, items }: { label: string; items: readonly SectionLink[] }) => {
  const w = useFrameWords();
  const at = items.findIndex((item) => item.current);
  const current = items[at];
  return (
    <>
      <Sections label={label} items={items} />
      <details className="sections-small">
        <summary>
          {w.sectionChoose}
          {current
            ? ` (${at + 1}/${items.length} ${current.label} ${current.answered}/${current.asked})`
            : null}
        </summary>
        <Sections label={`${label} ${w.menu}`} items={items} />
      </details>
    </>
  );
};

/** Title of the section, what is saved and how far it is. `status` is a polite live region. */
export const SaveBar = ({
  title,
  note,
  status,
  failed = false,
  answered,
  asked,
  countText,
  progressLabel,
}: {
  title: ReactNode;
  note?: ReactNode;
  status?: ReactNode;
  failed?: boolean;
  answered: number;
  asked: number;
  /** 「21/43問」 */
  countText: ReactNode;
  /** 「回答済み 43問中21問」 */
  progressLabel: string;
}) => (
  <div className="savebar mt-3">
    <div>
      <h1>{title}</h1>
      {note ? <p className="small">{note}</p> : null}
    </div>
    <div>
      <p className="row-end small">
        <span role="status">
          {status ? <State is={failed ? "attention" : "good"}>{status}</State> : null}
        </span>
        <b>{countText}</b>
      </p>
      <Progress className="mt-2" value={answered} max={asked} label={progressLabel} />
    </div>
  </div>
);

export interface QuestionProps {
  readonly name: string;
  /** Number as printed: 「15」. */
  readonly no: string;
  readonly text: ReactNode;
  readonly options: readonly ChoiceItem[];
  readonly value?: string | undefined;
  readonly required?: boolean;
  readonly critical?: boolean;
  readonly error?: ReactNode;
  /** Last year's answer, shown above the choices; `period` as 「2025年度」. */
  readonly last?: { readonly period: string; readonly answer: ReactNode; readonly changed: boolean };
  /** Note field, files, who answers: whatever follows the choices. */
  readonly children?: ReactNode;
  /** Meaning and good examples, folded. */
  readonly help?: ReactNode;
  readonly id?: string;
}

/** One question of a checklist: number and marks, text as legend, last year's answer, choices, note, files, meaning. */
export const Question = (p: QuestionProps) => {
  const w = useFrameWords();
  return (
    <section className="question" id={p.id}>
      <Choices
        type="radio"
        name={p.name}
        columns="row"
        options={p.options}
        defaultValue={p.value}
        error={p.error}
        label={
          <>
            <span className="no">
              {w.questionNo({ no: p.no })}
              {p.critical ? (
                <>
                  {" ・ "}
                  <span className="critical">{w.critical}</span>
                </>
              ) : null}
              {p.required ? (
                <>
                  {" ・ "}
                  <Must required />
                </>
              ) : null}
            </span>
            {p.text}
          </>
        }
      >
        {p.last ? (
          <p className="last">
            <span>
              {w.lastAnswer} ({p.last.period}) <b>{p.last.answer}</b>
            </span>
            {p.last.changed ? <State is="attention">{w.changedSinceLast}</State> : null}
          </p>
        ) : null}
      </Choices>
      {p.children}
      {p.help ? (
        <details className="mt-3 small">
          <summary>
            {w.questionHelp}
            <Hidden> {w.questionNo({ no: p.no })}</Hidden>
          </summary>
          <div className="mt-2">{p.help}</div>
        </details>
      ) : null}
    </section>
  );
};

/** Two columns: sections at the side, questions in the middle. */
export const Answering = ({ sections, children }: { sections: ReactNode; children: ReactNode }) => (
  <div className="answering">
    {sections}
    <div>{children}</div>
  </div>
);
