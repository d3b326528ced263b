import type { ReactNode } from "react";
import { useFrameWords } from "./lang.tsx";
import { Progress } from "./marks.tsx";

export interface ScoreItem {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly progress?: { readonly value: number; readonly max: number; readonly label: string };
}

/** Up to four numbers that belong together, score before and after among them. */
export const ScoreBar = ({ items }: { items: readonly ScoreItem[] }) => (
  <dl className="scorebar">
    {items.map((item) => (
      <div key={item.label}>
        <dt>{item.label}</dt>
        <dd>
          {item.value}
          {item.note ? <small>{item.note}</small> : null}
          {item.progress ? <Progress {...item.progress} /> : null}
        </dd>
      </div>
    ))}
  </dl>
);

export interface ReviewRowProps {
  readonly id: string;
  /** 「問15 ・ 物理的安全管理 ・ 重大設問 ・ 配点 3」 */
  readonly meta: ReactNode;
  readonly question: ReactNode;
  readonly lastLabel?: ReactNode;
  readonly last: ReactNode;
  readonly nowLabel?: ReactNode;
  readonly now: ReactNode;
  /** Controls of the judgement, under one legend. */
  readonly judgement: ReactNode;
  /** Opens in the same frame: the finding's fields. */
  readonly finding?: ReactNode;
}

/** One answer under review: last year, this year, the judgement, left to right. */
export const ReviewRow = (p: ReviewRowProps) => {
  const w = useFrameWords();
  return (
    <article className="review" aria-labelledby={`${p.id}-title`} id={p.id}>
      <header>
        <p>{p.meta}</p>
        <h2 id={`${p.id}-title`} className="heading-18">
          {p.question}
        </h2>
      </header>
      <div className="review-cols">
        <div>
          <h3 className="plain-label">{p.lastLabel ?? w.reviewLast}</h3>
          {p.last}
        </div>
        <div>
          <h3 className="plain-label">{p.nowLabel ?? w.reviewNow}</h3>
          {p.now}
        </div>
        <fieldset>
          <legend className="plain-label">{w.reviewJudgement}</legend>
          <div>{p.judgement}</div>
        </fieldset>
      </div>
      {p.finding ? (
        <div className="review-finding">
          <h3>{w.reviewFinding}</h3>
          {p.finding}
        </div>
      ) : null}
    </article>
  );
};

/** An answer set large, and what was written with it. */
export const ReviewAnswer = ({
  answer,
  mark,
  children,
}: {
  answer: ReactNode;
  mark?: ReactNode;
  children?: ReactNode;
}) => (
  <>
    <p className="big">
      {answer} {mark}
    </p>
    {typeof children === "string" ? <p className="mt-2">{children}</p> : children}
  </>
);

/** Judged already: number, question, judgement, a link to mend it. */
export const ReviewDone = ({
  items,
}: {
  items: readonly {
    readonly key: string;
    readonly no: ReactNode;
    readonly question: ReactNode;
    readonly judgement: ReactNode;
    readonly href: string;
    readonly linkLabel: string;
  }[];
}) => (
  <ul className="review-done-list">
    {items.map((item) => (
      <li className="review-done" key={item.key}>
        <span className="mute small">{item.no}</span>
        <span>{item.question}</span>
        <span className="small">{item.judgement}</span>
        <span>
          <a href={item.href}>{item.linkLabel}</a>
        </span>
      </li>
    ))}
  </ul>
);
