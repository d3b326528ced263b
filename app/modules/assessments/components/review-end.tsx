import { formatDay } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText } from "#app/ui/text.tsx";
import { type Outcome, outcomes, type Score, showScore } from "../rules/scoring.ts";
import type { ReviewView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { AssessmentStateMark } from "./marks.tsx";
import { mine, useRefused } from "./review-parts.tsx";

export const GradeSection = ({
  view,
  rejected,
}: {
  view: ReviewView;
  rejected: RejectedForm | undefined;
}) => {
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
      <Form {...formProps} className="fields mt-3" revision={view.head.revision}>
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

export const ReasonSection = ({
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
    <details className="act" open={own !== undefined} id={id}>
      <summary>{title}</summary>
      <FormProblem rejected={own} refused={useRefused()} />
      <Form {...formProps} className="fields mt-3" revision={revision}>
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

export const Conclusion = ({ view }: { view: ReviewView }) => {
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

export const Scorebar = ({ view }: { view: ReviewView }) => {
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
