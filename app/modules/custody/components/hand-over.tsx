import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import {
  DateField,
  FieldsetGroup,
  FormFoot,
  NumberField,
  Select,
  TextArea,
  TextField,
} from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { handOverLists, handOverSchema, standingSchema } from "../rules/forms.ts";
import { units } from "../rules/lots.ts";
import type { HandOverPage } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { GateForRelation } from "./gate.tsx";
import { refusedIn } from "./parts.tsx";

const unique = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** The form of a single hand-over, under the gate of today. */
export function HandOverScreen({
  page,
  once,
  rejected,
}: {
  page: HandOverPage;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { names, choices, relation } = page;
  const form = useFormValues({
    labels: {
      dataName: s.dataName,
      subjects: s.subjects,
      items: s.items,
      purposes: s.purposes,
      unit: s.unit,
      quantity: s.quantity,
      medium: s.medium,
      method: s.method,
      openedOn: s.openedOn,
      handedByName: s.handedBy,
      receivedByName: s.receivedBy,
      dueOn: s.due,
      note: s.note,
    },
    schema: handOverSchema,
    many: handOverLists,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values: rejected?.values ?? {
      openedOn: page.today,
      handedByName: page.actorName,
      dueOn: relation.returnDueOn ?? "",
      unit: "persons",
      ...(choices.length === 1
        ? { subjects: [choices[0]?.subject ?? ""], purposes: [...(choices[0]?.purposes ?? [])] }
        : {}),
    },
  });
  const option = (map: Readonly<Record<string, string>>) => (id: string) => ({
    value: id,
    label: map[id] ?? id,
  });
  const isEntrusted = relation.basis === "entrustment";
  return (
    <>
      <div className="mt-4">
        <FormProblem rejected={rejected} refused={refusedIn(lang)} />
        <GateForRelation gate={page.gate} mayRequest={page.mayRequestDeferral} withFoot={false} />
      </div>
      {choices.length === 0 ? (
        <Banner is="attention">{s.noScope}</Banner>
      ) : (
        <Form {...form.formProps} once={once} className="fields mt-4">
          {page.gate.isAllowed ? null : <Banner is="attention">{s.handOverBlocked}</Banner>}
          <TextField {...form.field("dataName")} required maxLength={200} />
          <Choices
            {...form.choices("subjects")}
            type="checkbox"
            required
            hint={s.chooseScope}
            options={unique(choices.map((line) => [line.subject])).map(option(names.subjects))}
          />
          <Choices
            {...form.choices("items")}
            type="checkbox"
            required
            columns="2"
            options={unique(choices.map((line) => line.items)).map(option(names.items))}
          />
          <Choices
            {...form.choices("purposes")}
            type="checkbox"
            required
            options={unique(choices.map((line) => line.purposes)).map(option(names.purposes))}
          />
          <NumberField {...form.field("quantity")} required />
          <Choices
            {...form.choices("unit")}
            type="radio"
            required
            columns="row"
            options={units.map((unit) => ({ value: unit, label: w.unit[unit] }))}
          />
          <TextField {...form.field("medium")} required hint={s.mediumHint} maxLength={200} />
          <TextField {...form.field("method")} required hint={s.methodHint} maxLength={200} />
          <FieldsetGroup legend={s.slip}>
            <DateField {...form.field("openedOn")} required />
            <TextField {...form.field("handedByName")} required width="m" maxLength={80} />
            <TextField {...form.field("receivedByName")} required width="m" maxLength={80} />
            <DateField
              {...form.field("dueOn")}
              required={isEntrusted}
              {...(isEntrusted ? { hint: s.dueHint } : {})}
            />
          </FieldsetGroup>
          <TextArea {...form.field("note")} hint={s.noteLateHint} maxLength={1000} rows={3} />
          <FormFoot note={s.handOverNote}>
            <Button kind="main">{s.handOver}</Button>
            <ButtonLink kind="quiet" href={`/relations/${relation.id}`}>
              {s.back}
            </ButtonLink>
          </FormFoot>
          <p className="mt-3">
            <Go href={`/standing/new?relation=${relation.id}`}>{s.toStanding}</Go>
          </p>
        </Form>
      )}
    </>
  );
}

/** The form of a standing authorisation 継続授受. */
export function StandingFormScreen({
  page,
  once,
  rejected,
}: {
  page: HandOverPage;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { names, choices, relation } = page;
  const form = useFormValues({
    labels: {
      title: s.standingTitle,
      items: s.items,
      method: s.standingMethod,
      usualVolume: s.usualVolume,
      unit: s.unit,
      startsOn: s.startsOn,
      endsOn: s.endsOn,
      handedByName: s.handedBy,
      receivedByName: s.receivedBy,
    },
    schema: standingSchema,
    many: ["items"],
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values: rejected?.values ?? { startsOn: page.today, handedByName: page.actorName, unit: "persons" },
  });
  return (
    <>
      <div className="mt-4">
        <FormProblem rejected={rejected} refused={refusedIn(lang)} />
        <GateForRelation gate={page.gate} mayRequest={page.mayRequestDeferral} withFoot={false} />
      </div>
      {choices.length === 0 ? (
        <Banner is="attention">{s.noScope}</Banner>
      ) : (
        <Form {...form.formProps} once={once} className="fields mt-4">
          <TextField {...form.field("title")} required maxLength={200} />
          <Choices
            {...form.choices("items")}
            type="checkbox"
            required
            columns="2"
            hint={s.chooseScope}
            options={unique(choices.map((line) => line.items)).map((id) => ({
              value: id,
              label: names.items[id] ?? id,
            }))}
          />
          <TextField {...form.field("method")} required hint={s.methodHint} maxLength={200} />
          <NumberField {...form.field("usualVolume")} required />
          <Select
            {...form.field("unit")}
            required
            width="s"
            options={units.map((unit) => ({ value: unit, label: w.unit[unit] }))}
          />
          <DateField {...form.field("startsOn")} required />
          <DateField {...form.field("endsOn")} required />
          <TextField {...form.field("handedByName")} required width="m" maxLength={80} />
          <TextField {...form.field("receivedByName")} required width="m" maxLength={80} />
          <FormFoot>
            <Button kind="main">{s.standingNew}</Button>
            <ButtonLink kind="quiet" href={`/relations/${relation.id}`}>
              {s.back}
            </ButtonLink>
          </FormFoot>
        </Form>
      )}
    </>
  );
}
