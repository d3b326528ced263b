import { formatDay, formatNumber } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, Tag, type Tone } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { limits, type ReportState, reportStates } from "../rules/forms.ts";
import type { PlanItem } from "../rules/plan-section.ts";
import { words } from "../words.ts";

export interface ReportRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly fiscalYear: number | null;
  readonly language: string;
  readonly asOf: string;
  readonly state: string;
  readonly circulationId: string | null;
}

const tones: Readonly<Record<ReportState, Tone>> = {
  draft: "none",
  submitted: "waiting",
  returned: "attention",
  decided: "good",
  conditional: "good",
  rejected: "bad",
  withdrawn: "none",
};
const stateOf = (text: string): ReportState => reportStates.find((s) => s === text) ?? "draft";

export const ReportStateMark = ({ state }: { state: string }) => {
  const w = words[useLang()];
  return <State is={tones[stateOf(state)]}>{w.state[stateOf(state)]}</State>;
};

/** The same beside the title of a page. */
export const ReportTag = ({ state }: { state: string }) => {
  const w = words[useLang()];
  return <Tag is={tones[stateOf(state)]}>{w.state[stateOf(state)]}</Tag>;
};

/** All reports, newest year first. */
export function ReportTable({ rows }: { rows: readonly ReportRow[] }) {
  const lang = useLang();
  const w = words[lang];
  if (rows.length === 0) return <EmptyState>{w.listEmpty}</EmptyState>;
  return (
    <DataTable
      caption={w.count({ n: formatNumber(rows.length, lang) })}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "title",
          label: w.title,
          line: true,
          cell: (row) => (
            <a href={`/reports/${row.id}`} lang={row.language}>
              {row.title}
            </a>
          ),
        },
        { key: "number", label: w.number, nowrap: true, cell: (row) => row.number },
        { key: "asOf", label: w.asOf, nowrap: true, cell: (row) => formatDay(row.asOf, lang) },
        { key: "state", label: w.stateHead, cell: (row) => <ReportStateMark state={row.state} /> },
      ]}
    />
  );
}

const refusedIn = (lang: "ja" | "en", glyph: (characters: string) => string) => {
  const problems = words[lang].problems;
  return (code: string, params: Readonly<Record<string, unknown>>): string | undefined =>
    code === "report-open"
      ? problems["report-open"]({ number: String(params["number"] ?? "") })
      : code === "report-not-editable"
        ? problems["report-not-editable"]
        : code === "glyph-missing"
          ? glyph(String(params["characters"] ?? ""))
          : undefined;
};

export function NewReportForm({
  years,
  currentYear,
  once,
  rejected,
}: {
  years: readonly number[];
  currentYear: number;
  once: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const state = useFormValues({
    labels: { fiscalYear: w.year, language: w.language },
    ...rejectedSetup(rejected),
    values: rejected?.values ?? { fiscalYear: String(years[1] ?? years[0] ?? ""), language: lang },
  });
  return (
    <div className="fields mt-4">
      <FormProblem rejected={rejected} refused={refusedIn(lang, (c) => c)} />
      <Form {...state.formProps} once={once}>
        <Select
          {...state.field("fiscalYear")}
          required
          width="m"
          options={years.map((year) => ({
            value: String(year),
            label: year === currentYear ? w.yearRunning({ year }) : w.yearOption({ year }),
          }))}
        />
        <Choices
          type="radio"
          required
          hint={w.languageHint}
          {...state.choices("language")}
          options={(["ja", "en"] as const).map((value) => ({ value, label: w.languages[value] }))}
        />
        <FormFoot>
          <Button kind="main">{w.create}</Button>
        </FormFoot>
      </Form>
    </div>
  );
}

/** Opinion and plan of a draft. */
export function DraftForm({
  opinion,
  plan,
  revision,
  rejected,
}: {
  opinion: string;
  plan: readonly PlanItem[];
  revision: number;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const mine = rejected?.values["intent"] === "save" ? rejected : undefined;
  const labels: Record<string, string> = { opinion: w.opinion };
  const values: Record<string, string> = { opinion };
  for (let i = 0; i < limits.plan; i += 1) {
    for (const key of ["focus", "goal", "owner"] as const) {
      labels[`plan.${i}.${key}`] = `${w.planLegend({ n: i + 1 })} ${w[key]}`;
      values[`plan.${i}.${key}`] = plan[i]?.[key] ?? "";
    }
  }
  const state = useFormValues({ labels, ...rejectedSetup(mine), values: mine?.values ?? values });
  return (
    <>
      <FormProblem rejected={mine} refused={refusedIn(lang, (c) => c)} />
      <Form {...state.formProps} revision={revision}>
        <input type="hidden" name="intent" value="save" />
        <TextArea {...state.field("opinion")} hint={w.opinionHint} rows={8} />
        <h3 className="mt-4">{w.plan}</h3>
        <p className="small mute mt-2">{w.planLead}</p>
        {Array.from({ length: limits.plan }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of rows in a fixed order
          <details key={i} className="fold" open={i < Math.max(1, plan.length) || undefined}>
            <summary>{w.planLegend({ n: i + 1 })}</summary>
            <TextField {...state.field(`plan.${i}.focus`)} label={w.focus} />
            <TextField {...state.field(`plan.${i}.goal`)} label={w.goal} />
            <TextField {...state.field(`plan.${i}.owner`)} label={w.owner} width="m" />
          </details>
        ))}
        <FormFoot>
          <Button>{w.save}</Button>
        </FormFoot>
      </Form>
    </>
  );
}

interface Nameable {
  readonly personId: string;
  readonly name: string;
  readonly title: string | null;
}

/** 起案: who reviews, who decides. */
export function SubmitForm({
  reviewers,
  deciders,
  revision,
  once,
  rejected,
  glyphSentence,
}: {
  reviewers: readonly Nameable[];
  deciders: readonly Nameable[];
  revision: number;
  once: string;
  rejected: RejectedForm | undefined;
  glyphSentence: (characters: string) => string;
}) {
  const lang = useLang();
  const w = words[lang];
  const mine = rejected?.values["intent"] === "submit" ? rejected : undefined;
  const state = useFormValues({
    labels: { reviewerId: w.reviewer, deciderId: w.decider, reason: w.reason },
    ...rejectedSetup(mine),
  });
  const options = (emptyLabel: string, people: readonly Nameable[]) => [
    { value: "", label: emptyLabel },
    ...people.map((each) => ({
      value: each.personId,
      label: [each.title, each.name].filter(Boolean).join(" "),
    })),
  ];
  return (
    <>
      <p className="mt-2">{w.submitLead}</p>
      <FormProblem rejected={mine} refused={refusedIn(lang, glyphSentence)} />
      <Form {...state.formProps} className="mt-4" once={once} revision={revision}>
        <input type="hidden" name="intent" value="submit" />
        <Select {...state.field("reviewerId")} options={options(w.reviewerAny, reviewers)} />
        <Select {...state.field("deciderId")} options={options(w.deciderAny, deciders)} />
        <CheckField
          name="isImportant"
          label={w.important}
          defaultChecked={mine?.values["isImportant"] !== undefined}
        />
        <TextArea {...state.field("reason")} rows={3} />
        <FormFoot note={w.submitNote}>
          <Button kind="main">{w.submit}</Button>
        </FormFoot>
      </Form>
    </>
  );
}
