import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, PasswordField, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Named } from "#app/ui/text.tsx";
import { deferralDecisionSchema, deferralSchema } from "../rules/forms.ts";
import type { DeferralView } from "../services/deferrals.server.ts";
import type { GateReasonView, GateView } from "../services/wording.server.ts";
import { words } from "../words.ts";
import { refusedIn } from "./parts.tsx";

const tone = { requested: "mine", "in-force": "attention", over: "none", refused: "bad" } as const;

/** All deferrals 期限付継続, with the form of decision beside those this person may decide. */
export function DeferralsScreen({
  deferrals,
  isDirector,
  rejected,
}: {
  deferrals: readonly DeferralView[];
  isDirector: boolean;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const s = words[lang].screen;
  const about = rejected?.values["deferralId"];
  if (deferrals.length === 0) return <EmptyState title={s.deferralsEmpty}>{s.deferralsLead}</EmptyState>;
  return (
    <>
      <p className="mt-2 prose">{s.deferralsLead}</p>
      <p className="mt-3 small mute">{s.deferralCaption({ n: deferrals.length })}</p>
      {deferrals.map((deferral) => (
        <DeferralItem
          key={deferral.id}
          deferral={deferral}
          isDirector={isDirector}
          rejected={about === deferral.id ? rejected : undefined}
        />
      ))}
    </>
  );
}

function DeferralItem({
  deferral,
  isDirector,
  rejected,
}: {
  deferral: DeferralView;
  isDirector: boolean;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const s = words[lang].screen;
  return (
    <article id={`d-${deferral.id}`} className="section">
      <h2>
        <Named>{deferral.title}</Named>
      </h2>
      <p>
        <State is={tone[deferral.state]}>{s.deferralState[deferral.state]}</State>
        {deferral.detail ? <span className="mute"> {deferral.detail}</span> : null}
      </p>
      <SummaryList
        rows={[
          {
            label: s.relation,
            value: (
              <a href={`/relations/${deferral.relationId}/gate`}>
                {deferral.relationNumber} {deferral.relationTitle}
              </a>
            ),
            note: deferral.partnerName,
          },
          { label: s.deferralReason, value: deferral.reason },
          {
            label: s.deferralUntil,
            value: formatDay(deferral.until, lang, { weekday: true }),
            ...(deferral.state === "requested" ? { note: s.deferralNeeds[deferral.needs] } : {}),
          },
          {
            label: s.requestedAt,
            value: formatInstant(deferral.requestedAt, lang),
            ...(deferral.requestedByName ? { note: deferral.requestedByName } : {}),
          },
          ...(deferral.decidedOn
            ? [
                {
                  label: s.decidedOn,
                  value: formatDay(deferral.decidedOn, lang, { weekday: true }),
                  ...(deferral.decidedByName ? { note: deferral.decidedByName } : {}),
                },
              ]
            : []),
        ]}
      />
      {deferral.mayDecide ? (
        <DecideForm deferral={deferral} isDirector={isDirector} rejected={rejected} />
      ) : null}
      {deferral.mayRevoke ? <RevokeForm deferral={deferral} rejected={rejected} /> : null}
    </article>
  );
}

function DecideForm({
  deferral,
  isDirector,
  rejected: latest,
}: {
  deferral: DeferralView;
  isDirector: boolean;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = latest?.values["intent"] === "decide" ? latest : undefined;
  const id = (name: string) => `${name}-${deferral.id}`;
  const form = useFormValues({
    labels: {
      decision: s.deferralDecision,
      until: s.deferralUntil,
      note: s.deferralNote,
      password: s.password,
    },
    schema: deferralDecisionSchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected, "password"),
    values: rejected?.values ?? { until: deferral.until },
  });
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.deferralDecide}</summary>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} passwordField="password" />
      <Form {...form.formProps} revision={deferral.revision} className="fields mt-3">
        <input type="hidden" name="deferralId" value={deferral.id} />
        <Choices
          {...form.choices("decision")}
          id={id("decision")}
          type="radio"
          required
          columns="row"
          options={[
            { value: "grant", label: s.deferralGrant },
            { value: "refuse", label: s.deferralRefuse },
          ]}
        />
        <DateField {...form.field("until")} id={id("until")} hint={s.deferralUntilHint} />
        <TextArea {...form.field("note")} id={id("note")} required maxLength={1000} rows={3} />
        {isDirector ? (
          <PasswordField {...form.blank("password")} id={id("password")} required hint={s.passwordHint} />
        ) : null}
        <FormFoot>
          <Button kind="main" name="intent" value="decide">
            {s.deferralDecide}
          </Button>
        </FormFoot>
      </Form>
    </details>
  );
}

function RevokeForm({
  deferral,
  rejected: latest,
}: {
  deferral: DeferralView;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const s = words[lang].screen;
  const rejected = latest?.values["intent"] === "revoke" ? latest : undefined;
  const form = useFormValues({ labels: { note: s.reason }, ...rejectedSetup(rejected) });
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.deferralRevoke}</summary>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} revision={deferral.revision} className="fields mt-3">
        <input type="hidden" name="deferralId" value={deferral.id} />
        <TextArea {...form.field("note")} id={`revoke-${deferral.id}`} required maxLength={1000} rows={2} />
        <FormFoot>
          <Button name="intent" value="revoke">
            {s.deferralRevoke}
          </Button>
        </FormFoot>
      </Form>
    </details>
  );
}

/** The form that asks to go on under one reason until a day. */
export function DeferralFormScreen({
  gate,
  reason,
  once,
  rejected,
}: {
  gate: GateView;
  reason: GateReasonView | null;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const form = useFormValues({
    labels: { reason: s.deferralReason, until: s.deferralUntil, code: s.checkReasons },
    schema: deferralSchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
  });
  if (reason === null || reason.deferrableBy === "none" || reason.effect === "warn")
    return (
      <EmptyState
        title={s.nobodyAsks}
        action={<ButtonLink href={`/relations/${gate.relationId}/gate`}>{s.gateTitle}</ButtonLink>}
      />
    );
  return (
    <>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <SummaryList
        rows={[
          {
            label: s.relation,
            value: (
              <a href={`/relations/${gate.relationId}`}>
                {gate.relationNumber} {gate.relationTitle}
              </a>
            ),
          },
          { label: s.checkReasons, value: reason.title, note: reason.detail },
          { label: s.deferralDecision, value: s.deferralNeeds[reason.deferrableBy] },
        ]}
      />
      <Form {...form.formProps} once={once} className="fields mt-4">
        <input type="hidden" name="relationId" value={gate.relationId} />
        <input type="hidden" name="code" value={reason.code} />
        <input type="hidden" name="ref" value={reason.ref ?? ""} />
        <TextArea {...form.field("reason")} required maxLength={1000} rows={4} />
        <DateField {...form.field("until")} required hint={s.deferralUntilHint} />
        <FormFoot>
          <Button kind="main">{s.deferralRequest}</Button>
          <ButtonLink kind="quiet" href={`/relations/${gate.relationId}/gate`}>
            {s.back}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}
