import { formatDay, formatDaysOver } from "#app/i18n/format.ts";
import { daysBetween } from "#app/modules/calendar/rules/day.ts";
import { useLang } from "#app/ui/lang.tsx";
import { State, Tag, type Tone } from "#app/ui/marks.tsx";
import type { Answer } from "../rules/answers.ts";
import { marks } from "../rules/answers.ts";
import { showScore } from "../rules/scoring.ts";
import type { AssessmentState } from "../rules/states.ts";
import { words } from "../words.ts";

const tones: Readonly<Record<AssessmentState, Tone>> = {
  draft: "none",
  sent: "waiting",
  answering: "waiting",
  submitted: "mine",
  "in-review": "mine",
  returned: "waiting",
  graded: "mine",
  approved: "good",
  conditional: "attention",
  failed: "bad",
  cancelled: "none",
};
/** For a partner the ball lies the other way round. */
const partnerTones: Readonly<Partial<Record<AssessmentState, Tone>>> = {
  sent: "mine",
  answering: "mine",
  returned: "attention",
  submitted: "waiting",
  "in-review": "waiting",
  graded: "waiting",
};

export const AssessmentStateMark = ({
  state,
  forPartner = false,
  boxed = false,
}: {
  state: AssessmentState;
  forPartner?: boolean;
  boxed?: boolean;
}) => {
  const w = words[useLang()];
  const tone = (forPartner ? partnerTones[state] : undefined) ?? tones[state];
  // The grade and the wait for the director are the organisation's own affair until the conclusion.
  const shown = forPartner && state === "graded" ? "in-review" : state;
  return boxed ? <Tag is={tone}>{w.state[shown]}</Tag> : <State is={tone}>{w.state[shown]}</State>;
};

/** `80.9点 B`, or 評価対象なし. */
export const GradeText = ({ grade, score }: { grade: string | null; score: number | null }) => {
  const w = words[useLang()];
  if (score === null) return <>{grade ?? w.noGrade}</>;
  return <span className="nowrap">{w.review.points({ score: showScore(score), grade: grade ?? "" })}</span>;
};

/** A due day with how far it is. */
export const DueText = ({ dueOn, day }: { dueOn: string; day: string }) => {
  const lang = useLang();
  const over = daysBetween(dueOn, day);
  const text = `${formatDay(dueOn, lang, { weekday: true })} ${formatDaysOver(over, lang)}`;
  return over > 0 ? <State is="bad">{text}</State> : <span>{text}</span>;
};

/** What was answered, in words: the mark, the day, the text. */
export const useAnswerText = (): ((answer: Answer) => string) => {
  const lang = useLang();
  const w = words[lang];
  return ({ value }) => {
    const mark = marks.find((known) => known === value);
    if (mark) return w.mark[mark];
    if (value === "none") return w.none;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, lang, { weekday: true });
    return value;
  };
};
