import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { OnboardingSteps } from "#app/modules/registry/components/onboarding.tsx";
import { RelationForm } from "#app/modules/registry/components/relation-form.tsx";
import { parsePosted, relationSchema } from "#app/modules/registry/rules/forms.ts";
import { readRelationOptions, readScopePage } from "#app/modules/registry/services/relation-pages.server.ts";
import { reviseRelation } from "#app/modules/registry/services/relations.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "relation.write");
  const { relation } = need(await readScopePage(deps, actor, args.params["relationId"] ?? "", lang));
  const options = need(await readRelationOptions(deps, actor, relation.partnerId, lang));
  return { lang, relation, ...options };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "relation.write");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(relationSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await reviseRelation(deps, actor, {
    relationId,
    revision: input.revision ?? 0,
    relation: parsed.value,
  });
  if (!result.ok) return again(result.problem, input);
  return done(
    result.value.isDraft ? `/relations/${relationId}/scope` : `/relations/${relationId}`,
    "registry.relation-revised",
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].relationPage.editTitle, lang) }];
};

export default function EditRelation() {
  const { relation, partner, activities, groups, departments } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  const isDraft = relation.state === "draft";
  return (
    <>
      <PageHead
        title={isDraft ? w.steps.relationTitle : w.relationPage.editTitle}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: partner.name, href: `/partners/${partner.id}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: w.relationPage.edit },
        ]}
        facts={[partner.name, relation.number]}
      />
      {isDraft ? <OnboardingSteps current={2} partnerId={partner.id} relationId={relation.id} /> : null}
      <div className="fields">
        <RelationForm
          action={`/relations/${relation.id}/edit`}
          revision={relation.revision}
          values={{
            basis: relation.basis,
            title: relation.title,
            activity: relation.activity ?? "",
            activityDescription: relation.activityDescription ?? "",
            groupId: relation.groupId ?? "",
            department: relation.department,
            isPaperOnly: relation.isPaperOnly ? "yes" : "",
            volumePerYear: relation.volumePerYear === null ? "" : String(relation.volumePerYear),
            volumeUnit: relation.volumeUnit ?? "",
            handlingPlace: relation.handlingPlace ?? "",
            handlesAbroad: relation.handlesAbroad ? "yes" : "",
            returnRule: relation.returnRule ?? "",
            returnDueOn: relation.returnDueOn ?? "",
            startsOn: relation.startsOn ?? "",
            endsOn: relation.endsOn ?? "",
            note: relation.note ?? "",
          }}
          activities={activities}
          groups={groups}
          departments={departments}
          isBasisFixed={!isDraft}
          isDraft={isDraft}
          backHref={isDraft ? `/partners/${partner.id}` : `/relations/${relation.id}`}
          rejected={rejected}
        />
      </div>
    </>
  );
}
