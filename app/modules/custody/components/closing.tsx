import { formatDay } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, Go } from "#app/ui/button.tsx";
import { DateField, FormFoot, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import type { ClosingProblem } from "../rules/closing.ts";
import { endSchema } from "../rules/forms.ts";
import type { ClosePage } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { refusedIn } from "./parts.tsx";

type Met = keyof (typeof words)["ja"]["screen"]["closeMet"];
const metOf: Readonly<Record<ClosingProblem, Met>> = {
  "lot-outstanding": "lots",
  "certificate-pending": "certificates",
  "standing-open": "standings",
  "subcontractor-holds-data": "subcontractors",
  "exit-procedure-missing": "exit",
  "form-keeping-missing": "forms",
  "removal-missing": "removal",
};
/** Which conditions a legal basis has, in their order. */
const conditionsOf = (basis: string): readonly ClosingProblem[] => [
  "lot-outstanding",
  "certificate-pending",
  "standing-open",
  ...(basis === "entrustment" ? (["subcontractor-holds-data"] as const) : []),
  ...(basis === "joint-use" ? (["exit-procedure-missing"] as const) : []),
  ...(basis === "referral" ? (["form-keeping-missing"] as const) : []),
  ...(basis === "no-handling" ? (["removal-missing"] as const) : []),
];

export function CloseScreen({ page, rejected }: { page: ClosePage; rejected: RejectedForm | undefined }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { relation } = page;
  const isInUse = relation.state === "active" || relation.state === "suspended";
  return (
    <>
      <p className="mt-2 prose">{s.closeLead}</p>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      {relation.state === "closed" ? <Banner is="good">{s.closeDone}</Banner> : null}
      {!isInUse && relation.state !== "ended" && relation.state !== "closed" ? (
        <Banner is="info">{s.closeNotYet}</Banner>
      ) : null}
      {relation.state === "closed" ? null : (
        <Section id="conditions" title={s.closeConditions}>
          <ul className="stack">
            {conditionsOf(relation.basis).map((code) => {
              const problem = page.problems.find((one) => one.code === code);
              return (
                <li key={code}>
                  {problem === undefined ? (
                    <State is="good">{s.closeMet[metOf[code]]}</State>
                  ) : (
                    <>
                      <State is="bad">{w.closing[code]({ count: problem.count })}</State>{" "}
                      <Cure code={code} relationId={relation.id} />
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {page.mayClose && isInUse ? <EndForm page={page} rejected={rejected} /> : null}
      {page.mayClose && relation.state === "ended" ? (
        <Section id="close" title={s.closeDo}>
          {page.endedOn ? <p>{formatDay(page.endedOn, lang, { weekday: true })}</p> : null}
          <Form withSummary={false} revision={relation.revision} className="mt-3">
            <Button kind="main" name="intent" value="close">
              {s.closeDo}
            </Button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

function Cure({ code, relationId }: { code: ClosingProblem; relationId: string }) {
  const s = words[useLang()].screen;
  switch (code) {
    case "lot-outstanding":
    case "certificate-pending":
      return <Go href={`/custody?relation=${relationId}`}>{s.cureLots}</Go>;
    case "standing-open":
      return <Go href={`/custody?view=standing&relation=${relationId}`}>{s.cureStanding}</Go>;
    case "subcontractor-holds-data":
      return <Go href={`/relations/${relationId}#subcontractors`}>{s.cureSubcontractors}</Go>;
    default:
      return <Go href={`/relations/${relationId}/confirmation`}>{s.cureConfirmation}</Go>;
  }
}

function EndForm({ page, rejected }: { page: ClosePage; rejected: RejectedForm | undefined }) {
  const lang = useLang();
  const s = words[lang].screen;
  const form = useFormValues({
    labels: { on: s.closeEndOn, reason: s.reason },
    schema: endSchema,
    ...rejectedSetup(rejected),
  });
  return (
    <Section id="end" title={s.closeEnd}>
      <p>{s.closeEndLead}</p>
      <Form {...form.formProps} revision={page.relation.revision} className="fields mt-3">
        <DateField {...form.field("on")} hint={s.closeEndOnHint} />
        <TextArea {...form.field("reason")} required maxLength={1000} rows={3} />
        <FormFoot>
          <Button kind="main" name="intent" value="end">
            {s.closeEnd}
          </Button>
        </FormFoot>
      </Form>
    </Section>
  );
}
