import { useRef } from "react";
import type { FieldWordParams } from "#app/i18n/field-words.ts";
import { formatDaysOver, formatInstant } from "#app/i18n/format.ts";
import { daysBetween } from "#app/modules/calendar/rules/day.ts";
import { acceptedTypes } from "#app/modules/files/rules.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, NumberField, Select, TextArea } from "#app/ui/fields.tsx";
import { FileField, type StagedFile } from "#app/ui/file-field.tsx";
import { Form, type FormState, useFormValues } from "#app/ui/form.tsx";
import { type Crumb, Crumbs } from "#app/ui/head.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { FileList } from "#app/ui/lists.tsx";
import { Progress, State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { DayText, Hidden, Phrase } from "#app/ui/text.tsx";
import { marks } from "../rules/answers.ts";
import { answerField } from "../rules/fields.ts";
import type { QuestionView } from "../services/loading.server.ts";
import type { SectionView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { useAutosave } from "./autosave.ts";
import { useAnswerText } from "./marks.tsx";

export interface SectionLinks {
  readonly section: (block: string) => string;
  readonly submit: string;
  readonly print: string;
  readonly list: string;
}

const useSentences = (): Readonly<Record<string, (p: FieldWordParams) => string>> => {
  const w = words[useLang()];
  return {
    unanswered: () => w.fieldProblem.unanswered,
    "note-required": () => w.fieldProblem["note-required"],
    "choose-one": () => w.problem["choose-one"],
    "number-invalid": () => w.problem["number-invalid"],
    "number-too-large": () => w.fieldProblem["number-too-large"],
  };
};

const SectionNav = ({ view, links }: { view: SectionView; links: SectionLinks }) => {
  const lang = useLang();
  const w = words[lang].answer;
  return (
    <ul>
      {view.blocks.map((block) => {
        const isDone = block.answered === block.total;
        const isHere = block.id === view.block.id;
        return (
          <li key={block.id} className={isDone ? "done" : "todo"}>
            <a href={links.section(block.id)} aria-current={isHere ? "page" : undefined}>
              <Icon name={isHere ? "mine" : isDone ? "ok" : "todo"} />
              {block.title[lang]}
              <span>
                {block.answered}/{block.total}
                {isDone ? <Hidden> {w.done}</Hidden> : null}
              </span>
            </a>
          </li>
        );
      })}
      <li className="todo">
        <a href={links.submit}>
          <Icon name="todo" />
          {w.toSubmit}
        </a>
      </li>
    </ul>
  );
};

const hasLast = (item: QuestionView, year: number | null): boolean =>
  year !== null && item.previous !== null && item.previous.answer.value !== "";

const LastAnswer = ({ item, year }: { item: QuestionView; year: number | null }) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const text = useAnswerText();
  if (year === null || item.previous === null || !hasLast(item, year)) return null;
  const isChanged = item.change === "better" || item.change === "worse" || item.change === "changed";
  return (
    <span className="last">
      <span>
        {w.answer.last({ year })} <b>{text(item.previous.answer)}</b>
      </span>
      {isChanged ? <State is="attention">{f.changedSinceLast}</State> : null}
      {item.previous.answer.note ? <span className="br">{item.previous.answer.note}</span> : null}
      {item.previous.files.map((file) => (
        <a key={file.id} href={`/files/${file.id}`}>
          {file.name}
        </a>
      ))}
    </span>
  );
};

const QuestionHead = ({ item }: { item: QuestionView }) => {
  const lang = useLang();
  const f = useFrameWords();
  return (
    <>
      <span className="no">
        {f.questionNo({ no: String(item.number) })}
        {item.isCritical ? (
          <>
            {" ・ "}
            <span className="critical">{f.critical}</span>
          </>
        ) : null}
        {item.question.optional ? null : (
          <>
            {" ・ "}
            <span className="must">{f.required}</span>
          </>
        )}
      </span>
      {item.question.text[lang]}
    </>
  );
};

const QuestionInput = ({
  item,
  form,
  year,
}: {
  item: QuestionView;
  form: FormState;
  year: number | null;
}) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const { question } = item;
  const name = answerField.value(question.id);
  const last = hasLast(item, year) ? <LastAnswer item={item} year={year} /> : null;
  if (question.type === "mark")
    return (
      <Choices
        {...form.choices(name)}
        defaultValue={form.value(name)}
        label={<QuestionHead item={item} />}
        type="radio"
        columns="row"
        options={marks.map((mark) => ({ value: mark, label: w.mark[mark] }))}
      >
        {last}
      </Choices>
    );
  const field = { ...form.field(name), label: <QuestionHead item={item} />, hint: last };
  if (question.type === "number")
    return <NumberField {...field} unit={question.unit?.[lang]} maxLength={12} />;
  if (question.type === "date")
    return (
      <>
        <DateField
          {...field}
          hint={
            <>
              {last} {f.dayHint}
            </>
          }
          defaultValue={field.defaultValue === "none" ? "" : field.defaultValue}
        />
        {question.allowsNone ? (
          <CheckField
            {...form.check(answerField.none(question.id))}
            label={w.answer.none}
            defaultChecked={form.value(name) === "none" || form.value(answerField.none(question.id)) !== ""}
          />
        ) : null}
      </>
    );
  return <TextArea {...field} rows={3} maxLength={4000} />;
};

const AnswerNow = ({ item }: { item: QuestionView }) => {
  const lang = useLang();
  const f = useFrameWords();
  const text = useAnswerText();
  return (
    <Banner is="attention" title={words[lang].answer.conflict}>
      <p>
        {f.conflictNow}: <b>{item.answer.value === "" ? f.notAnswered : text(item.answer)}</b>
        {item.answeredByName ? ` (${item.answeredByName})` : ""}
        {item.answer.note ? <span className="br">{item.answer.note}</span> : null}
      </p>
    </Banner>
  );
};

const QuestionBlock = ({
  item,
  form,
  view,
  staged,
  maxBytes,
  isConflict,
}: {
  item: QuestionView;
  form: FormState;
  view: SectionView;
  staged: readonly StagedFile[];
  maxBytes: number;
  /** A colleague changed this answer first: what stands now is shown beside what is chosen here. */
  isConflict: boolean;
}) => {
  const lang = useLang();
  const w = words[lang].answer;
  const { question } = item;
  return (
    <section className="question" id={`q-${question.id}`}>
      <input type="hidden" name={answerField.revision(question.id)} value={item.revision} />
      {isConflict ? <AnswerNow item={item} /> : null}
      <QuestionInput item={item} form={form} year={view.previousYear} />
      {question.type === "mark" ? (
        <div
          className="note-field"
          data-open={
            form.value(answerField.note(question.id)) !== "" || form.error(answerField.note(question.id))
              ? ""
              : undefined
          }
        >
          <TextArea
            {...form.field(answerField.note(question.id))}
            label={w.note}
            requiredLabel={w.noteRequired}
            hint={w.noteHint}
            rows={2}
            maxLength={2000}
          />
        </div>
      ) : null}
      <div className="mt-3">
        <p className="label-line">
          {w.evidence}{" "}
          <span className="mute small plain-weight">{w.example({ text: question.evidence[lang] })}</span>
        </p>
        <FileList
          items={item.files.map((file) => ({
            key: file.id,
            name: file.name,
            bytes: file.bytes,
            href: `/files/${file.id}`,
            action: view.mayAnswer ? (
              <Button kind="quiet" size="small" name="remove" value={file.id} formNoValidate>
                {w.remove}
                <Hidden> {file.name}</Hidden>
              </Button>
            ) : undefined,
          }))}
        />
        {view.mayAnswer ? (
          <details
            className="add-file mt-2"
            open={staged.length > 0 || form.error(answerField.files(question.id)) !== undefined}
          >
            <summary className="button" data-size="small">
              <Icon name="plus" />
              {w.addFile}
            </summary>
            <FileField
              {...form.blank(answerField.files(question.id))}
              label={<Hidden>{w.addFile}</Hidden>}
              hint={w.addFileHint}
              accept={acceptedTypes}
              maxBytes={maxBytes}
              staged={staged}
              removeName="discard"
              multiple
            />
          </details>
        ) : null}
      </div>
      <details className="mt-3 small">
        <summary>{w.meaning}</summary>
        <p className="mt-2">{question.guide[lang]}</p>
        <p className="mt-1 mute">{w.basis({ text: question.basis[lang] })}</p>
      </details>
    </section>
  );
};

const SaveState = ({ view, autosave }: { view: SectionView; autosave: ReturnType<typeof useAutosave> }) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const { fetcher } = autosave;
  const problem = fetcher.data?.problem;
  const savedAt = fetcher.data?.savedAt ?? view.lastSavedAt;
  return (
    <div>
      <p className="row-end small" role="status">
        {fetcher.state !== "idle" ? (
          <State is="waiting">{f.saving}</State>
        ) : problem ? (
          <State is="bad">{problem.kind === "conflict" ? w.answer.conflict : f.saveFailed}</State>
        ) : savedAt ? (
          <State is="good">
            {w.answer.savedAt({
              time: formatInstant(savedAt, lang, { timeOnly: savedAt.slice(0, 10) === view.day }),
            })}
          </State>
        ) : (
          <span>{w.answer.notSaved}</span>
        )}
        <b className="nowrap">{w.answer.count({ answered: view.answered, total: view.total })}</b>
      </p>
      <Progress
        className="mt-2"
        value={view.answered}
        max={view.total}
        label={w.answer.progress({ answered: view.answered, total: view.total })}
      />
    </div>
  );
};

/** One section of the self-assessment: its questions, saved as one goes, with or without JavaScript. */
export const SectionForm = ({
  view,
  rejected,
  links,
  crumbs,
  maxBytes,
  isProxy = false,
}: {
  view: SectionView;
  rejected:
    | (RejectedForm & { readonly staged?: Readonly<Record<string, readonly StagedFile[]>> })
    | undefined;
  links: SectionLinks;
  crumbs: readonly Crumb[];
  maxBytes: number;
  isProxy?: boolean;
}) => {
  const lang = useLang();
  const w = words[lang];
  const root = useRef<HTMLDivElement>(null);
  const autosave = useAutosave(root, view.mayAnswer);
  const setup = rejectedSetup(rejected);
  const sentences = useSentences();
  const stored: Record<string, string> = { assignee: view.assignedTo?.id ?? "" };
  const labels: Record<string, string> = { assignee: w.answer.assigned };
  for (const { question, answer } of view.questions) {
    stored[answerField.value(question.id)] = answer.value;
    stored[answerField.note(question.id)] = answer.note;
    labels[answerField.value(question.id)] = question.text[lang];
    labels[answerField.note(question.id)] = `${w.answer.note}(${question.text[lang]})`;
    labels[answerField.files(question.id)] = w.answer.addFile;
  }
  const form = useFormValues({ labels, sentences, problems: setup.problems, values: setup.values ?? stored });
  const problem = autosave.fetcher.data?.problem ?? rejected?.problem;
  const conflictId = problem?.kind === "conflict" ? problem.what : null;
  const at = view.blocks.findIndex((block) => block.id === view.block.id);
  const previous = view.blocks[at - 1];
  const next = view.blocks[at + 1];
  const { head } = view;
  return (
    <>
      <Crumbs items={crumbs} />
      <div className="savebar mt-3">
        <div>
          <h1>
            <Phrase>{view.block.title[lang]}</Phrase>
          </h1>
          <p className="small">
            {w.fiscalYear({ year: head.fiscalYear })} {head.checklistTitle[lang]} ・{" "}
            {w.answer.nth({ total: view.blocks.length, n: view.block.number })}
            {head.dueOn ? (
              <>
                {" ・ "}
                {w.answer.due} <DayText day={head.dueOn} weekday />{" "}
                {formatDaysOver(daysBetween(head.dueOn, view.day), lang)}
              </>
            ) : null}
          </p>
        </div>
        <SaveState view={view} autosave={autosave} />
      </div>
      {head.state === "returned" && head.returnReason ? (
        <div className="mt-3">
          <Banner is="attention" title={w.answer.returnedTitle}>
            {head.returnReason}
          </Banner>
        </div>
      ) : null}
      {view.mayAnswer ? null : (
        <div className="mt-3">
          <Banner>{w.answer.readOnly}</Banner>
        </div>
      )}
      {isProxy ? (
        <div className="mt-3">
          <Banner is="attention" title={w.answer.proxyTitle}>
            {w.answer.proxyLead}
          </Banner>
        </div>
      ) : null}
      <div className="answering">
        <nav className="sections" aria-label={w.answer.sections}>
          <SectionNav view={view} links={links} />
        </nav>
        <details className="sections-small">
          <summary>
            {w.answer.choose({
              n: view.block.number,
              total: view.blocks.length,
              title: view.block.title[lang],
              answered: view.blocks[at]?.answered ?? 0,
              questions: view.blocks[at]?.total ?? 0,
            })}
          </summary>
          <nav className="sections mt-2" aria-label={w.answer.sectionsSmall}>
            <SectionNav view={view} links={links} />
          </nav>
        </details>
        <div ref={root} {...autosave.handlers}>
          <FormProblem
            rejected={rejected}
            refused={(code) => Object.entries(w.problems).find(([known]) => known === code)?.[1]}
          />
          <Form {...form.formProps} multipart>
            {/* Enter in a text field saves and stays: the first submit button of a form is its default. */}
            <button className="vh" type="submit" name="intent" value="stay" tabIndex={-1} aria-hidden="true">
              {w.answer.saveClose}
            </button>
            {view.mayAnswer && !isProxy ? (
              <Select
                {...form.field("assignee")}
                emptyLabel={w.answer.nobody}
                width="m"
                options={view.people.map((person) => ({ value: person.id, label: person.name }))}
              />
            ) : null}
            <fieldset className="bare" disabled={!view.mayAnswer}>
              <legend className="vh">{view.block.title[lang]}</legend>
              {view.questions.map((item) => (
                <QuestionBlock
                  key={item.question.id}
                  item={item}
                  form={form}
                  view={view}
                  staged={rejected?.staged?.[answerField.files(item.question.id)] ?? []}
                  maxBytes={maxBytes}
                  isConflict={conflictId === item.question.id}
                />
              ))}
            </fieldset>
            <FormFoot>
              {view.mayAnswer ? (
                <>
                  <Button kind="main" name="intent" value="next">
                    {next ? w.answer.saveNext : w.answer.saveLast}
                  </Button>
                  <Button name="intent" value="close">
                    {w.answer.saveClose}
                  </Button>
                </>
              ) : (
                <ButtonLink href={next ? links.section(next.id) : links.submit}>
                  {next ? next.title[lang] : w.answer.toSubmit}
                </ButtonLink>
              )}
              {previous ? (
                <ButtonLink kind="quiet" href={links.section(previous.id)}>
                  {w.answer.back}
                </ButtonLink>
              ) : null}
            </FormFoot>
          </Form>
          <p className="small mute mt-3">
            {w.answer.printLead} <Go href={links.print}>{w.answer.print}</Go>
          </p>
        </div>
      </div>
    </>
  );
};
