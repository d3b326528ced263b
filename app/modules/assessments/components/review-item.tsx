import { formatDay } from "#app/i18n/format.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, Select, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { InstantText } from "#app/ui/text.tsx";
import { effectiveMark, marks, ownMark } from "../rules/answers.ts";
import { correctionDays, dueOnFor, severities } from "../rules/findings.ts";
import type { QuestionView } from "../services/loading.server.ts";
import type { ReviewView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { useAnswerText } from "./marks.tsx";
import { Files, mine, pointsOf } from "./review-parts.tsx";

export const JudgementForm = ({
  item,
  view,
  rejected,
}: {
  item: QuestionView;
  view: ReviewView;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const { question, answer } = item;
  const own = ownMark(answer);
  const setup = rejectedSetup(rejected);
  const { choices, field, value, formProps } = useFormValues({
    labels: { judge: w.review.judgement, mark: w.review.change, note: w.review.reason },
    problems: setup.problems,
    values: setup.values ?? {
      judge: answer.override || own === null ? "change" : "as-is",
      mark: answer.override?.mark ?? "",
      note: answer.override?.note ?? "",
    },
  });
  const idOf = (name: string) => (rejected ? {} : { id: `${question.id}-${name}` });
  return (
    <Form {...formProps}>
      <input type="hidden" name="intent" value="override" />
      <input type="hidden" name="questionId" value={question.id} />
      <input type="hidden" name="answerRevision" value={item.revision} />
      <input type="hidden" name="own" value={own ?? ""} />
      <Choices
        {...choices("judge")}
        {...idOf("judge")}
        defaultValue={value("judge")}
        type="radio"
        options={[
          ...(own === null
            ? []
            : [
                {
                  value: "as-is",
                  label: w.review.asIs({
                    mark: w.mark[own],
                    points: pointsOf(view.values, question.weight, own),
                  }),
                },
              ]),
          { value: "change", label: w.review.changeIt },
        ]}
      />
      <div className="when-changed">
        <Select
          {...field("mark")}
          {...idOf("mark")}
          width="m"
          options={marks
            .filter((mark) => mark !== own)
            .map((mark) => ({
              value: mark,
              label: w.review.worth({
                mark: w.mark[mark],
                points: pointsOf(view.values, question.weight, mark),
              }),
            }))}
        />
        <TextArea {...field("note")} {...idOf("note")} required rows={2} maxLength={2000} />
      </div>
      <p className="mt-2">
        <Button size="small">{w.review.record}</Button>
      </p>
    </Form>
  );
};

export const NaForm = ({ item, rejected }: { item: QuestionView; rejected: RejectedForm | undefined }) => {
  const w = words[useLang()];
  const setup = rejectedSetup(rejected);
  const { field, formProps } = useFormValues({
    labels: { note: w.review.acceptReason },
    problems: setup.problems,
    values: setup.values ?? {},
  });
  return (
    <Form {...formProps} className="mt-3">
      <input type="hidden" name="intent" value="accept-na" />
      <input type="hidden" name="questionId" value={item.question.id} />
      <TextArea
        {...field("note")}
        {...(rejected ? {} : { id: `${item.question.id}-na` })}
        rows={2}
        required
        maxLength={2000}
      />
      <p className="mt-2">
        <Button size="small">{w.review.acceptNa}</Button>
      </p>
    </Form>
  );
};

export const FindingForm = ({
  item,
  view,
  rejected,
}: {
  item: QuestionView;
  view: ReviewView;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const { question, answer } = item;
  const mark = effectiveMark(answer);
  const severity = item.isCritical ? (mark === "no" ? "critical" : "major") : "minor";
  const setup = rejectedSetup(rejected);
  const { field, formProps, value } = useFormValues({
    labels: { detail: w.finding.detail, severity: w.finding.severity, dueOn: w.finding.due },
    problems: setup.problems,
    values: setup.values ?? {
      detail: answer.override?.note || answer.note,
      severity,
      dueOn: dueOnFor(severity, view.day),
    },
  });
  const idOf = (name: string) => (rejected ? {} : { id: `${question.id}-${name}` });
  return (
    <Form {...formProps} once={value("_once") || `${view.once}${question.id}`}>
      <input type="hidden" name="intent" value="finding" />
      <input type="hidden" name="questionId" value={question.id} />
      <input type="hidden" name="title" value={question.text[lang].slice(0, 200)} />
      <input type="hidden" name="basis" value={question.basis[lang].slice(0, 200)} />
      <div className="two mt-2">
        <TextArea {...field("detail")} {...idOf("detail")} required rows={4} maxLength={2000} />
        <div>
          <Select
            {...field("severity")}
            {...idOf("severity")}
            emptyLabel={null}
            options={severities.map((each) => ({ value: each, label: w.finding.severities[each] }))}
          />
          <DateField {...field("dueOn")} {...idOf("due")} hint={w.finding.dueHint(correctionDays)} required />
        </div>
      </div>
      <p className="mt-2">
        <Button size="small">{w.review.raise}</Button>
      </p>
    </Form>
  );
};

export const ExceptionForm = ({
  item,
  rejected,
}: {
  item: QuestionView;
  rejected: RejectedForm | undefined;
}) => {
  const w = words[useLang()].review;
  const setup = rejectedSetup(rejected);
  const { field, formProps } = useFormValues({
    labels: { reason: w.exceptionReason, until: w.exceptionUntil },
    problems: setup.problems,
    values: setup.values ?? {},
  });
  const idOf = (name: string) => (rejected ? {} : { id: `${item.question.id}-x-${name}` });
  return (
    <Form {...formProps}>
      <input type="hidden" name="intent" value="exception" />
      <input type="hidden" name="questionId" value={item.question.id} />
      <p className="small mt-2">{w.exceptionLead}</p>
      <DateField {...field("until")} {...idOf("until")} required />
      <TextArea {...field("reason")} {...idOf("reason")} rows={3} required maxLength={2000} />
      <p className="mt-2">
        <Button size="small">{w.exceptionButton}</Button>
      </p>
    </Form>
  );
};

const ChangeMark = ({ item }: { item: QuestionView }) => {
  const w = words[useLang()].review;
  if (item.change === "worse") return <State is="attention">{w.worse}</State>;
  if (item.change === "better") return <State is="good">{w.better}</State>;
  return item.change === "changed" ? <State is="attention">{w.changed}</State> : null;
};

/** One question: last time, this time, judgement; what follows from it below. */
export const ReviewItem = ({
  item,
  view,
  rejected,
}: {
  item: QuestionView;
  view: ReviewView;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const text = useAnswerText();
  const { question, answer, previous } = item;
  const block = view.blocks.find((each) => each.id === question.block);
  const mark = effectiveMark(answer);
  const isOpen = view.head.state === "in-review" && view.may.review;
  const findings = view.findings.filter((finding) => finding.questionId === question.id);
  const deferral = view.deferrals.filter((row) => row.questionId === question.id).at(-1);
  const mayExcept =
    view.may.review &&
    item.isCritical &&
    mark === "no" &&
    ["in-review", "graded", "failed"].includes(view.head.state) &&
    deferral?.state !== "requested";
  const states: Readonly<Record<string, string>> = w.review.exceptionStates;
  const isAccepted = item.isCritical && mark === "na" && answer.isNaAccepted;
  return (
    <article className="review" aria-labelledby={`r-${question.id}`} id={`q-${question.id}`}>
      <header>
        <p>
          {f.questionNo({ no: String(item.number) })} ・ {block?.title[lang]}
          {item.isCritical ? (
            <>
              {" ・ "}
              <strong>{f.critical}</strong>
            </>
          ) : null}
          {question.type === "mark" ? ` ・ ${w.review.weight({ n: question.weight })}` : ""} ・{" "}
          {question.basis[lang]}
        </p>
        <h2 className="size-18" id={`r-${question.id}`}>
          {question.text[lang]}
        </h2>
      </header>
      <div className="review-cols">
        <div>
          <h3 className="small mute plain-weight">
            {view.previousYear === null ? f.lastAnswer : w.answer.last({ year: view.previousYear })}
          </h3>
          {previous && previous.answer.value !== "" ? (
            <>
              <p className={question.type === "mark" ? "big" : undefined}>
                {previous.answer.override ? w.mark[previous.answer.override.mark] : text(previous.answer)}
              </p>
              {previous.answer.note ? <p className="small mt-2">{previous.answer.note}</p> : null}
              <Files item={previous} />
            </>
          ) : (
            <p className="small mute">{w.review.lastNone}</p>
          )}
        </div>
        <div>
          <h3 className="small mute plain-weight">
            {w.review.now}
            {item.answeredByName ? ` ・ ${item.answeredByName}` : ""}{" "}
            {item.answeredAt ? <InstantText at={item.answeredAt} /> : null}
          </h3>
          <p className={question.type === "mark" ? "big" : undefined}>
            {answer.value === "" ? f.notAnswered : text(answer)} <ChangeMark item={item} />
          </p>
          {answer.note ? <p className="mt-2">{answer.note}</p> : null}
          <Files item={item} />
          {item.files.length === 0 && question.type === "mark" && ownMark(answer) === "yes" ? (
            <p className="mt-2">
              <State is="attention">{w.review.noEvidence}</State>
            </p>
          ) : null}
        </div>
        <div>
          {question.type !== "mark" ? (
            <p className="small mute">–</p>
          ) : isOpen ? (
            <JudgementForm item={item} view={view} rejected={mine(rejected, "override", question.id)} />
          ) : (
            <>
              <h3 className="small mute plain-weight">{w.review.judgement}</h3>
              <p className="big">{mark === null ? f.notAnswered : w.mark[mark]}</p>
              {answer.override ? (
                <>
                  <State is="attention">{w.review.overrideMark}</State>
                  <p className="small mt-2">{answer.override.note}</p>
                </>
              ) : null}
            </>
          )}
          {isAccepted ? <State is="good">{w.review.accepted}</State> : null}
          {isOpen && item.isCritical && mark === "na" && !answer.isNaAccepted ? (
            <NaForm item={item} rejected={mine(rejected, "accept-na", question.id)} />
          ) : null}
        </div>
      </div>
      {findings.length > 0 ||
      deferral ||
      mayExcept ||
      (isOpen && view.may.raise && question.type === "mark") ? (
        <div className="review-finding">
          {findings.map((finding) => (
            <p key={finding.id}>
              <a href={`/findings/${finding.id}`}>{w.review.findingOf({ number: finding.number })}</a>{" "}
              <span className="small mute">{formatDay(finding.dueOn, lang)}</span>
            </p>
          ))}
          {deferral ? (
            <p>
              <State
                is={
                  deferral.state === "granted" ? "good" : deferral.state === "requested" ? "waiting" : "bad"
                }
              >
                {states[deferral.state] ?? deferral.state}{" "}
                {w.review.until({ day: formatDay(deferral.until, lang) })}
              </State>
            </p>
          ) : null}
          {isOpen && view.may.raise && question.type === "mark" && findings.length === 0 ? (
            <details open={mine(rejected, "finding", question.id) !== undefined}>
              <summary>{w.review.raise}</summary>
              <FindingForm item={item} view={view} rejected={mine(rejected, "finding", question.id)} />
            </details>
          ) : null}
          {mayExcept ? (
            <details open={mine(rejected, "exception", question.id) !== undefined}>
              <summary>{w.review.exception}</summary>
              <ExceptionForm item={item} rejected={mine(rejected, "exception", question.id)} />
            </details>
          ) : null}
        </div>
      ) : null}
    </article>
  );
};
