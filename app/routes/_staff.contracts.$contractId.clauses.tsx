import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff, throwProblem } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { pageTitle } from "#app/i18n/words.ts";
import {
  ClauseCheckForm,
  ClauseExceptions,
  ClauseResults,
  LackingBanner,
} from "#app/modules/contracts/components/clauses.tsx";
import { parseClauseChecks, parseClauseException } from "#app/modules/contracts/rules/forms.ts";
import { checkClauses, exceptClause } from "#app/modules/contracts/services/acts.server.ts";
import { readContract } from "#app/modules/contracts/services/pages.server.ts";
import { words } from "#app/modules/contracts/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { FileList } from "#app/ui/lists.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const asOf = parseDayInput(url.searchParams.get("asOf") ?? "") ?? undefined;
  return { lang, view: need(await readContract(deps, actor, args.params["contractId"] ?? "", asOf)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "clause.check");
  const input = await form(args, actor.personId);
  const contractId = args.params["contractId"] ?? "";
  if (input.intent === "except" || input.intent === "refuse") {
    const isGranted = input.intent === "except";
    const wrong = input.judgeTexts({ reason: 1_000 });
    if (wrong) return again(wrong, input);
    const clauseId = input.text("clauseId");
    const parsed = isGranted
      ? parseClauseException(input)
      : ({ ok: true, value: { clauseId, until: null, reason: input.text("reason") } } as const);
    const result = parsed.ok ? await exceptClause(deps, actor, { contractId, ...parsed.value }) : parsed;
    if (!result.ok) return again(result.problem, input);
    return done(`/contracts/${contractId}/clauses`, isGranted ? "clause.excepted" : "clause.refused");
  }
  const view = await readContract(deps, actor, contractId);
  if (!view.ok) throwProblem(view.problem);
  const clauseIds = view.value.clauses.map((clause) => clause.clauseId);
  const parsed = parseClauseChecks(input, clauseIds);
  const result = parsed.ok ? await checkClauses(deps, actor, { contractId, ...parsed.value }) : parsed;
  return result.ok
    ? done(`/contracts/${contractId}/clauses`, "clause.checked")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(`${words[lang].check.title} ${data?.view.contract.title ?? ""}`, lang) }];
};

export default function Clauses() {
  const { lang, view } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const { contract, files, may } = view;
  const intent = rejected?.values["intent"];
  const isException = intent === "except" || intent === "refuse";
  return (
    <>
      <PageHead
        title={w.check.title}
        crumbs={[
          { label: w.page.board, href: "/contracts" },
          { label: contract.title, href: `/contracts/${contract.id}` },
          { label: w.check.title },
        ]}
        facts={[contract.title, view.libraryTitle[lang]]}
      />
      <div className="mt-4">
        <LackingBanner view={view} />
      </div>
      <FileList
        empty={w.view.noFiles}
        items={files.map((file) => ({
          key: file.id,
          name: file.name,
          bytes: file.bytes,
          href: `/files/${file.id}`,
        }))}
      />
      {may.except ? <ClauseExceptions view={view} rejected={isException ? rejected : undefined} /> : null}
      {may.check ? (
        <div className="fields mt-4">
          <p>{w.check.lead}</p>
          <ClauseCheckForm view={view} rejected={isException ? undefined : rejected} />
        </div>
      ) : (
        <ClauseResults view={view} />
      )}
    </>
  );
}
