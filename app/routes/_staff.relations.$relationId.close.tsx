import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CloseScreen } from "#app/modules/custody/components/closing.tsx";
import { endSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { closeRelation, endRelation } from "#app/modules/custody/services/closing.server.ts";
import { readClosePage } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.read");
  return { lang, page: need(await readClosePage(deps, actor, args.params["relationId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "relation.close");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const revision = input.revision ?? -1;
  if (input.intent === "end") {
    const parsed = parseWith(endSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const { on, reason } = parsed.value;
    const result = await endRelation(deps, actor, {
      relationId,
      revision,
      reason,
      ...(on === null ? {} : { on }),
    });
    return result.ok
      ? done(`/relations/${relationId}/close`, "custody.relation-ended")
      : again(result.problem, input);
  }
  const result = await closeRelation(deps, actor, { relationId, revision });
  return result.ok
    ? done(`/relations/${relationId}/close`, "custody.relation-closed")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.close, lang) }];
};

export default function Close() {
  const { lang, page } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { relation } = page;
  return (
    <>
      <PageHead
        title={s.close}
        crumbs={[
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: s.close },
        ]}
      />
      <CloseScreen page={page} rejected={rejected} />
    </>
  );
}
