import { Button } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DecideBox } from "#app/ui/decision.tsx";
import { DateField, FormFoot, PasswordField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { pageWords } from "../page-words.ts";
import type { CirculationEvent } from "../rules/circulation.ts";
import type { AllowedAct } from "../rules/engine.ts";
import { conditionRows } from "../rules/forms.ts";
import { words } from "../words.ts";

export interface ActFormProps {
  readonly once: string;
  readonly revision: number;
  readonly rejected: RejectedForm | undefined;
}

/** Sentences of the engine's refusals, as field problems. */
export function useRefusals() {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const refusals: Readonly<Record<string, string>> = w.refusal;
  return {
    sentences: Object.fromEntries(
      Object.entries({ ...w.refusal, ...p.sentences }).map(([code, text]) => [code, () => text]),
    ),
    refused: (code: string, params: Readonly<Record<string, unknown>>) =>
      code === "glyph-missing"
        ? p.glyphMissing({ characters: String(params["characters"] ?? "") })
        : refusals[code],
  };
}

const stepEvents: readonly CirculationEvent[] = [
  "pass",
  "approve",
  "approve-conditionally",
  "return",
  "reject",
  "hold",
];

/** 審査する / 決裁する: the acts this person may take now; a decision asks for the password again. */
export function StepForm({
  step,
  allowed,
  once,
  revision,
  rejected,
}: ActFormProps & { readonly step: "review" | "decide"; readonly allowed: readonly AllowedAct[] }) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const { sentences, refused } = useRefusals();
  const labels: Record<string, string> = {
    event: p.choice,
    reason: w.field.reason,
    holdUntil: w.field.holdUntil,
    password: p.password,
  };
  for (let i = 0; i < conditionRows; i += 1) {
    labels[`conditions.${i}.text`] = `${p.conditionLegend({ n: i + 1 })} ${w.condition.text}`;
    labels[`conditions.${i}.owner`] = `${p.conditionLegend({ n: i + 1 })} ${w.condition.ownerName}`;
    labels[`conditions.${i}.dueOn`] = `${p.conditionLegend({ n: i + 1 })} ${w.condition.dueOn}`;
  }
  const state = useFormValues({ labels, sentences, ...rejectedSetup(rejected, "password") });
  const events = stepEvents.filter((e) => allowed.some((a) => a.event === e));
  const hints: Readonly<Record<string, string | undefined>> = w.hint;
  const isDecision = step === "decide";
  return (
    <DecideBox id="decide" title={isDecision ? p.decideTitle : p.reviewTitle}>
      <FormProblem rejected={rejected} refused={refused} passwordField="password" />
      <Form {...state.formProps} once={once} revision={revision}>
        <Choices
          type="radio"
          required
          {...state.choices("event")}
          options={events.map((event) => ({
            value: event,
            label: w.event[event],
            ...(hints[event] ? { note: hints[event] } : {}),
          }))}
        />
        <TextArea {...state.field("reason")} hint={isDecision ? p.reasonHintDecide : p.reasonHint} />
        {events.includes("approve-conditionally") ? (
          <details className="fold" open={rejected?.values["event"] === "approve-conditionally"}>
            <summary>{w.field.conditions}</summary>
            <p className="hint">{p.conditionLead}</p>
            {Array.from({ length: conditionRows }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of rows in a fixed order
              <fieldset key={i} className="field">
                <legend>{p.conditionLegend({ n: i + 1 })}</legend>
                <TextField {...state.field(`conditions.${i}.text`)} label={w.condition.text} />
                <TextField
                  {...state.field(`conditions.${i}.owner`)}
                  label={w.condition.ownerName}
                  width="m"
                />
                <DateField {...state.field(`conditions.${i}.dueOn`)} label={w.condition.dueOn} />
                <CheckField name={`conditions.${i}.bindsAtOnce`} label={w.condition.bindsAtOnce} />
              </fieldset>
            ))}
          </details>
        ) : null}
        {events.includes("hold") ? <DateField {...state.field("holdUntil")} hint={p.holdHint} /> : null}
        {isDecision ? <PasswordField {...state.blank("password")} required hint={p.passwordHint} /> : null}
        <FormFoot note={isDecision ? p.recordNote : p.recordReviewNote}>
          <Button kind="main">{isDecision ? p.record : p.recordReview}</Button>
        </FormFoot>
      </Form>
    </DecideBox>
  );
}

/** 引戻し and 取下げ, the drafter's while nobody decided. */
export function DrafterForm({
  allowed,
  once,
  revision,
}: Omit<ActFormProps, "rejected"> & { readonly allowed: readonly AllowedAct[] }) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const events = (["pull-back", "withdraw"] as const).filter((e) => allowed.some((a) => a.event === e));
  if (events.length === 0) return null;
  return (
    <section className="section" aria-labelledby="drafter-title">
      <h2 id="drafter-title">{p.drafterTitle}</h2>
      <p className="small mute mt-2">{p.pullBackNote}</p>
      <Form once={once} revision={revision} withSummary={false}>
        <div className="formfoot">
          {events.map((event) => (
            <Button key={event} name="event" value={event} kind={event === "withdraw" ? "quiet" : "plain"}>
              {w.event[event]}
            </Button>
          ))}
        </div>
      </Form>
    </section>
  );
}

/** 後閲 of a deputy's decision by the principal. */
export function ConfirmForm({ once, revision, rejected }: ActFormProps) {
  const p = pageWords[useLang()];
  const { refused, sentences } = useRefusals();
  const mine = rejected?.values["event"] === "confirm" ? rejected : undefined;
  const state = useFormValues({
    labels: { password: p.password },
    sentences,
    ...rejectedSetup(mine, "password"),
  });
  return (
    <DecideBox id="confirm" title={p.confirmTitle}>
      <p className="mt-2">{p.confirmLead}</p>
      <FormProblem rejected={mine} refused={refused} passwordField="password" />
      <Form {...state.formProps} once={once} revision={revision}>
        <input type="hidden" name="event" value="confirm" />
        <PasswordField {...state.blank("password")} required hint={p.passwordHint} />
        <FormFoot>
          <Button kind="main">{p.confirmButton}</Button>
        </FormFoot>
      </Form>
    </DecideBox>
  );
}

/** 理事会報告: day and number of the minutes. */
export function BoardForm({ once, revision, rejected }: ActFormProps) {
  const p = pageWords[useLang()];
  const { refused, sentences } = useRefusals();
  const mine = rejected?.values["event"] === "report-to-board" ? rejected : undefined;
  const state = useFormValues({
    labels: { boardReportedOn: p.boardDay, boardMinutesNumber: p.boardNumber },
    sentences,
    ...rejectedSetup(mine),
  });
  return (
    <section className="section" aria-labelledby="board-title">
      <h2 id="board-title">{p.boardTitle}</h2>
      <FormProblem rejected={mine} refused={refused} />
      <Form {...state.formProps} once={once} revision={revision}>
        <input type="hidden" name="event" value="report-to-board" />
        <DateField {...state.field("boardReportedOn")} required />
        <TextField {...state.field("boardMinutesNumber")} required width="m" />
        <FormFoot>
          <Button>{p.boardButton}</Button>
        </FormFoot>
      </Form>
    </section>
  );
}
