import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { useRegistrySentences } from "#app/modules/registry/components/company-form.tsx";
import { OnboardingSteps } from "#app/modules/registry/components/onboarding.tsx";
import { ScopeForm } from "#app/modules/registry/components/scope-form.tsx";
import {
  applyEdit,
  readEdit,
  readLines,
  toLineValues,
} from "#app/modules/registry/components/scope-values.ts";
import { parsePosted, scopeLists, scopeSchema } from "#app/modules/registry/rules/forms.ts";
import { toLineContent } from "#app/modules/registry/rules/scope-input.ts";
import { readScopePage } from "#app/modules/registry/services/relation-pages.server.ts";
import { reviseScope } from "#app/modules/registry/services/relations.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "relation.write");
  const page = need(await readScopePage(deps, actor, args.params["relationId"] ?? "", lang));
  return { lang, ...page, lines: page.lines.map(toLineValues) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "relation.write");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const lines = readLines(input.tree(scopeLists));
  const open = input.all("open").flatMap((text) => (/^\d{1,2}$/.test(text) ? [Number(text)] : []));
  const edit = readEdit(input.intent);
  const validFrom = input.text("validFrom");
  // A button that only changes the lines: the page again, judged, nothing kept yet.
  if (edit) {
    const edited = applyEdit(lines, edit);
    const shown =
      edit.kind === "add-line"
        ? [...open, edited.length - 1]
        : edit.kind === "edit-line"
          ? [...open, edit.line]
          : open;
    return { lines: edited, open: shown, validFrom, rejected: null };
  }
  const back = (rejected: ReturnType<typeof again>) =>
    data({ lines, open: lines.map((_, at) => at), validFrom, rejected: rejected.data }, rejected.init ?? {});
  const parsed = parsePosted(scopeSchema, input, scopeLists);
  if (!parsed.ok) return back(again(parsed.problem, input));
  const result = await reviseScope(deps, actor, {
    relationId,
    revision: input.revision ?? 0,
    validFrom: parsed.value.validFrom,
    lines: parsed.value.lines.map((line) => toLineContent(line, parsed.value.validFrom)),
  });
  if (!result.ok) return back(again(result.problem, input));
  if (result.value.outside > 0) return done(`/relations/${relationId}/scope`, "registry.scope-outside");
  if (input.intent === "save-draft") return done(`/relations/${relationId}/scope`, "registry.scope-saved");
  return done(
    result.value.isDraft ? `/relations/${relationId}/contract` : `/relations/${relationId}`,
    "registry.scope-saved",
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const lang = page?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].steps.scopeTitle, lang) }];
};

export default function Scope() {
  const page = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const lang = useLang();
  const w = words[lang];
  const own = useRegistrySentences();
  const { relation } = page;
  const bases: Record<string, string> = w.bases;
  const rejected = posted?.rejected ?? undefined;
  return (
    <>
      <PageHead
        title={w.steps.scopeTitle}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: w.steps.scope },
        ]}
        facts={[relation.partnerName, `${relation.title}(${bases[relation.basis] ?? relation.basis})`]}
      />
      {relation.state === "draft" ? (
        <OnboardingSteps current={3} partnerId={relation.partnerId} relationId={relation.id} />
      ) : null}
      <p className="mt-3 prose">{w.steps.scopeLead}</p>
      <FormProblem rejected={rejected} refused={own.refused} />
      <ScopeForm
        key={`${relation.revision} ${posted ? JSON.stringify(posted.lines) : ""}`}
        relation={relation}
        policy={page.policy}
        ceiling={page.ceiling}
        context={page.context}
        lines={posted?.lines ?? page.lines}
        validFrom={posted?.validFrom || page.validFrom}
        today={page.today}
        open={posted?.open ?? (page.lines.length === 1 ? [0] : [])}
        problems={rejected?.problem.kind === "invalid" ? rejected.problem.fields : []}
      />
    </>
  );
}
