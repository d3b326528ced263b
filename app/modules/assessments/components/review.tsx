import type { ReactNode } from "react";
import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { Banner, EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { FileList, SummaryList } from "#app/ui/lists.tsx";
import { State, Tag, Tier, type TierCode } from "#app/ui/marks.tsx";
import { Tabs } from "#app/ui/nav.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText, InstantText } from "#app/ui/text.tsx";
import { effectiveMark, type Mark, marks, ownMark } from "../rules/answers.ts";
import { correctionDays, dueOnFor, severities } from "../rules/findings.ts";
import { type Outcome, outcomes, type Score, showScore } from "../rules/scoring.ts";
import { canAnswerStates } from "../rules/states.ts";
import { type ReviewTab, reviewTabs } from "../rules/tabs.ts";
import type { QuestionView, ReviewView } from "../services.server.ts";
import { words } from "../words.ts";
import { FindingTable } from "./board.tsx";
import { AssessmentStateMark, useAnswerText } from "./marks.tsx";
import { AnswerList } from "./submission.tsx";

const useRefused = () => {
  const { problems } = words[useLang()];
  return (code: string): string | undefined =>
    Object.entries(problems).find(([known]) => known === code)?.[1];
};

const pointsOf = (values: ReviewView["values"], weight: number, mark: Mark): string =>
  mark === "na" ? "–" : String(values[mark] * weight);

const Scorebar = ({ view }: { view: ReviewView }) => {
  const w = words[useLang()].review;
  const { answered, judged } = view;
  const text = (score: Score): string =>
    score.score === null ? w.noScore : w.points({ score: showScore(score.score), grade: score.grade ?? "" });
  const overridden = view.questions.filter((item) => item.answer.override !== null).length;
  const moved = (judged.score ?? 0) - (answered.score ?? 0);
  const numbersOf = (ids: readonly string[]): string =>
    view.questions
      .filter((item) => ids.includes(item.question.id))
      .map((item) => item.number)
      .join(", ");
  return (
    <dl className="scorebar">
      <div>
        <dt>{w.asAnswered}</dt>
        <dd>{text(answered)}</dd>
      </div>
      <div>
        <dt>{w.asJudged}</dt>
        <dd>
          {text(judged)}
          <small>
            {overridden === 0
              ? w.unchanged
              : w.difference({ n: overridden, points: `${moved > 0 ? "+" : ""}${moved.toFixed(1)}` })}
          </small>
        </dd>
      </div>
      <div>
        <dt>{w.criticals}</dt>
        <dd>
          {w.nos({ n: judged.criticalNos.length })}
          <small>
            {w.partials({
              n: judged.criticalPartials.length,
              numbers: numbersOf(judged.criticalPartials),
            })}
          </small>
        </dd>
      </div>
      <div>
        <dt>{w.open}</dt>
        <dd>
          {judged.openCriticalNas.length === 0 ? w.openNone : w.openNas({ n: judged.openCriticalNas.length })}
          {judged.unanswered.length > 0 ? (
            <small>{w.unanswered({ n: judged.unanswered.length })}</small>
          ) : null}
        </dd>
      </div>
    </dl>
  );
};

/** The part of a rejected act that belongs to one small form of the page. */
const mine = (
  rejected: RejectedForm | undefined,
  intent: string,
  questionId?: string,
): RejectedForm | undefined =>
  rejected?.values["intent"] === intent &&
  (questionId === undefined || rejected.values["questionId"] === questionId)
    ? rejected
    : undefined;

const Files = ({ item }: { item: Pick<QuestionView, "files"> }) =>
  item.files.length === 0 ? null : (
    <FileList
      items={item.files.map((file) => ({
        key: file.id,
        name: file.name,
        bytes: file.bytes,
        href: `/files/${file.id}`,
      }))}
    />
  );

const JudgementForm = ({
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
    labels: { mark: w.review.judgement, note: w.review.reason },
    problems: setup.problems,
    values: setup.values ?? { mark: effectiveMark(answer) ?? "", note: answer.override?.note ?? "" },
  });
  const idOf = (name: string) => (rejected ? {} : { id: `${question.id}-${name}` });
  return (
    <Form {...formProps}>
      <input type="hidden" name="intent" value="override" />
      <input type="hidden" name="questionId" value={question.id} />
      <input type="hidden" name="answerRevision" value={item.revision} />
      <Choices
        {...choices("mark")}
        {...idOf("mark")}
        defaultValue={value("mark")}
        type="radio"
        options={marks.map((mark) => {
          const worth = {
            mark: w.mark[mark],
            points: pointsOf(view.values, question.weight, mark),
          };
          return { value: mark, label: mark === own ? w.review.asIs(worth) : w.review.worth(worth) };
        })}
      />
      <TextArea {...field("note")} {...idOf("note")} hint={w.review.reasonHint} rows={2} maxLength={2000} />
      <p className="mt-2">
        <Button size="small">{w.review.record}</Button>
      </p>
    </Form>
  );
};

const NaForm = ({ item, rejected }: { item: QuestionView; rejected: RejectedForm | undefined }) => {
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

const FindingForm = ({
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

const ExceptionForm = ({ item, rejected }: { item: QuestionView; rejected: RejectedForm | undefined }) => {
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
const ReviewItem = ({
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
              <p className="big">
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
          <p className="big">
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

const GradeSection = ({ view, rejected }: { view: ReviewView; rejected: RejectedForm | undefined }) => {
  const lang = useLang();
  const w = words[lang].review;
  const own = mine(rejected, "grade");
  const setup = rejectedSetup(own);
  const labels: Record<string, string> = { outcome: w.outcome, comment: w.comment };
  const rows = [0, 1, 2];
  for (const at of rows) {
    labels[`conditions.${at}.text`] = `${w.condition({ n: at + 1 })}: ${w.conditionText}`;
    labels[`conditions.${at}.ownerName`] = `${w.condition({ n: at + 1 })}: ${w.conditionOwner}`;
    labels[`conditions.${at}.dueOn`] = `${w.condition({ n: at + 1 })}: ${w.conditionDue}`;
    labels[`conditions.${at}.bindsAtOnce`] = w.conditionBinds;
  }
  const [best] = view.allowed;
  const { field, choices, check, value, formProps } = useFormValues({
    labels,
    problems: setup.problems,
    values: setup.values ?? { outcome: best ?? "", comment: view.comment ?? "" },
  });
  const isAllowed = (outcome: Outcome): boolean => view.allowed.includes(outcome);
  return (
    <Section id="finish" title={w.finish}>
      <FormProblem rejected={own} refused={useRefused()} />
      {view.judged.openCriticalNas.length > 0 ? (
        <Banner is="attention" title={w.openNas({ n: view.judged.openCriticalNas.length })}>
          {words[lang].problems["critical-na-open"]}
        </Banner>
      ) : (
        <Banner>
          {w.expected({
            grade: view.judged.grade ?? w.noScore,
            day: view.validUntil ? formatDay(view.validUntil, lang, { weekday: true }) : "–",
          })}
        </Banner>
      )}
      <p className="mt-3">{w.finishLead}</p>
      <Form {...formProps} className="form mt-3" revision={view.head.revision}>
        <input type="hidden" name="intent" value="grade" />
        <Choices
          {...choices("outcome")}
          defaultValue={value("outcome")}
          type="radio"
          required
          options={[
            ...outcomes.map((outcome) => ({
              value: outcome,
              label: w.outcomes[outcome],
              off: !isAllowed(outcome),
              ...(isAllowed(outcome) ? {} : { note: w.notAllowed }),
            })),
            ...(view.head.state === "in-review" ? [{ value: "", label: w.outcomeLater }] : []),
          ]}
        />
        <TextArea {...field("comment")} hint={w.commentHint} maxLength={4000} />
        <details open={best === "conditional" || value("outcome") === "conditional"} className="mt-3">
          <summary>{w.conditions}</summary>
          {rows.map((at) => (
            <fieldset className="group" key={at}>
              <legend>{w.condition({ n: at + 1 })}</legend>
              <TextField {...field(`conditions.${at}.text`)} label={w.conditionText} maxLength={1000} />
              <TextField
                {...field(`conditions.${at}.ownerName`)}
                label={w.conditionOwner}
                width="m"
                maxLength={100}
              />
              <DateField {...field(`conditions.${at}.dueOn`)} label={w.conditionDue} />
              <CheckField {...check(`conditions.${at}.bindsAtOnce`)} label={w.conditionBinds} />
            </fieldset>
          ))}
        </details>
        <FormFoot>
          <Button kind="main">{w.conclude}</Button>
        </FormFoot>
      </Form>
    </Section>
  );
};

const ReasonSection = ({
  id,
  intent,
  title,
  label,
  hint,
  button,
  revision,
  rejected,
}: {
  id: string;
  intent: string;
  title: string;
  label: string;
  hint?: string;
  button: string;
  revision: number;
  rejected: RejectedForm | undefined;
}) => {
  const own = mine(rejected, intent);
  const setup = rejectedSetup(own);
  const { field, formProps } = useFormValues({
    labels: { reason: label },
    problems: setup.problems,
    values: setup.values ?? {},
  });
  return (
    <details className="mt-4" open={own !== undefined} id={id}>
      <summary>{title}</summary>
      <FormProblem rejected={own} refused={useRefused()} />
      <Form {...formProps} className="form mt-3" revision={revision}>
        <input type="hidden" name="intent" value={intent} />
        <TextArea
          {...field("reason")}
          {...(own ? {} : { id: `${intent}-reason` })}
          hint={hint}
          rows={3}
          required
          maxLength={2000}
        />
        <FormFoot>
          <Button>{button}</Button>
        </FormFoot>
      </Form>
    </details>
  );
};

const Conclusion = ({ view }: { view: ReviewView }) => {
  const lang = useLang();
  const w = words[lang].review;
  const grade =
    view.score === null
      ? (view.grade ?? w.noScore)
      : w.points({ score: showScore(view.score), grade: view.grade ?? "" });
  return (
    <Section
      id="conclusion"
      title={w.result}
      aside={<ButtonLink href={`/assessments/${view.head.id}/result`}>{w.resultPdf}</ButtonLink>}
    >
      <SummaryList
        rows={[
          { label: w.result, value: <AssessmentStateMark state={view.head.state} /> },
          { label: words[lang].list.grade, value: grade },
          {
            label: w.validUntil,
            value: view.concludedUntil ? <DayText day={view.concludedUntil} weekday /> : "–",
          },
          {
            label: w.concludedOn,
            value: view.concludedOn ? <DayText day={view.concludedOn} weekday /> : "–",
          },
          { label: w.gradedBy, value: view.gradedByName ?? "–" },
          { label: w.comment, value: view.comment ?? "–" },
        ]}
      />
      {view.conditions.length > 0 ? (
        <SummaryList
          rows={view.conditions.map((condition, at) => ({
            key: condition.id,
            label: w.condition({ n: at + 1 }),
            value: (
              <>
                {condition.text}
                <span className="br small mute">
                  {condition.ownerName} ・ {w.conditionDue} {formatDay(condition.dueOn, lang)}
                  {condition.bindsAtOnce ? ` ・ ${w.conditionBinds}` : ""}
                </span>
                {condition.metOn ? (
                  <State is="good">
                    {w.met} {formatDay(condition.metOn, lang)}
                  </State>
                ) : (
                  <>
                    <State is={condition.dueOn < view.day ? "bad" : "waiting"}>{w.notMet}</State>
                    {view.may.review ? (
                      <Form withSummary={false}>
                        <input type="hidden" name="intent" value="meet" />
                        <input type="hidden" name="conditionId" value={condition.id} />
                        <Button size="small" kind="quiet">
                          {w.meet}
                        </Button>
                      </Form>
                    ) : null}
                  </>
                )}
              </>
            ),
          }))}
        />
      ) : null}
    </Section>
  );
};

const fitsTab = (item: QuestionView, tab: ReviewTab): boolean => {
  if (tab === "all") return true;
  if (tab === "critical") return item.isCritical;
  if (tab === "changed") return ["better", "worse", "changed"].includes(item.change ?? "");
  if (item.question.type !== "mark") return false;
  return (
    ownMark(item.answer) !== "yes" ||
    item.answer.override !== null ||
    item.change === "worse" ||
    (item.isCritical && item.files.length === 0)
  );
};

/** The assessment as the organisation sees it: while it waits, while it is reviewed, and once it is concluded. */
export const ReviewPage = ({
  view,
  tab,
  rejected,
}: {
  view: ReviewView;
  tab: ReviewTab;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const { head, may } = view;
  const isReviewable = head.state === "submitted" || head.state === "in-review";
  const isAnswering = canAnswerStates.includes(head.state);
  const isConcluded = view.concludedOn !== null;
  const isMine = may.review && (isReviewable || head.state === "graded");
  const shown = view.questions.filter((item) => fitsTab(item, tab));
  const refused = useRefused();
  const pageRejected = mine(rejected, "start") ?? mine(rejected, "meet");
  const small = ["override", "accept-na", "finding", "exception"].includes(
    String(rejected?.values["intent"] ?? ""),
  );
  const action: ReactNode =
    may.review && head.state === "submitted" ? (
      <Form withSummary={false} revision={head.revision}>
        <input type="hidden" name="intent" value="start" />
        <Button kind="main">{w.review.start}</Button>
      </Form>
    ) : may.review && (head.state === "in-review" || head.state === "graded") ? (
      <ButtonLink kind="main" href="#finish">
        {w.review.finish}
      </ButtonLink>
    ) : may.answerFor && isAnswering ? (
      <ButtonLink href={`/assessments/${head.id}/answer`}>{w.review.answerFor}</ButtonLink>
    ) : undefined;
  return (
    <>
      <PageHead
        title={
          isMine
            ? w.review.title({ partner: head.partnerName })
            : w.review.titleRead({ partner: head.partnerName })
        }
        crumbs={[
          { label: w.list.title, href: "/assessments" },
          { label: `${head.partnerName} ${w.fiscalYear({ year: head.fiscalYear })}` },
        ]}
        tag={
          isMine && isReviewable ? (
            <Tag is="mine">{w.review.waiting}</Tag>
          ) : (
            <AssessmentStateMark state={head.state} boxed />
          )
        }
        facts={[
          <a key="relation" href={`/relations/${head.relationId}`}>
            {head.relationTitle}
          </a>,
          <span key="tier">
            {w.send.tier} <Tier code={head.tier as TierCode} />
          </span>,
          head.number,
          ...(head.submittedAt
            ? [`${w.review.submitted} ${formatInstant(head.submittedAt, lang)} ${head.submittedByName ?? ""}`]
            : head.dueOn
              ? [`${w.list.due} ${formatDay(head.dueOn, lang, { weekday: true })}`]
              : []),
          ...(head.isProxy
            ? [
                <State key="proxy" is="attention">
                  {w.review.proxy}
                </State>,
              ]
            : []),
        ]}
        action={action}
        more={
          <li>
            <a href={`/assessments/${head.id}/print`}>{w.answer.print}</a>
          </li>
        }
      />
      <div className="mt-3">
        <FormProblem rejected={pageRejected} refused={refused} />
        {small && rejected?.problem.kind !== "invalid" ? (
          <FormProblem rejected={rejected} refused={refused} />
        ) : null}
      </div>
      {isConcluded || head.state === "graded" ? <Conclusion view={view} /> : null}
      {view.scans.length > 0 ? (
        <Section id="scans" title={w.review.scans}>
          <Files item={{ files: view.scans }} />
        </Section>
      ) : null}
      {isAnswering || head.state === "cancelled" ? (
        <>
          {head.returnReason && head.state === "returned" ? (
            <Banner is="attention" title={w.review.returnReason}>
              {head.returnReason}
            </Banner>
          ) : null}
          <Section id="answers" title={w.submit.answers}>
            <AnswerList
              view={{ blocks: progressBlocks(view), questions: view.questions, isOpen: false }}
              links={{ section: () => "", submit: "", print: "", list: "" }}
            />
          </Section>
        </>
      ) : (
        <>
          <Scorebar view={view} />
          <Tabs
            label={w.review.tabsLabel}
            items={reviewTabs.map((each) => ({
              href: `/assessments/${head.id}?show=${each}`,
              label: `${w.review.tabs[each]} ${view.questions.filter((item) => fitsTab(item, each)).length}`,
              current: each === tab,
            }))}
          />
          {shown.length === 0 ? <EmptyState>{w.review.none}</EmptyState> : null}
          {shown.map((item) => (
            <ReviewItem key={item.question.id} item={item} view={view} rejected={rejected} />
          ))}
        </>
      )}
      {view.findings.length > 0 && isConcluded ? (
        <Section id="findings" title={w.review.findings}>
          <FindingTable rows={view.findings} day={view.day} hrefOf={(id) => `/findings/${id}`} withPartner />
        </Section>
      ) : null}
      {may.review && ["in-review", "graded", "failed"].includes(head.state) && view.allowed.length > 0 ? (
        head.state === "failed" && !view.allowed.includes("conditional") ? null : (
          <GradeSection view={view} rejected={rejected} />
        )
      ) : may.review && head.state === "in-review" ? (
        <GradeSection view={view} rejected={rejected} />
      ) : null}
      {may.review && head.state === "in-review" ? (
        <ReasonSection
          id="return"
          intent="return"
          title={w.review.returnTitle}
          label={w.review.returnReason}
          hint={w.review.returnHint}
          button={w.review.returnButton}
          revision={head.revision}
          rejected={rejected}
        />
      ) : null}
      {may.send && isAnswering ? (
        <ReasonSection
          id="cancel"
          intent="cancel"
          title={w.review.cancelTitle}
          label={w.review.cancelReason}
          button={w.review.cancelButton}
          revision={head.revision}
          rejected={rejected}
        />
      ) : null}
    </>
  );
};

const progressBlocks = (view: ReviewView) =>
  view.blocks.map((block) => {
    const own = view.questions.filter((item) => item.question.block === block.id);
    return { ...block, answered: own.filter((item) => item.answer.value !== "").length, total: own.length };
  });
