import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { PolicyToldForm } from "#app/modules/registry/components/record-forms.tsx";
import { parsePosted, policyToldSchema } from "#app/modules/registry/rules/forms.ts";
import { recordPolicyTold } from "#app/modules/registry/services/records.server.ts";
import { readToldPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { words } from "#app/modules/registry/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "record.write");
  const page = need(await readToldPage(deps, actor, args.params["partnerId"] ?? ""));
  return {
    lang,
    once: deps.newId(),
    today: page.today,
    partner: page.partner,
    versions: page.versions.map(({ id, edition, validFrom }) => ({
      id,
      label: words[lang].steps.policyName({ edition, day: formatDay(validFrom, lang) }),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "record.write");
  const partnerId = args.params["partnerId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(policyToldSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await recordPolicyTold(deps, actor, { partnerId, told: parsed.value, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done(`/partners/${partnerId}`, "registry.policy-told");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].told.title, lang) }];
};

export default function Told() {
  return <PolicyToldForm {...useLoaderData<typeof loader>()} rejected={useActionData<typeof action>()} />;
}
