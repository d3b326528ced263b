import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { OwnSubcontractors } from "#app/modules/registry/components/own-subcontractors.tsx";
import { parsePosted, subcontractorSchema } from "#app/modules/registry/rules/forms.ts";
import { readOwnSubcontracting } from "#app/modules/registry/services/own-subcontracting.server.ts";
import { requestSubcontractor } from "#app/modules/registry/services/records.server.ts";
import { words } from "#app/modules/registry/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.subcontractor");
  return { lang, once: deps.newId(), ...need(await readOwnSubcontracting(deps, actor, lang)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.subcontractor");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(subcontractorSchema, input, ["items"]);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await requestSubcontractor(deps, actor, {
    relationId: input.text("relation"),
    subcontractor: parsed.value,
    once: input.once,
  });
  return result.ok
    ? done("/company/subcontractors", "registry.subcontractor-requested")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].relationPage.sub, lang) }];
};

export default function CompanySubcontractors() {
  return <OwnSubcontractors {...useLoaderData<typeof loader>()} rejected={useActionData<typeof action>()} />;
}
