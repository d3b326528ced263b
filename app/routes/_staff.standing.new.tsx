import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { StandingFormScreen } from "#app/modules/custody/components/hand-over.tsx";
import { standingSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { readHandOver } from "#app/modules/custody/services/pages.server.ts";
import { openStanding } from "#app/modules/custody/services/standing.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "custody.write");
  const page = need(await readHandOver(deps, actor, url.searchParams.get("relation") ?? ""));
  return { lang, page, once: deps.newId() };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, url } = await staff(args, "custody.write");
  const input = await form(args, actor.personId);
  const parsed = parseWith(standingSchema, input, ["items"]);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await openStanding(deps, actor, {
    ...parsed.value,
    relationId: url.searchParams.get("relation") ?? "",
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/standing/${result.value.standingId}`, "custody.standing-opened");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.standingNew, lang) }];
};

export default function NewStanding() {
  const { lang, page, once } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { relation } = page;
  return (
    <>
      <PageHead
        title={s.standingNew}
        crumbs={[
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: s.standingNew },
        ]}
      />
      <p className="mt-2 prose">{s.standingLead}</p>
      <StandingFormScreen page={page} once={once} rejected={rejected} />
    </>
  );
}
