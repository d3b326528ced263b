import type { ReactNode } from "react";
import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { acceptedTypes } from "#app/modules/files/rules.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormFoot, TextArea } from "#app/ui/fields.tsx";
import { FileField, type StagedFile } from "#app/ui/file-field.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { type Crumb, PageHead, Section } from "#app/ui/head.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { FileList, SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText, Hidden } from "#app/ui/text.tsx";
import { showScore } from "../rules/scoring.ts";
import type { QuestionView } from "../services/loading.server.ts";
import type { SubmitView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { AssessmentStateMark, useAnswerText } from "./marks.tsx";
import type { SectionLinks } from "./section.tsx";

/** All answers, section by section, each with the way back to its question. */
export const AnswerList = ({
  view,
  links,
}: {
  view: Pick<SubmitView, "blocks" | "questions" | "isOpen">;
  links: SectionLinks;
}) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const text = useAnswerText();
  const answerOf = (item: QuestionView) =>
    item.answer.value === "" ? <State is="attention">{f.notAnswered}</State> : text(item.answer);
  return (
    <>
      {view.blocks.map((block) => (
        <section key={block.id} className="mt-4" aria-labelledby={`answers-${block.id}`}>
          <h3 id={`answers-${block.id}`}>
            {block.title[lang]}{" "}
            <span className="small mute">
              {block.answered}/{block.total}
            </span>
          </h3>
          <SummaryList
            rows={view.questions
              .filter((item) => item.question.block === block.id)
              .map((item) => ({
                key: item.question.id,
                label: f.questionNo({ no: String(item.number) }),
                value: (
                  <>
                    <span className="br">{item.question.text[lang]}</span>
                    <b>{answerOf(item)}</b>
                    {item.answer.override ? (
                      <span className="br">
                        <State is="attention">
                          {w.submit.judged({ mark: w.mark[item.answer.override.mark] })}
                        </State>
                        {item.answer.override.note ? (
                          <span className="br small">{item.answer.override.note}</span>
                        ) : null}
                      </span>
                    ) : null}
                    {item.answer.note ? <span className="br small">{item.answer.note}</span> : null}
                    {item.files.length > 0 ? (
                      <FileList
                        items={item.files.map((file) => ({
                          key: file.id,
                          name: file.name,
                          bytes: file.bytes,
                          href: `/files/${file.id}`,
                        }))}
                      />
                    ) : null}
                  </>
                ),
                ...(view.isOpen
                  ? {
                      change: {
                        href: `${links.section(block.id)}#q-${item.question.id}`,
                        label: w.submit.edit,
                        what: f.questionNo({ no: String(item.number) }),
                      },
                    }
                  : {}),
              }))}
          />
        </section>
      ))}
    </>
  );
};

/** What is still open, by section: numbers that lead to their question. */
const OpenPlaces = ({ view, links }: { view: SubmitView; links: SectionLinks }) => {
  const lang = useLang();
  const w = words[lang];
  return (
    <ul>
      {view.blocks.flatMap((block) => {
        const own = view.problems.filter((problem) => problem.block === block.id);
        return own.length === 0
          ? []
          : [
              <li key={block.id} className="mt-1">
                {block.title[lang]}{" "}
                {own.map((problem) => (
                  <a
                    key={`${problem.questionId} ${problem.field}`}
                    className="nowrap place"
                    href={`${links.section(problem.block)}#q-${problem.questionId}`}
                    title={problem.text[lang]}
                  >
                    {w.submit.question({ n: problem.number })}
                    {problem.code === "note-required" ? ` (${w.answer.note})` : ""}
                  </a>
                ))}
              </li>,
            ];
      })}
    </ul>
  );
};

const Result = ({ view, href }: { view: SubmitView; href: string }) => {
  const lang = useLang();
  const w = words[lang];
  const { result } = view;
  if (!result) return null;
  return (
    <Section id="result" title={w.submit.result}>
      <SummaryList
        rows={[
          { label: w.review.result, value: w.state[result.outcome] },
          {
            label: w.submit.resultGrade,
            value:
              result.score === null
                ? w.noGrade
                : w.review.points({ score: showScore(result.score), grade: result.grade ?? "" }),
          },
          {
            label: w.submit.resultUntil,
            value: result.validUntil ? <DayText day={result.validUntil} weekday /> : "–",
          },
          { label: w.submit.comment, value: result.comment ?? "–" },
          ...result.conditions.map((condition, at) => ({
            key: condition.id,
            label: w.review.condition({ n: at + 1 }),
            value: condition.text,
            note: `${condition.ownerName} ・ ${formatDay(condition.dueOn, lang)}${condition.metOn ? ` ・ ${w.review.met} ${formatDay(condition.metOn, lang)}` : ""}`,
          })),
        ]}
      />
      <p className="mt-3">
        <ButtonLink href={href}>{w.review.resultPdf}</ButtonLink>
      </p>
    </Section>
  );
};

/** Before submitting: what is open, all answers, and the button of those who may submit. Afterwards: what was said. */
export const SubmissionPage = ({
  view,
  rejected,
  links,
  crumbs,
  resultHref,
  mayAsk,
  children,
}: {
  view: SubmitView;
  rejected: RejectedForm | undefined;
  links: SectionLinks;
  crumbs: readonly Crumb[];
  resultHref: string;
  /** A respondent asks colleagues by mail. */
  mayAsk: boolean;
  /** Before the button: what the office must add. */
  children?: ReactNode;
}) => {
  const lang = useLang();
  const w = words[lang];
  const { head, problems } = view;
  const setup = rejectedSetup(rejected);
  const ask = useFormValues({
    labels: { text: w.submit.ask },
    problems: [],
    values: setup.values ?? { text: w.submit.askText },
  });
  return (
    <>
      <PageHead
        title={
          view.isOpen ? w.submit.title : `${w.fiscalYear({ year: head.fiscalYear })} ${head.relationTitle}`
        }
        crumbs={crumbs}
        tag={<AssessmentStateMark state={head.state} forPartner boxed />}
        facts={[
          head.checklistTitle[lang],
          head.number,
          ...(head.dueOn ? [`${w.answer.due} ${formatDay(head.dueOn, lang, { weekday: true })}`] : []),
          ...(head.submittedAt
            ? [`${w.review.submitted} ${formatInstant(head.submittedAt, lang)} ${head.submittedByName ?? ""}`]
            : []),
        ]}
        action={<ButtonLink href={links.print}>{w.answer.print}</ButtonLink>}
      />
      <div className="mt-3">
        <FormProblem
          rejected={rejected}
          refused={(code) => Object.entries(w.problems).find(([known]) => known === code)?.[1]}
        />
        {head.state === "returned" && head.returnReason ? (
          <Banner is="attention" title={w.answer.returnedTitle}>
            {head.returnReason}
          </Banner>
        ) : null}
      </div>
      <Result view={view} href={resultHref} />
      {view.isOpen ? (
        <>
          <p className="mt-3">{w.submit.lead}</p>
          <div className="mt-3">
            {problems.length > 0 ? (
              <Banner is="attention" title={w.submit.open({ n: problems.length })}>
                <OpenPlaces view={view} links={links} />
              </Banner>
            ) : (
              <Banner is="good">{w.submit.ready}</Banner>
            )}
          </div>
          {children}
          {view.maySubmit ? (
            <Form withSummary={false}>
              <input type="hidden" name="intent" value="submit" />
              <FormFoot>
                <Button kind={problems.length === 0 ? "main" : "plain"}>{w.submit.button}</Button>
                <ButtonLink kind="quiet" href={links.list}>
                  {words[lang].company.assessments}
                </ButtonLink>
              </FormFoot>
            </Form>
          ) : null}
          {mayAsk && !view.maySubmit ? (
            <Section id="ask" title={w.submit.ask}>
              <p>{w.submit.askLead}</p>
              <Form {...ask.formProps} className="fields">
                <input type="hidden" name="intent" value="ask" />
                <TextArea {...ask.field("text")} rows={2} required maxLength={500} />
                <FormFoot>
                  <Button kind="main">{w.submit.askButton}</Button>
                </FormFoot>
              </Form>
            </Section>
          ) : null}
        </>
      ) : view.result === null ? (
        <div className="mt-3">
          <Banner>{w.submit.submitted}</Banner>
          {view.mayRecall ? (
            <Form withSummary={false}>
              <input type="hidden" name="intent" value="recall" />
              <FormFoot>
                <Button>{w.submit.recall}</Button>
              </FormFoot>
            </Form>
          ) : null}
        </div>
      ) : null}
      <Section id="answers" title={w.submit.answers}>
        <AnswerList view={view} links={links} />
      </Section>
    </>
  );
};

/** The paper that the office answers from. */
export const ScanForm = ({
  scans,
  staged,
  rejected,
  maxBytes,
}: {
  scans: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
  staged: readonly StagedFile[];
  rejected: RejectedForm | undefined;
  maxBytes: number;
}) => {
  const w = words[useLang()].answer;
  const setup = rejectedSetup(rejected);
  const { blank, formProps } = useFormValues({
    labels: { scan: w.scan },
    problems: setup.problems.filter((problem) => problem.path === "scan"),
  });
  return (
    <Section id="scan" title={w.scan}>
      <Form {...formProps} multipart className="fields">
        <input type="hidden" name="intent" value="scan" />
        <FileList
          items={scans.map((file) => ({
            key: file.id,
            name: file.name,
            bytes: file.bytes,
            href: `/files/${file.id}`,
            action: (
              <Button kind="quiet" size="small" name="remove" value={file.id} formNoValidate>
                {w.remove}
                <Hidden> {file.name}</Hidden>
              </Button>
            ),
          }))}
        />
        <FileField
          {...blank("scan")}
          hint={w.scanHint}
          accept={acceptedTypes}
          maxBytes={maxBytes}
          staged={staged}
          removeName="discard"
          multiple
        />
        <FormFoot>
          <Button>{w.saveScan}</Button>
        </FormFoot>
      </Form>
    </Section>
  );
};
