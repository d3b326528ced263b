import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { NewPartnerForm } from "#app/modules/registry/components/company-form.tsx";
import { OnboardingSteps } from "#app/modules/registry/components/onboarding.tsx";
import { parsePosted, partnerSchema } from "#app/modules/registry/rules/forms.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await staff(args, "registry.write");
  return { lang, once: deps.newId(), today: todayOf(deps) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "registry.write");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(partnerSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await registerPartner(deps, actor, { ...parsed.value, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done(`/partners/${result.value.partnerId}/relations/new`, "registry.partner-registered");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].steps.companyTitle, lang) }];
};

export default function NewPartner() {
  const { once, today } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  return (
    <>
      <PageHead
        title={w.steps.companyTitle}
        crumbs={[{ label: w.list.title, href: "/partners" }, { label: w.steps.newTitle }]}
      />
      <OnboardingSteps current={1} />
      <p className="mt-3 prose">{w.steps.companyLead}</p>
      <div className="fields mt-4">
        <NewPartnerForm once={once} today={today} rejected={rejected} />
      </div>
    </>
  );
}
