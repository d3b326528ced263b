import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { listNameable } from "#app/modules/decisions/services/read.server.ts";
import { DraftForm, ReportTag, SubmitForm } from "#app/modules/oversight/components/reports.tsx";
import { isEditable, parseDraft } from "#app/modules/oversight/rules/forms.ts";
import { getReport, reviseReport, submitReport } from "#app/modules/oversight/services/reports.server.ts";
import { words } from "#app/modules/oversight/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "report.read");
  const view = need(await getReport(deps, actor, args.params["reportId"] ?? ""));
  const nameable = await listNameable(deps, actor);
  const editable = isEditable(view.row.state);
  return {
    lang,
    once: deps.newId(),
    ...view,
    ...nameable,
    mayEdit: editable && (can(actor.role, "report.draft") || can(actor.role, "report.review")),
    maySubmit: editable && can(actor.role, "report.draft"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "report.read");
  const input = await form(args, actor.personId);
  const reportId = args.params["reportId"] ?? "";
  const revision = input.revision ?? -1;
  if (input.intent === "submit") {
    const wrong = input.judgeTexts({ reason: 1_000 });
    if (wrong) return again(wrong, input);
    const submitted = await submitReport(deps, actor, {
      reportId,
      revision,
      reviewerId: input.optional("reviewerId"),
      deciderId: input.optional("deciderId"),
      isImportant: input.isTicked("isImportant"),
      reason: input.text("reason"),
      once: input.once,
    });
    if (!submitted.ok) return again(submitted.problem, input);
    return done(`/decisions/${submitted.value.circulationId}`, "report.submitted");
  }
  const saved = await reviseReport(deps, actor, { reportId, revision, ...parseDraft(input) });
  return saved.ok ? done(`/reports/${reportId}`, "report.saved") : again(saved.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(data?.row.title ?? words[lang].list, lang) }];
};

export default function ReportPage() {
  const { lang, once, row, plan, returned, mayEdit, maySubmit, reviewers, deciders } =
    useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const paperHref = `/reports/${row.id}/paper`;
  return (
    <>
      <PageHead
        title={row.title}
        crumbs={[{ label: w.list, href: "/reports" }, { label: row.number }]}
        tag={<ReportTag state={row.state} />}
        facts={[row.number, w.numbersOf({ day: formatDay(row.asOf, lang) })]}
        action={
          row.circulationId && !mayEdit ? (
            <ButtonLink kind="main" href={`/decisions/${row.circulationId}`}>
              {w.toCirculation}
            </ButtonLink>
          ) : undefined
        }
      />
      {returned ? (
        <Banner is="attention" title={returned.reason ? w.returnedTitle : w.pulledBackTitle}>
          {returned.reason ? w.returnedBody({ name: returned.name, reason: returned.reason }) : null}
        </Banner>
      ) : null}
      <div className={mayEdit || maySubmit ? "drafting mt-4" : "drafted mt-4"}>
        <div>
          {mayEdit ? (
            <Section id="draft" title={w.draftTitle}>
              <DraftForm
                opinion={row.opinion ?? ""}
                plan={plan}
                revision={row.revision}
                rejected={rejected}
              />
            </Section>
          ) : null}
          {maySubmit ? (
            <Section id="submit" title={w.submitTitle}>
              <SubmitForm
                reviewers={reviewers}
                deciders={deciders}
                revision={row.revision}
                once={once}
                rejected={rejected}
                glyphSentence={(characters) => pageWords[lang].glyphMissing({ characters })}
              />
            </Section>
          ) : null}
        </div>
        <Section id="preview" title={w.preview}>
          {mayEdit ? <p className="small mute mt-2">{w.saveFirst}</p> : null}
          <p className="mt-2">
            <a href={paperHref} target="_blank" rel="noopener">
              {w.previewOpen}
            </a>
          </p>
          <iframe className="paper" src={paperHref} title={w.previewFrame} loading="lazy" />
        </Section>
      </div>
    </>
  );
}
