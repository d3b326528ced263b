import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import {
  DateField,
  FieldsetGroup,
  FormFoot,
  fieldId,
  NumberField,
  Select,
  TextArea,
  TextField,
} from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { partnerKinds, relationSchema, volumeUnits } from "../rules/forms.ts";
import { words } from "../words.ts";
import { CodeSelect, useRegistrySentences } from "./company-form.tsx";

export interface RelationFormProps {
  readonly action: string;
  readonly once?: string;
  readonly revision?: number;
  readonly values: Readonly<Record<string, string>>;
  readonly activities: readonly { readonly id: string; readonly name: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly string[];
  /** The basis can be chosen only while it is new or in draft. */
  readonly isBasisFixed: boolean;
  readonly isDraft: boolean;
  readonly backHref: string;
  readonly rejected: RejectedForm | undefined;
}

/** Step 2 取扱案件: legal basis, work, department, handling, period. */
export function RelationForm(p: RelationFormProps) {
  const lang = useLang();
  const w = words[lang];
  const own = useRegistrySentences();
  const setup = rejectedSetup(p.rejected);
  const form = useFormValues({
    labels: { ...w.form.labels, title: w.fields.relationTitle },
    schema: relationSchema,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? p.values,
  });
  const { hints } = w.form;
  const kinds = partnerKinds.filter(
    (kind) =>
      (!p.isBasisFixed || kind === form.value("basis")) &&
      // Joint use is only for those the policy names (法27条5項3号).
      (kind !== "joint-use" || p.groups.length > 0),
  );
  return (
    <>
      <FormProblem rejected={p.rejected} refused={own.refused} />
      <Form
        {...form.formProps}
        action={p.action}
        {...(p.once === undefined ? {} : { once: p.once })}
        {...(p.revision === undefined ? {} : { revision: p.revision })}
      >
        <Choices
          {...form.choices("basis")}
          defaultValue={form.value("basis")}
          type="radio"
          required
          options={kinds.map((kind) => ({ value: kind, label: w.bases[kind], note: w.baseNotes[kind] }))}
        />
        <FieldsetGroup legend={w.steps.workLegend}>
          <TextField {...form.field("title")} required hint={hints.title} autoComplete="off" />
          <Select
            {...form.field("activity")}
            requiredLabel={w.form.requiredFor({ name: w.bases.entrustment })}
            width="m"
            emptyLabel="―"
            options={p.activities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            {...form.field("activityDescription")}
            hint={hints.activityDescription}
            autoComplete="off"
          />
          {p.groups.length > 0 ? (
            <Select
              {...form.field("groupId")}
              requiredLabel={w.form.requiredFor({ name: w.bases["joint-use"] })}
              hint={hints.groupId}
              emptyLabel="―"
              options={p.groups.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
          <TextField
            {...form.field("department")}
            required
            hint={hints.department}
            width="m"
            autoComplete="off"
            list={`${fieldId("department")}-list`}
          />
          <datalist id={`${fieldId("department")}-list`}>
            {p.departments.map((department) => (
              <option key={department} value={department} />
            ))}
          </datalist>
        </FieldsetGroup>
        <FieldsetGroup legend={w.steps.handlingLegend}>
          <TextField {...form.field("handlingPlace")} hint={hints.handlingPlace} autoComplete="off" />
          <CheckField {...form.check("handlesAbroad")} />
          <CheckField {...form.check("isPaperOnly")} hint={hints.isPaperOnly} />
          <NumberField {...form.field("volumePerYear")} />
          <CodeSelect form={form} name="volumeUnit" codes={volumeUnits} labels={w.volumeUnits} />
        </FieldsetGroup>
        <FieldsetGroup legend={w.steps.periodLegend}>
          <DateField {...form.field("startsOn")} />
          <DateField {...form.field("endsOn")} />
          <TextField {...form.field("returnRule")} hint={hints.returnRule} autoComplete="off" />
          <DateField {...form.field("returnDueOn")} />
          <TextArea {...form.field("note")} rows={3} />
        </FieldsetGroup>
        <FormFoot>
          <Button kind="main">{p.isDraft ? w.form.buttons.saveRelation : w.form.buttons.save}</Button>
          <ButtonLink kind="quiet" href={p.backHref}>
            {w.form.buttons.back}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}
