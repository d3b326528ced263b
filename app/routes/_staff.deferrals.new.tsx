import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { DeferralFormScreen } from "#app/modules/custody/components/deferrals.tsx";
import { deferralSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { requestDeferral } from "#app/modules/custody/services/deferrals.server.ts";
import { checkGate } from "#app/modules/custody/services/gate.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "deferral.request");
  const gate = need(await checkGate(deps, actor, { relationId: url.searchParams.get("relation") ?? "" }));
  const code = url.searchParams.get("code") ?? "";
  const ref = url.searchParams.get("ref");
  return {
    lang,
    gate,
    reason: gate.reasons.find((one) => one.code === code && (ref === null || one.ref === ref)) ?? null,
    once: deps.newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "deferral.request");
  const input = await form(args, actor.personId);
  const parsed = parseWith(deferralSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const relationId = input.text("relationId");
  const result = await requestDeferral(deps, actor, { ...parsed.value, relationId, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${relationId}/gate`, "custody.deferral-requested");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.deferralNew, lang) }];
};

export default function NewDeferral() {
  const { lang, gate, reason, once } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  return (
    <>
      <PageHead
        title={s.deferralNew}
        crumbs={[
          { label: s.deferrals, href: "/deferrals" },
          {
            label: `${gate.relationNumber} ${gate.relationTitle}`,
            href: `/relations/${gate.relationId}/gate`,
          },
          { label: s.deferralNew },
        ]}
      />
      <div className="mt-4">
        <DeferralFormScreen gate={gate} reason={reason} once={once} rejected={rejected} />
      </div>
    </>
  );
}
