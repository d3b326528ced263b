import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { standingTone } from "#app/modules/custody/components/ledger.tsx";
import { StandingScreen } from "#app/modules/custody/components/standing.tsx";
import { actualSchema, standingCloseSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { closeStanding, recordStandingUse } from "#app/modules/custody/services/standing.server.ts";
import { readStanding } from "#app/modules/custody/services/standing-page.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Tag } from "#app/ui/marks.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.read");
  return { lang, page: need(await readStanding(deps, actor, args.params["standingId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.write");
  const standingId = args.params["standingId"] ?? "";
  const input = await form(args, actor.personId);
  const at = `/standing/${standingId}`;
  if (input.intent === "close") {
    const parsed = parseWith(standingCloseSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const result = await closeStanding(deps, actor, {
      ...parsed.value,
      standingId,
      revision: input.revision ?? -1,
    });
    return result.ok ? done(at, "custody.standing-closed") : again(result.problem, input);
  }
  const parsed = parseWith(actualSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await recordStandingUse(deps, actor, { ...parsed.value, standingId });
  if (!result.ok) return again(result.problem, input);
  return done(at, result.value.isAllowed ? "custody.standing-used" : "custody.standing-used-blocked");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data
    ? `${data.page.standing.number} ${data.page.standing.title}`
    : words[lang].screen.standing;
  return [{ title: pageTitle(title, lang) }];
};

export default function Standing() {
  const { lang, page } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const { standing, relation } = page;
  return (
    <>
      <PageHead
        title={standing.title}
        crumbs={[
          { label: w.screen.custody, href: "/custody?view=standing" },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: standing.number },
        ]}
        tag={<Tag is={standingTone[standing.stateOn]}>{w.standingState[standing.stateOn]}</Tag>}
        facts={[relation.partnerName, standing.number]}
      />
      <StandingScreen page={page} rejected={rejected} />
    </>
  );
}
