import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, proven, staff } from "#app/http/ladder.server.ts";
import { formatDay, formatPeriod } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { BoardForm, ConfirmForm, DrafterForm, StepForm } from "#app/modules/decisions/components/forms.tsx";
import { ActHistory, Artefacts } from "#app/modules/decisions/components/history.tsx";
import { toneOfState } from "#app/modules/decisions/components/inbox.tsx";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { parseAct } from "#app/modules/decisions/rules/forms.ts";
import { actOnCirculation } from "#app/modules/decisions/services/act.server.ts";
import { getCirculation } from "#app/modules/decisions/services/read.server.ts";
import { words } from "#app/modules/decisions/words.ts";
import { DigestMatter, DigestPaper } from "#app/modules/oversight/components/digest.tsx";
import { readDigest } from "#app/modules/oversight/services/digest.server.ts";
import { Banner } from "#app/ui/banner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DecisionLayout } from "#app/ui/decision.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { Tag } from "#app/ui/marks.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "report.read");
  const circulationId = args.params["circulationId"] ?? "";
  const view = need(await getCirculation(deps, actor, circulationId));
  const digest = need(await readDigest(deps, actor, circulationId));
  return { lang, once: deps.newId(), view, digest, personId: actor.personId };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "report.read");
  const input = await form(args, actor.personId);
  const circulationId = args.params["circulationId"] ?? "";
  const parsed = parseAct(input);
  if (!parsed.ok) return again(parsed.problem, input);
  const { event, reason, conditions, holdUntil, board } = parsed.value;
  const result = await actOnCirculation(deps, actor, {
    circulationId,
    revision: input.revision ?? -1,
    event,
    act: { reason, conditions, holdUntil },
    password: input.text("password"),
    board,
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/decisions/${circulationId}`, `decisions.${event}`, await proven(args, input));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(data?.view.circulation.title ?? pageWords[lang].inbox, lang) }];
};

export default function DecisionPage() {
  const { lang, once, view, digest, personId } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = pageWords[lang];
  const d = words[lang];
  const { circulation, allowed, turn } = view;
  const paperHref = `/decisions/${circulation.id}/paper`;
  const may = (event: string) => allowed.some((a) => a.event === event);
  const step = may("pass") ? "review" : may("approve") ? "decide" : null;
  const form = { once, revision: circulation.revision, rejected };
  const tag = step ? (
    <Tag is="mine">{w.yourTurn[step === "review" ? "reviewer" : "decider"]}</Tag>
  ) : (
    <Tag is={toneOfState[circulation.state]}>{d.state[circulation.state]}</Tag>
  );
  const others = view.awaitingConfirmation.filter((id) => id !== personId);
  return (
    <>
      <PageHead
        crumbs={[{ label: w.inbox, href: "/decisions" }, { label: circulation.number }]}
        title={circulation.title}
        tag={tag}
        facts={[
          `${circulation.number} ${d.round({ n: circulation.round })}`,
          formatPeriod(digest.period.from, digest.period.to, lang),
          circulation.boardReportedOn
            ? w.boardReport({
                day: formatDay(circulation.boardReportedOn, lang),
                number: circulation.boardMinutesNumber ?? "",
              })
            : circulation.decidedAt
              ? w.boardWaiting
              : "",
          others.length > 0 ? w.confirmWaiting : "",
        ].filter((fact) => fact !== "")}
        action={
          step ? (
            <ButtonLink kind="main" href="#decide">
              {w.toForm[step === "review" ? "reviewer" : "decider"]}
            </ButtonLink>
          ) : undefined
        }
      />
      <DecisionLayout sheet={<DigestPaper digest={digest} paperHref={paperHref} />}>
        <DigestMatter digest={digest} paperHref={paperHref} />
        <Section id="history" title={w.history}>
          <ActHistory acts={circulation.acts} people={view.people} />
        </Section>
        {step ? <StepForm step={step} allowed={allowed} {...form} /> : null}
        {turn === "decider" && !step && view.decideRefusal ? (
          <Banner title={w.notYours}>{d.refusal[view.decideRefusal]}</Banner>
        ) : null}
        {may("confirm") ? <ConfirmForm {...form} /> : null}
        {may("report-to-board") ? <BoardForm {...form} /> : null}
        <DrafterForm allowed={allowed} once={once} revision={circulation.revision} />
        <Section id="files" title={w.files}>
          <Artefacts rows={view.artefacts} />
        </Section>
      </DecisionLayout>
    </>
  );
}
