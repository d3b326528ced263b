import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { RaisePage } from "#app/modules/assessments/components/findings.tsx";
import { parseFinding } from "#app/modules/assessments/rules/forms.ts";
import { raiseFinding } from "#app/modules/assessments/services/findings.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { readRelationContracts } from "#app/modules/contracts/services/pages.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "finding.write");
  const { relation } = need(await readRelationContracts(deps, actor, args.params["relationId"] ?? ""));
  return { lang, relation, once: deps.newId() };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "finding.write");
  const input = await form(args, actor.personId);
  const parsed = parseFinding(input);
  if (!parsed.ok) return again(parsed.problem, input);
  const relationId = args.params["relationId"] ?? "";
  const result = await raiseFinding(deps, actor, { ...parsed.value, relationId, once: input.once });
  return result.ok
    ? done(`/findings/${result.value.findingId}`, "finding.raised")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].finding.newTitle, lang) }];
};

export default function RaiseFinding() {
  const { relation, once } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <RaisePage relation={relation} once={once} rejected={rejected} />;
}
