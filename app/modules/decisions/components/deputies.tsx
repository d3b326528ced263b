import { formatPeriod } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, FormFoot, Select, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Named } from "#app/ui/text.tsx";
import { pageWords } from "../page-words.ts";
import { useRefusals } from "./forms.tsx";

export interface DeputyView {
  readonly id: string;
  readonly principalName: string;
  readonly deputyName: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
}
interface Person {
  readonly personId: string;
  readonly name: string;
  readonly title: string | null;
}

/** Absences and who decides in the meantime. */
export function Deputies({
  rows,
  principals,
  deputies,
  today,
  once,
  rejected,
}: {
  rows: readonly DeputyView[];
  principals: readonly Person[];
  deputies: readonly Person[];
  today: string;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const p = pageWords[lang];
  const { sentences, refused } = useRefusals();
  const state = useFormValues({
    labels: {
      principalId: p.deputyPrincipal,
      deputyId: p.deputyWho,
      from: p.deputyFrom,
      to: p.deputyTo,
      reason: p.deputyReason,
    },
    sentences,
    ...rejectedSetup(rejected),
  });
  const options = (people: readonly Person[]) =>
    people.map((each) => ({
      value: each.personId,
      label: [each.title, each.name].filter(Boolean).join(" "),
    }));
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState>{p.deputyEmpty}</EmptyState>
      ) : (
        <DataTable
          caption={p.count({ n: String(rows.length) })}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "principal", label: p.deputyPrincipal, cell: (row) => <Named>{row.principalName}</Named> },
            { key: "deputy", label: p.deputyWho, cell: (row) => <Named>{row.deputyName}</Named> },
            {
              key: "period",
              label: p.deputyPeriod,
              cell: (row) => formatPeriod(row.validFrom, row.validTo, lang),
            },
            { key: "reason", label: p.deputyReason, cell: (row) => row.reason },
            {
              key: "end",
              label: p.deputyEnd,
              bare: true,
              cell: (row) =>
                row.validTo >= today ? (
                  <Form withSummary={false}>
                    <input type="hidden" name="end" value={row.id} />
                    <Button size="small" aria-label={p.deputyEndOf({ name: row.deputyName })}>
                      {p.deputyEnd}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
        />
      )}
      <Section id="new" title={p.deputyNew}>
        {deputies.length === 0 || principals.length === 0 ? (
          <EmptyState level={3}>{p.deputyOnlyOne}</EmptyState>
        ) : (
          <div className="fields mt-3">
            <FormProblem rejected={rejected} refused={refused} />
            <Form {...state.formProps} once={once}>
              <Select {...state.field("principalId")} required options={options(principals)} />
              <Select {...state.field("deputyId")} required options={options(deputies)} />
              <DateField {...state.field("from")} required />
              <DateField {...state.field("to")} required />
              <TextField {...state.field("reason")} required />
              <FormFoot>
                <Button kind="main">{p.deputyButton}</Button>
              </FormFoot>
            </Form>
          </div>
        )}
      </Section>
    </>
  );
}
