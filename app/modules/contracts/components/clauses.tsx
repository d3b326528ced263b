import { formatDay } from "#app/i18n/format.ts";
import { Banner, EmptyState } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, FormFoot, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { clauseResults } from "../rules/clauses.ts";
import type { ClauseView, ContractView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { useSentences } from "./form.tsx";

const ExceptionMark = ({ clause, day }: { clause: ClauseView; day: string }) => {
  const lang = useLang();
  const w = words[lang].check;
  if (clause.exceptionState === null || clause.exceptionUntil === null) return null;
  if (clause.exceptionState === "approved") {
    const text = w.exceptionApproved({
      day: formatDay(clause.exceptionUntil, lang),
      name: clause.exceptionByName ?? "–",
    });
    return <State is={clause.exceptionUntil < day ? "bad" : "good"}>{text}</State>;
  }
  return clause.exceptionState === "refused" ? (
    <State is="bad">{w.exceptionRefused}</State>
  ) : (
    <State is="mine">{w.exceptionWaiting}</State>
  );
};

/** The check of every clause of the library on one page: what to look for beside what was found. */
export const ClauseCheckForm = ({
  view,
  rejected,
}: {
  view: ContractView;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const sentences = useSentences();
  const setup = rejectedSetup(rejected);
  const stored: Record<string, string> = { checkedOn: view.day };
  const labels: Record<string, string> = { checkedOn: w.check.checkedOn };
  for (const [at, clause] of view.clauses.entries()) {
    const name = (field: string) => `checks.${at}.${field}`;
    stored[name("result")] = clause.result ?? "";
    stored[name("article")] = clause.article ?? "";
    stored[name("note")] = clause.note ?? "";
    stored[name("exceptionUntil")] = clause.exceptionUntil ?? "";
    stored[name("exceptionReason")] = clause.exceptionReason ?? "";
    const title = clause.title[lang];
    labels[name("result")] = `${title}: ${w.field.result}`;
    labels[name("article")] = `${title}: ${w.field.article}`;
    labels[name("note")] = `${title}: ${w.check.note}`;
    labels[name("exceptionUntil")] = `${title}: ${w.field.exceptionUntil}`;
    labels[name("exceptionReason")] = `${title}: ${w.field.exceptionReason}`;
  }
  const { field, choices, value, formProps } = useFormValues({
    labels,
    sentences,
    problems: setup.problems,
    values: setup.values ?? stored,
  });
  const requirementOf = (clauseId: string) =>
    view.relations.map(({ relation, judgement }) => ({
      relation,
      clause: judgement.clauses.find((each) => each.clauseId === clauseId),
    }));
  return (
    <>
      <FormProblem rejected={rejected} />
      <Form {...formProps}>
        <input type="hidden" name="intent" value="check" />
        <DateField {...field("checkedOn")} required />
        {view.clauses.map((clause, at) => {
          const name = (part: string) => `checks.${at}.${part}`;
          const bindings = requirementOf(clause.clauseId);
          const isRequired = bindings.some((each) => each.clause?.isRequired);
          const asksException = value(name("exceptionUntil")) !== "" || value(name("exceptionReason")) !== "";
          return (
            <section className="question" key={clause.clauseId} id={clause.clauseId}>
              <input type="hidden" name={name("clauseId")} value={clause.clauseId} />
              <h2 className="h3">
                <span className="mute small">{at + 1}</span> {clause.title[lang]}
              </h2>
              <p className="facts">
                <span>{isRequired ? <strong>{w.requirement.M}</strong> : w.requirement.O}</span>
                <span>{clause.basis[lang]}</span>
                {clause.checkedOn ? (
                  <span>
                    {w.check.history({
                      name: clause.checkedByName ?? "–",
                      day: formatDay(clause.checkedOn, lang),
                    })}
                  </span>
                ) : null}
                <ExceptionMark clause={clause} day={view.day} />
              </p>
              <details className="small mt-2" open={clause.result === null}>
                <summary>{w.check.looks}</summary>
                <ul className="dots mt-2">
                  {clause.checks.map((check) => (
                    <li key={check.ja}>{check[lang]}</li>
                  ))}
                </ul>
              </details>
              <Choices
                {...choices(name("result"))}
                label={w.field.result}
                defaultValue={value(name("result"))}
                type="radio"
                columns="row"
                options={clauseResults.map((result) => ({ value: result, label: w.result[result] }))}
              />
              <TextField {...field(name("article"))} label={w.field.article} width="m" maxLength={60} />
              <div className="note-field" data-open={value(name("note")) === "" ? undefined : ""}>
                <TextArea
                  {...field(name("note"))}
                  label={w.check.note}
                  hint={w.check.noteHint}
                  rows={2}
                  maxLength={1000}
                />
              </div>
              <details className="small mt-2" open={asksException}>
                <summary>{w.check.exceptionAsk}</summary>
                <div className="mt-2">
                  <DateField {...field(name("exceptionUntil"))} label={w.field.exceptionUntil} />
                  <TextArea
                    {...field(name("exceptionReason"))}
                    label={w.field.exceptionReason}
                    rows={2}
                    maxLength={1000}
                  />
                </div>
              </details>
            </section>
          );
        })}
        <FormFoot>
          <Button kind="main">{w.check.save}</Button>
        </FormFoot>
      </Form>
    </>
  );
};

/** The privacy manager's decisions on exceptions that were asked for. */
export const ClauseExceptions = ({
  view,
  rejected,
}: {
  view: ContractView;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const waiting = view.clauses.filter((clause) => clause.result === "partial");
  return (
    <Section id="exceptions" title={w.check.exceptions}>
      <p>{w.check.exceptionsLead}</p>
      {waiting.length === 0 ? <EmptyState level={3}>{w.check.noExceptions}</EmptyState> : null}
      {waiting.map((clause) => (
        <ExceptionForm
          key={clause.clauseId}
          clause={clause}
          day={view.day}
          rejected={rejected?.values["clauseId"] === clause.clauseId ? rejected : undefined}
        />
      ))}
    </Section>
  );
};

const ExceptionForm = ({
  clause,
  day,
  rejected,
}: {
  clause: ClauseView;
  day: string;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const setup = rejectedSetup(rejected);
  const { field, formProps } = useFormValues({
    labels: { until: w.check.until, reason: w.check.decisionReason },
    problems: setup.problems,
    values: setup.values ?? { until: clause.exceptionUntil ?? "", reason: clause.exceptionReason ?? "" },
  });
  return (
    <article className="line">
      <h3>{clause.title[lang]}</h3>
      <p className="facts">
        <span>{w.result.partial}</span>
        {clause.note ? <span>{clause.note}</span> : null}
        <ExceptionMark clause={clause} day={day} />
      </p>
      <FormProblem
        rejected={rejected}
        refused={(code) => (code === "not-partial" ? w.problems["not-partial"] : undefined)}
      />
      <Form {...formProps}>
        <input type="hidden" name="clauseId" value={clause.clauseId} />
        <DateField {...field("until")} id={`until-${clause.clauseId}`} required />
        <TextArea {...field("reason")} id={`reason-${clause.clauseId}`} rows={2} required maxLength={1000} />
        <FormFoot>
          <Button name="intent" value="except">
            {w.check.grant}
          </Button>
          <Button name="intent" value="refuse" kind="quiet">
            {w.check.refuse}
          </Button>
        </FormFoot>
      </Form>
    </article>
  );
};

/** What still lacks, at the head of a contract's pages. */
export const LackingBanner = ({ view }: { view: ContractView }) => {
  const w = words[useLang()];
  const lacking = view.relations.filter(({ judgement }) => !judgement.isSufficient);
  if (lacking.length === 0) return null;
  return (
    <Banner is="attention" title={w.insufficient}>
      <ul>
        {lacking.map(({ relation, judgement }) => (
          <li key={relation.id}>
            {relation.number} {relation.title}:{" "}
            {w.metOf({ met: judgement.met, required: judgement.required })}
          </li>
        ))}
      </ul>
    </Banner>
  );
};

/** The results alone, for those who read. */
export const ClauseResults = ({ view }: { view: ContractView }) => {
  const lang = useLang();
  const w = words[lang];
  return (
    <DataTable
      caption={`${w.check.title} ${w.view.asOf({ day: formatDay(view.day, lang) })}`}
      rows={view.clauses}
      rowKey={(clause) => clause.clauseId}
      columns={[
        { key: "clause", label: w.field.clauseId, cell: (clause) => clause.title[lang] },
        {
          key: "result",
          label: w.field.result,
          cell: (clause) => {
            const result = clauseResults.find((known) => known === clause.result);
            return result ? (
              <State is={result === "conforming" ? "good" : result === "not-applicable" ? "none" : "bad"}>
                {w.result[result]}
              </State>
            ) : (
              w.clauseState.unchecked
            );
          },
        },
        { key: "article", label: w.field.article, cell: (clause) => clause.article ?? "–" },
        { key: "note", label: w.check.note, cell: (clause) => clause.note ?? "" },
        {
          key: "exception",
          label: w.field.exceptionUntil,
          cell: (clause) => <ExceptionMark clause={clause} day={view.day} />,
        },
      ]}
    />
  );
};
