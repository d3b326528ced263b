import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { subcontractorSchema } from "../rules/forms.ts";
import { words } from "../words.ts";
import { useRegistrySentences } from "./company-form.tsx";
import { type SubcontractorRowView, SubcontractorTable } from "./relation-records.tsx";

/** A partner's view of its subcontracting: what is consented to, and the form that asks for consent beforehand. */
export function OwnSubcontractors({
  rows,
  itemNames,
  relations,
  today,
  once,
  rejected,
}: {
  rows: readonly SubcontractorRowView[];
  itemNames: Readonly<Record<string, string>>;
  relations: readonly { readonly id: string; readonly title: string; readonly items: readonly string[] }[];
  today: string;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const w = words[useLang()];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: { ...w.form.labels, name: w.form.labels.subName, relation: w.page.tabRelations },
    schema: subcontractorSchema,
    sentences: own.sentences,
    many: ["items"],
    ...setup,
    values: setup.values ?? { country: "JP", startsOn: today, relation: relations[0]?.id ?? "" },
  });
  const items = [...new Set(relations.flatMap((relation) => relation.items))];
  return (
    <>
      <PageHead title={w.relationPage.sub} facts={[w.relationPage.subLead]} />
      <SubcontractorTable rows={rows} itemNames={itemNames} mayWrite={false} />
      {relations.length > 0 ? (
        <Section id="ask" title={w.form.buttons.requestSub}>
          <div className="fields">
            <FormProblem rejected={rejected} refused={own.refused} />
            <Form {...form.formProps} action="/company/subcontractors" once={once}>
              <Select
                {...form.field("relation")}
                required
                emptyLabel={null}
                options={relations.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <TextField {...form.field("name")} required autoComplete="off" />
              <TextField {...form.field("country")} hint={w.form.hints.country} width="s" />
              <TextField {...form.field("address")} autoComplete="off" />
              <TextArea {...form.field("work")} rows={2} required />
              <Choices
                {...form.choices("items")}
                type="checkbox"
                columns="2"
                required
                options={items.map((id) => ({ value: id, label: itemNames[id] ?? id }))}
              />
              <TextArea {...form.field("safetyMeasures")} rows={3} />
              <TextArea {...form.field("reason")} rows={2} />
              <DateField {...form.field("startsOn")} required />
              <DateField {...form.field("endsOn")} />
              <FormFoot>
                <Button kind="main">{w.form.buttons.requestSub}</Button>
              </FormFoot>
            </Form>
          </div>
        </Section>
      ) : null}
    </>
  );
}
