import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { OnboardingSteps } from "#app/modules/registry/components/onboarding.tsx";
import { RelationForm } from "#app/modules/registry/components/relation-form.tsx";
import { parsePosted, relationSchema } from "#app/modules/registry/rules/forms.ts";
import { readRelationOptions } from "#app/modules/registry/services/relation-pages.server.ts";
import { draftRelation } from "#app/modules/registry/services/relations.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "relation.write");
  const options = need(await readRelationOptions(deps, actor, args.params["partnerId"] ?? "", lang));
  return { lang, once: deps.newId(), ...options };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "relation.write");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(relationSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await draftRelation(deps, actor, {
    partnerId: args.params["partnerId"] ?? "",
    relation: parsed.value,
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${result.value.relationId}/scope`, "registry.relation-drafted");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].steps.relationTitle, lang) }];
};

export default function NewRelation() {
  const { once, partner, activities, groups, departments } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  return (
    <>
      <PageHead
        title={w.steps.relationTitle}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: partner.name, href: `/partners/${partner.id}` },
          { label: w.steps.crumbDraft },
        ]}
        facts={[partner.name, partner.number]}
      />
      <OnboardingSteps current={2} partnerId={partner.id} />
      <p className="mt-3 prose">{w.steps.relationLead}</p>
      <div className="fields mt-4">
        <RelationForm
          action={`/partners/${partner.id}/relations/new`}
          once={once}
          values={{ basis: partner.kind, department: departments.length === 1 ? (departments[0] ?? "") : "" }}
          activities={activities}
          groups={groups}
          departments={departments}
          isBasisFixed={false}
          isDraft
          backHref={`/partners/${partner.id}`}
          rejected={rejected}
        />
      </div>
    </>
  );
}
