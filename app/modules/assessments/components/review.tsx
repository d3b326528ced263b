import type { ReactNode } from "react";
import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { Banner, EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { State, Tag, Tier, type TierCode } from "#app/ui/marks.tsx";
import { Tabs } from "#app/ui/nav.tsx";
import { FormProblem, type RejectedForm } from "#app/ui/rejected.tsx";
import { effectiveMark, ownMark } from "../rules/answers.ts";
import { canAnswerStates } from "../rules/states.ts";
import type { QuestionView } from "../services/loading.server.ts";
import type { ReviewView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { FindingTable } from "./board.tsx";
import { AssessmentStateMark } from "./marks.tsx";
import { Conclusion, GradeSection, ReasonSection, Scorebar } from "./review-end.tsx";
import { ReviewItem } from "./review-item.tsx";
import { Files, mine, useRefused } from "./review-parts.tsx";
import { type ReviewTab, reviewTabs } from "./review-tabs.ts";
import { AnswerList } from "./submission.tsx";

const fitsTab = (item: QuestionView, tab: ReviewTab): boolean => {
  if (tab === "all") return true;
  if (tab === "critical") return item.isCritical;
  if (tab === "changed") return ["better", "worse", "changed"].includes(item.change ?? "");
  if (item.question.type !== "mark") return false;
  return (
    ownMark(item.answer) !== "yes" ||
    item.answer.override !== null ||
    item.change === "worse" ||
    (item.isCritical && item.files.length === 0)
  );
};

/** The reviewer has said something about it: another mark, an accepted 該当なし, a finding, a request to the director. */
const isSettled = (item: QuestionView, view: ReviewView): boolean =>
  item.answer.override !== null ||
  item.answer.isNaAccepted ||
  view.findings.some((finding) => finding.questionId === item.question.id) ||
  view.deferrals.some((row) => row.questionId === item.question.id && row.state === "requested");

const SettledRow = ({ item, view }: { item: QuestionView; view: ReviewView }) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const own = ownMark(item.answer);
  const mark = effectiveMark(item.answer);
  const finding = view.findings.find((each) => each.questionId === item.question.id);
  return (
    <div className="review-done">
      <span className="mute small">{f.questionNo({ no: String(item.number) })}</span>
      <span>{item.question.text[lang]}</span>
      <span className="small">
        {own === null ? f.notAnswered : w.mark[own]}
        {mark !== own && mark !== null ? ` → ${w.mark[mark]}` : ""}
        {finding ? ` → ${finding.number}` : ""}
        {item.answer.isNaAccepted ? ` → ${w.review.accepted}` : ""}
      </span>
      <span>
        <a href={`/assessments/${view.head.id}?show=all#q-${item.question.id}`}>{w.review.again}</a>
      </span>
    </div>
  );
};

/** The assessment as the organisation sees it: while it waits, while it is reviewed, and once it is concluded. */
export const ReviewPage = ({
  view,
  tab,
  rejected,
}: {
  view: ReviewView;
  tab: ReviewTab;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const { head, may } = view;
  const isReviewable = head.state === "submitted" || head.state === "in-review";
  const isAnswering = canAnswerStates.includes(head.state);
  const isConcluded = view.concludedOn !== null;
  const isMine = may.review && (isReviewable || head.state === "graded");
  const isInReview = head.state === "in-review";
  const fitting = view.questions.filter((item) => fitsTab(item, tab));
  const settled = isInReview && tab === "check" ? fitting.filter((item) => isSettled(item, view)) : [];
  const left = fitting.filter((item) => !settled.includes(item));
  // What was not answered with a plain yes comes first: that is what the reviewer came for.
  const shown =
    tab === "check"
      ? [
          ...left.filter((item) => ownMark(item.answer) !== "yes"),
          ...left.filter((item) => ownMark(item.answer) === "yes"),
        ]
      : left;
  const refused = useRefused();
  const pageRejected = mine(rejected, "start") ?? mine(rejected, "meet");
  const small = ["override", "accept-na", "finding", "exception"].includes(
    String(rejected?.values["intent"] ?? ""),
  );
  const action: ReactNode =
    may.review && head.state === "submitted" ? (
      <Form withSummary={false} revision={head.revision}>
        <input type="hidden" name="intent" value="start" />
        <Button kind="main">{w.review.start}</Button>
      </Form>
    ) : may.review && (head.state === "in-review" || head.state === "graded") ? (
      <ButtonLink kind="main" href="#finish">
        {w.review.finish}
      </ButtonLink>
    ) : may.answerFor && isAnswering ? (
      <ButtonLink href={`/assessments/${head.id}/answer`}>{w.review.answerFor}</ButtonLink>
    ) : undefined;
  return (
    <>
      <PageHead
        title={
          isMine
            ? w.review.title({ partner: head.partnerName })
            : w.review.titleRead({ partner: head.partnerName })
        }
        crumbs={[
          { label: w.list.title, href: "/assessments" },
          { label: `${head.partnerName} ${w.fiscalYear({ year: head.fiscalYear })}` },
        ]}
        tag={
          isMine && isReviewable ? (
            <Tag is="mine">{w.review.waiting}</Tag>
          ) : (
            <AssessmentStateMark state={head.state} boxed />
          )
        }
        facts={[
          <a key="relation" href={`/relations/${head.relationId}`}>
            {head.relationTitle}
          </a>,
          <span key="tier">
            {w.send.tier} <Tier code={head.tier as TierCode} />
          </span>,
          head.number,
          ...(head.submittedAt
            ? [`${w.review.submitted} ${formatInstant(head.submittedAt, lang)} ${head.submittedByName ?? ""}`]
            : head.dueOn
              ? [`${w.list.due} ${formatDay(head.dueOn, lang, { weekday: true })}`]
              : []),
          ...(head.isProxy
            ? [
                <State key="proxy" is="attention">
                  {w.review.proxy}
                </State>,
              ]
            : []),
        ]}
        action={action}
        more={
          <li>
            <a href={`/assessments/${head.id}/print`}>{w.answer.print}</a>
          </li>
        }
      />
      <div className="mt-3">
        <FormProblem rejected={pageRejected} refused={refused} />
        {small && rejected?.problem.kind !== "invalid" ? (
          <FormProblem rejected={rejected} refused={refused} />
        ) : null}
      </div>
      {isConcluded || head.state === "graded" ? <Conclusion view={view} /> : null}
      {view.scans.length > 0 ? (
        <Section id="scans" title={w.review.scans}>
          <Files item={{ files: view.scans }} />
        </Section>
      ) : null}
      {isAnswering || head.state === "cancelled" ? (
        <>
          {head.returnReason && head.state === "returned" ? (
            <Banner is="attention" title={w.review.returnReason}>
              {head.returnReason}
            </Banner>
          ) : null}
          <Section id="answers" title={w.submit.answers}>
            <AnswerList
              view={{ blocks: progressBlocks(view), questions: view.questions, isOpen: false }}
              links={{ section: () => "", submit: "", print: "", list: "" }}
            />
          </Section>
        </>
      ) : (
        <>
          <Scorebar view={view} />
          <Tabs
            label={w.review.tabsLabel}
            items={reviewTabs.map((each) => ({
              href: `/assessments/${head.id}?show=${each}`,
              label: `${w.review.tabs[each]} ${view.questions.filter((item) => fitsTab(item, each)).length}`,
              current: each === tab,
            }))}
          />
          {shown.length === 0 ? <EmptyState>{w.review.none}</EmptyState> : null}
          {shown.map((item) => (
            <ReviewItem key={item.question.id} item={item} view={view} rejected={rejected} />
          ))}
          {settled.length > 0 ? (
            <Section id="settled" title={w.review.settled({ n: settled.length })}>
              {settled.map((item) => (
                <SettledRow key={item.question.id} item={item} view={view} />
              ))}
            </Section>
          ) : null}
        </>
      )}
      {view.findings.length > 0 && isConcluded ? (
        <Section id="findings" title={w.review.findings}>
          <FindingTable rows={view.findings} day={view.day} hrefOf={(id) => `/findings/${id}`} withPartner />
        </Section>
      ) : null}
      {may.review && ["in-review", "graded", "failed"].includes(head.state) && view.allowed.length > 0 ? (
        head.state === "failed" && !view.allowed.includes("conditional") ? null : (
          <GradeSection view={view} rejected={rejected} />
        )
      ) : may.review && head.state === "in-review" ? (
        <GradeSection view={view} rejected={rejected} />
      ) : null}
      {may.review && head.state === "in-review" ? (
        <ReasonSection
          id="return"
          intent="return"
          title={w.review.returnTitle}
          label={w.review.returnReason}
          hint={w.review.returnHint}
          button={w.review.returnButton}
          revision={head.revision}
          rejected={rejected}
        />
      ) : null}
      {may.send && isAnswering ? (
        <ReasonSection
          id="cancel"
          intent="cancel"
          title={w.review.cancelTitle}
          label={w.review.cancelReason}
          button={w.review.cancelButton}
          revision={head.revision}
          rejected={rejected}
        />
      ) : null}
    </>
  );
};

const progressBlocks = (view: ReviewView) =>
  view.blocks.map((block) => {
    const own = view.questions.filter((item) => item.question.block === block.id);
    return { ...block, answered: own.filter((item) => item.answer.value !== "").length, total: own.length };
  });
