import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { HandOverScreen } from "#app/modules/custody/components/hand-over.tsx";
import { handOverLists, handOverSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { recordHandOver } from "#app/modules/custody/services/lots.server.ts";
import { readHandOver } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.write");
  const page = need(await readHandOver(deps, actor, args.params["relationId"] ?? ""));
  return { lang, page, once: deps.newId() };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.write");
  const input = await form(args, actor.personId);
  const parsed = parseWith(handOverSchema, input, handOverLists);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await recordHandOver(deps, actor, {
    ...parsed.value,
    relationId: args.params["relationId"] ?? "",
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/lots/${result.value.lotId}`, "custody.handed-over");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.handOver, lang) }];
};

export default function HandOver() {
  const { lang, page, once } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { relation } = page;
  return (
    <>
      <PageHead
        title={s.handOver}
        crumbs={[
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: s.handOver },
        ]}
      />
      <p className="mt-2 prose">{s.handOverLead}</p>
      <HandOverScreen page={page} once={once} rejected={rejected} />
    </>
  );
}
