import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, proven, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { DeferralsScreen } from "#app/modules/custody/components/deferrals.tsx";
import { deferralDecisionSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import {
  decideDeferral,
  listDeferrals,
  revokeDeferral,
} from "#app/modules/custody/services/deferrals.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.read");
  return {
    lang,
    deferrals: need(await listDeferrals(deps, actor)),
    isDirector: actor.role === "director",
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.read");
  const input = await form(args, actor.personId);
  const base = { deferralId: input.text("deferralId"), revision: input.revision ?? -1 };
  if (input.intent === "revoke") {
    const wrong = input.judgeTexts({ note: 1_000 });
    if (wrong) return again(wrong, input);
    const result = await revokeDeferral(deps, actor, { ...base, note: input.text("note") });
    return result.ok ? done("/deferrals", "custody.deferral-revoked") : again(result.problem, input);
  }
  const parsed = parseWith(deferralDecisionSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const { decision, until, note } = parsed.value;
  const result = await decideDeferral(deps, actor, {
    ...base,
    grant: decision === "grant",
    until,
    note,
    password: input.text("password"),
  });
  if (!result.ok) return again(result.problem, input);
  const banner = decision === "grant" ? "custody.deferral-granted" : "custody.deferral-refused";
  return done("/deferrals", banner, await proven(args, input));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.deferrals, lang) }];
};

export default function Deferrals() {
  const { lang, deferrals, isDirector } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return (
    <>
      <PageHead title={words[lang].screen.deferrals} />
      <DeferralsScreen deferrals={deferrals} isDirector={isDirector} rejected={rejected} />
    </>
  );
}
