import { formatDay } from "#app/i18n/format.ts";
import { acceptedTypes } from "#app/modules/files/rules.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { FileField, type StagedFile } from "#app/ui/file-field.tsx";
import { Form, type FormState, useFormValues } from "#app/ui/form.tsx";
import { type Crumb, PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FileList, SummaryList } from "#app/ui/lists.tsx";
import { Tag } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText } from "#app/ui/text.tsx";
import { correctionDays, isOverdue, severities } from "../rules/findings.ts";
import type { FindingView } from "../services/lists.server.ts";
import { words } from "../words.ts";
import { DueText } from "./marks.tsx";

type Rejected = RejectedForm & { readonly staged?: Readonly<Record<string, readonly StagedFile[]>> };

const useRefused = () => {
  const { problems } = words[useLang()];
  return (code: string): string | undefined =>
    Object.entries(problems).find(([known]) => known === code)?.[1];
};

const useFindingForm = (
  rejected: RejectedForm | undefined,
  intent: string,
  stored: Record<string, string>,
): FormState => {
  const w = words[useLang()];
  const own = rejected?.values["intent"] === intent ? rejected : undefined;
  const setup = rejectedSetup(own);
  return useFormValues({
    labels: {
      plan: w.finding.plan,
      planDueOn: w.finding.planDueOn,
      correctedOn: w.finding.correctedOn,
      note: intent === "close" ? w.finding.closeNote : w.finding.correctionNote,
      file: w.finding.proof,
      severity: w.finding.severity,
      title: w.finding.subject,
      detail: w.finding.detail,
      basis: w.finding.basis,
      dueOn: w.finding.due,
    },
    sentences: { "before-raised": () => w.fieldProblem["before-raised"] },
    problems: setup.problems,
    values: setup.values ?? stored,
  });
};

/** A finding, its plan, its correction and its end; the same for both sides, each with its own acts. */
export const FindingPage = ({
  view,
  rejected,
  crumbs,
  maxBytes,
  forPartner,
}: {
  view: FindingView;
  rejected: Rejected | undefined;
  crumbs: readonly Crumb[];
  maxBytes: number;
  forPartner: boolean;
}) => {
  const lang = useLang();
  const w = words[lang].finding;
  const { finding, may, day } = view;
  const severityWords: Readonly<Record<string, string>> = w.severities;
  const stateWords: Readonly<Record<string, string>> = w.states;
  const refused = useRefused();
  const plan = useFindingForm(rejected, "plan", {
    plan: finding.plan ?? "",
    planDueOn: finding.planDueOn ?? "",
  });
  const report = useFindingForm(rejected, "report", { correctedOn: day });
  const close = useFindingForm(rejected, "close", {});
  const intent = rejected?.values["intent"];
  const isWorking = finding.state === "open" || finding.state === "planned";
  const overdue = isOverdue(finding, day);
  return (
    <>
      <PageHead
        title={finding.title}
        crumbs={crumbs}
        tag={
          <Tag
            is={
              finding.state === "closed"
                ? "good"
                : overdue
                  ? "bad"
                  : (finding.state === "corrected") === forPartner
                    ? "waiting"
                    : "mine"
            }
          >
            {overdue ? w.overdue : (stateWords[finding.state] ?? finding.state)}
          </Tag>
        }
        facts={[
          finding.number,
          ...(forPartner ? [] : [finding.partnerName]),
          finding.relationTitle,
          severityWords[finding.severity] ?? finding.severity,
        ]}
      />
      <div className="mt-3">
        {rejected && rejected.problem.kind !== "invalid" ? (
          <FormProblem rejected={rejected} refused={refused} />
        ) : null}
      </div>
      <Section id="what" title={w.detail}>
        <SummaryList
          rows={[
            { label: w.detail, value: finding.detail },
            { label: w.severity, value: severityWords[finding.severity] ?? finding.severity },
            ...(finding.basis ? [{ label: w.basis, value: finding.basis }] : []),
            {
              label: w.due,
              value:
                finding.state === "closed" ? (
                  <DayText day={finding.dueOn} weekday />
                ) : (
                  <DueText dueOn={finding.dueOn} day={day} />
                ),
            },
            {
              label: w.raised,
              value: <DayText day={finding.raisedOn} weekday />,
              note: view.raisedByName ?? undefined,
            },
            ...(finding.assessmentId && !forPartner
              ? [
                  {
                    label: w.from,
                    value: (
                      <a
                        href={`/assessments/${finding.assessmentId}?show=all${finding.questionId ? `#q-${finding.questionId}` : ""}`}
                      >
                        {w.from}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section id="plan" title={w.plan}>
        {finding.plan === null ? (
          <p>{w.noPlan}</p>
        ) : (
          <SummaryList
            rows={[
              { label: w.plan, value: finding.plan, note: view.plannedByName ?? undefined },
              {
                label: w.planDueOn,
                value: finding.planDueOn ? <DayText day={finding.planDueOn} weekday /> : "–",
              },
            ]}
          />
        )}
        {finding.planDueOn && finding.planDueOn > finding.dueOn && finding.state === "planned" ? (
          <Banner is="attention">{w.planLate}</Banner>
        ) : null}
        {finding.closeNote && finding.state !== "closed" ? (
          <Banner is="attention" title={w.reopenButton}>
            {finding.closeNote}
          </Banner>
        ) : null}
        {may.work && isWorking ? (
          <details open={finding.plan === null || intent === "plan"} className="mt-3">
            <summary>{w.planButton}</summary>
            <Form {...plan.formProps} className="fields mt-3" revision={finding.revision}>
              <input type="hidden" name="intent" value="plan" />
              <TextArea {...plan.field("plan")} hint={w.planHint} required maxLength={2000} />
              <DateField {...plan.field("planDueOn")} required />
              <FormFoot>
                <Button kind={finding.plan === null ? "main" : "plain"}>{w.planButton}</Button>
              </FormFoot>
            </Form>
          </details>
        ) : null}
      </Section>
      {finding.correctedOn || (may.work && isWorking) || view.files.length > 0 ? (
        <Section id="correction" title={w.report}>
          {finding.correctedOn ? (
            <SummaryList
              rows={[
                { label: w.correctedOn, value: <DayText day={finding.correctedOn} weekday /> },
                { label: w.correctionNote, value: finding.correctionNote ?? "–" },
              ]}
            />
          ) : null}
          {view.files.length > 0 ? (
            <FileList
              items={view.files.map((file) => ({
                key: file.id,
                name: file.name,
                bytes: file.bytes,
                href: `/files/${file.id}`,
              }))}
            />
          ) : null}
          {may.work && isWorking ? (
            <details open={finding.state === "planned" || intent === "report"} className="mt-3">
              <summary>{w.report}</summary>
              <Form {...report.formProps} className="fields mt-3" multipart revision={finding.revision}>
                <input type="hidden" name="intent" value="report" />
                <DateField {...report.field("correctedOn")} required />
                <TextArea {...report.field("note")} required rows={3} maxLength={2000} />
                <FileField
                  {...report.blank("file")}
                  accept={acceptedTypes}
                  maxBytes={maxBytes}
                  staged={rejected?.staged?.["file"] ?? []}
                  removeName="discard"
                  multiple
                />
                <FormFoot>
                  <Button kind={finding.plan === null ? "plain" : "main"}>{w.correctedButton}</Button>
                </FormFoot>
              </Form>
            </details>
          ) : null}
        </Section>
      ) : null}
      {finding.state === "closed" ? (
        <Section id="closed" title={w.close}>
          <SummaryList
            rows={[
              {
                label: w.closedOn,
                value: finding.closedOn ? formatDay(finding.closedOn, lang, { weekday: true }) : "–",
                note: view.closedByName ?? undefined,
              },
              { label: w.closeNote, value: finding.closeNote ?? "–" },
            ]}
          />
        </Section>
      ) : may.close ? (
        <Section id="close" title={w.close}>
          <Form {...close.formProps} className="fields" revision={finding.revision}>
            <TextArea {...close.field("note")} id="close-note" required rows={3} maxLength={2000} />
            <FormFoot>
              <Button name="intent" value="close" kind={finding.state === "corrected" ? "main" : "plain"}>
                {w.closeButton}
              </Button>
              {finding.state === "corrected" ? (
                <Button name="intent" value="reopen">
                  {w.reopenButton}
                </Button>
              ) : null}
            </FormFoot>
          </Form>
        </Section>
      ) : null}
    </>
  );
};

/** A finding apart from any assessment: after a visit, an incident, a complaint. */
export const RaisePage = ({
  relation,
  once,
  rejected,
}: {
  relation: { id: string; number: string; title: string; partnerId: string; partnerName: string };
  once: string;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang].finding;
  const form = useFindingForm(rejected, "raise", { severity: "major" });
  return (
    <>
      <PageHead
        title={w.newTitle}
        crumbs={[
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: w.newTitle },
        ]}
      />
      <div className="fields mt-4">
        <FormProblem rejected={rejected} refused={useRefused()} />
        <Form {...form.formProps} once={form.value("_once") || once}>
          <input type="hidden" name="intent" value="raise" />
          <TextField {...form.field("title")} required maxLength={200} />
          <TextArea {...form.field("detail")} required maxLength={2000} />
          <Select
            {...form.field("severity")}
            emptyLabel={null}
            width="m"
            options={severities.map((each) => ({ value: each, label: w.severities[each] }))}
          />
          <DateField {...form.field("dueOn")} hint={w.dueHint(correctionDays)} required />
          <TextField {...form.field("basis")} maxLength={200} />
          <FormFoot>
            <Button kind="main">{w.raise}</Button>
          </FormFoot>
        </Form>
      </div>
    </>
  );
};
