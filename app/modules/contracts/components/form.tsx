import type { FieldWordParams } from "#app/i18n/field-words.ts";
import { acceptedTypes } from "#app/modules/files/rules.ts";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, FieldsetGroup, NumberField, TextArea, TextField } from "#app/ui/fields.tsx";
import { FileField, type StagedFile } from "#app/ui/file-field.tsx";
import { type FormState, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { words } from "../words.ts";

/** The module's own sentences about fields. */
export const useSentences = (): Readonly<Record<string, (p: FieldWordParams) => string>> => {
  const { problem } = words[useLang()];
  return Object.fromEntries(Object.entries(problem).map(([code, sentence]) => [code, () => sentence]));
};

export interface StoredTerms {
  readonly title: string;
  readonly number: string;
  readonly signedOn: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly autoRenewal: boolean;
  readonly renewalMonths: number | null;
  readonly noticeMonths: number | null;
  readonly terminatedOn: string | null;
  readonly note: string | null;
  readonly covers: readonly string[];
}

const typed = (value: string | number | null): string => (value === null ? "" : String(value));

export function useContractForm(rejected: RejectedForm | undefined, stored: StoredTerms | null): FormState {
  const w = words[useLang()];
  const sentences = useSentences();
  const setup = rejectedSetup(rejected);
  return useFormValues({
    labels: { ...w.field, covers: w.form.covers },
    many: ["covers"],
    sentences,
    problems: setup.problems,
    values:
      setup.values ??
      (stored
        ? {
            title: stored.title,
            number: stored.number,
            signedOn: typed(stored.signedOn),
            startsOn: stored.startsOn,
            endsOn: typed(stored.endsOn),
            autoRenewal: stored.autoRenewal ? "yes" : "no",
            renewalMonths: typed(stored.renewalMonths),
            noticeMonths: typed(stored.noticeMonths),
            terminatedOn: typed(stored.terminatedOn),
            note: typed(stored.note),
            covers: stored.covers,
          }
        : { autoRenewal: "no" }),
  });
}

/** Every field of a contract, the file itself among them. */
export const ContractFields = ({
  state,
  siblings,
  staged,
  maxBytes,
  isNew,
}: {
  state: FormState;
  siblings: readonly { readonly id: string; readonly number: string; readonly title: string }[];
  staged: readonly StagedFile[];
  maxBytes: number;
  isNew: boolean;
}) => {
  const w = words[useLang()];
  const { field, choices, blank } = state;
  return (
    <>
      <TextField {...field("title")} required maxLength={200} />
      <TextField {...field("number")} width="m" hint={isNew ? w.form.numberHint : undefined} maxLength={60} />
      <DateField {...field("signedOn")} />
      <FieldsetGroup legend={w.page.period}>
        <DateField {...field("startsOn")} required />
        <DateField {...field("endsOn")} hint={w.form.endsHint} />
        <Choices
          {...choices("autoRenewal")}
          defaultValue={state.value("autoRenewal")}
          type="radio"
          columns="row"
          options={[
            { value: "no", label: w.noAutoRenewal },
            { value: "yes", label: w.form.autoRenewalLabel },
          ]}
        />
        <NumberField {...field("renewalMonths")} hint={w.form.renewalHint} />
        <NumberField {...field("noticeMonths")} hint={w.form.noticeHint} />
        {isNew ? null : <DateField {...field("terminatedOn")} hint={w.form.terminatedHint} />}
      </FieldsetGroup>
      {siblings.length > 0 ? (
        <Choices
          {...choices("covers")}
          type="checkbox"
          options={siblings.map((relation) => ({
            value: relation.id,
            label: `${relation.number} ${relation.title}`,
          }))}
        />
      ) : null}
      <FileField
        {...blank("file")}
        label={w.field.file}
        hint={w.form.fileHint}
        accept={acceptedTypes}
        maxBytes={maxBytes}
        multiple
        staged={staged}
        removeName="discard"
      />
      <TextArea {...field("note")} rows={3} maxLength={2000} />
    </>
  );
};
