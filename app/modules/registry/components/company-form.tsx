import { Button } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DateField, FieldsetGroup, FormFoot, Select, TextField } from "#app/ui/fields.tsx";
import { Form, type FormState, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { contactSchema, partnerKinds, partnerSchema, reviseProfileSchema } from "../rules/forms.ts";
import { words } from "../words.ts";

/** Sentences of refusals and of this module's own field codes, for every form of the register. */
export function useRegistrySentences() {
  const w = words[useLang()];
  const problems: Record<string, string> = w.problems;
  return {
    sentences: w.fieldProblems as Readonly<
      Record<string, (p: { label: string; value: string; other: string }) => string>
    >,
    refused: (code: string): string | undefined => problems[code],
  };
}

const ProfileFields = ({ form, isNew }: { form: FormState; isNew: boolean }) => {
  const w = words[useLang()];
  const { hints } = w.form;
  return (
    <FieldsetGroup legend={w.steps.profileLegend}>
      <TextField {...form.field("profile.name")} required autoComplete="off" />
      <TextField {...form.field("profile.nameKana")} hint={hints.nameKana} required autoComplete="off" />
      <TextField {...form.field("shortName")} hint={hints.shortName} width="m" autoComplete="off" />
      <TextField {...form.field("profile.nameEn")} autoComplete="off" />
      <TextField
        {...form.field("profile.corporateNumber")}
        hint={hints.corporateNumber}
        width="m"
        inputMode="numeric"
        autoComplete="off"
      />
      <TextField
        {...form.field("profile.noCorporateNumberReason")}
        hint={hints.noCorporateNumberReason}
        autoComplete="off"
      />
      <TextField
        {...form.field("profile.invoiceNumber")}
        hint={hints.invoiceNumber}
        width="m"
        autoComplete="off"
      />
      <TextField {...form.field("profile.country")} hint={hints.country} width="s" autoComplete="off" />
      <TextField {...form.field("profile.postalCode")} width="s" inputMode="numeric" autoComplete="off" />
      <TextField {...form.field("profile.address")} autoComplete="off" />
      <TextField {...form.field("profile.representativeTitle")} width="m" autoComplete="off" />
      <TextField {...form.field("profile.representativeName")} width="m" autoComplete="off" />
      <TextField {...form.field("profile.phone")} type="tel" width="m" autoComplete="off" />
      <DateField
        {...form.field("profile.validFrom")}
        required
        hint={isNew ? undefined : hints.profileValidFrom}
      />
    </FieldsetGroup>
  );
};

/** Step 1 会社: kind, company, and the person responsible there. */
export function NewPartnerForm({
  once,
  today,
  rejected,
}: {
  once: string;
  today: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: w.form.labels,
    schema: partnerSchema,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? {
      "profile.country": "JP",
      "profile.validFrom": today,
      "contact.validFrom": today,
    },
  });
  return (
    <>
      <FormProblem rejected={rejected} refused={own.refused} />
      <Form {...form.formProps} action="/partners/new" once={once}>
        <Choices
          {...form.choices("kind")}
          type="radio"
          required
          hint={w.form.hints.kind}
          options={partnerKinds.map((kind) => ({
            value: kind,
            label: w.partnerKinds[kind],
            note: w.baseNotes[kind],
          }))}
        />
        <ProfileFields form={form} isNew />
        <FieldsetGroup legend={w.steps.contactLegend} hint={w.form.hints.contact}>
          <ContactInputs form={form} prefix="contact." />
        </FieldsetGroup>
        <FormFoot>
          <Button kind="main">{w.form.buttons.saveCompany}</Button>
        </FormFoot>
      </Form>
    </>
  );
}

const ContactInputs = ({ form, prefix }: { form: FormState; prefix: string }) => (
  <>
    <TextField {...form.field(`${prefix}name`)} width="m" autoComplete="off" required={prefix === ""} />
    <TextField {...form.field(`${prefix}nameKana`)} width="m" autoComplete="off" />
    <TextField {...form.field(`${prefix}department`)} width="m" autoComplete="off" />
    <TextField {...form.field(`${prefix}title`)} width="m" autoComplete="off" />
    <TextField {...form.field(`${prefix}email`)} type="email" autoComplete="off" />
    <TextField {...form.field(`${prefix}phone`)} type="tel" width="m" autoComplete="off" />
    <DateField {...form.field(`${prefix}validFrom`)} />
    <CheckField {...form.check(`${prefix}isResponsible`)} />
  </>
);

/** Edits the company from a day on; the details before stay on record. */
export function ReviseProfileForm({
  partnerId,
  revision,
  values,
  rejected,
}: {
  partnerId: string;
  revision: number;
  values: Readonly<Record<string, string>>;
  rejected: RejectedForm | undefined;
}) {
  const w = words[useLang()];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: w.form.labels,
    schema: reviseProfileSchema,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? values,
  });
  return (
    <>
      <FormProblem rejected={rejected} refused={own.refused} />
      <Form {...form.formProps} action={`/partners/${partnerId}/edit`} revision={revision}>
        <ProfileFields form={form} isNew={false} />
        <FormFoot>
          <Button kind="main">{w.form.buttons.save}</Button>
        </FormFoot>
      </Form>
    </>
  );
}

export function ContactForm({
  partnerId,
  once,
  today,
  rejected,
}: {
  partnerId: string;
  once: string;
  today: string;
  rejected: RejectedForm | undefined;
}) {
  const w = words[useLang()];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: {
      ...w.form.labels,
      title: w.fields.title,
      department: w.fields.department,
      validFrom: w.form.labels["contact.validFrom"],
    },
    schema: contactSchema,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? { validFrom: today },
  });
  return (
    <>
      <FormProblem rejected={rejected} refused={own.refused} />
      <Form {...form.formProps} action={`/partners/${partnerId}/contacts`} once={once}>
        <ContactInputs form={form} prefix="" />
        <FormFoot>
          <Button kind="main" name="intent" value="add">
            {w.form.buttons.addContact}
          </Button>
        </FormFoot>
      </Form>
    </>
  );
}

/** A select of codes with their words. */
export const CodeSelect = ({
  form,
  name,
  codes,
  labels,
  required = false,
  hint,
}: {
  form: FormState;
  name: string;
  codes: readonly string[];
  labels: Readonly<Record<string, string>>;
  required?: boolean;
  hint?: string;
}) => (
  <Select
    {...form.field(name)}
    required={required}
    hint={hint}
    width="m"
    options={codes.map((code) => ({ value: code, label: labels[code] ?? code }))}
  />
);
