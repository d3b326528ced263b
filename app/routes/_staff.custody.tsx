import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { LedgerScreen, ledgerHref } from "#app/modules/custody/components/ledger.tsx";
import { refusedIn } from "#app/modules/custody/components/parts.tsx";
import { remindOverdue } from "#app/modules/custody/services/mending.server.ts";
import { ledgerViews, readLedger } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Pager } from "#app/ui/nav.tsx";
import { FormProblem } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "custody.read");
  const { searchParams } = url;
  const ask = {
    view: ledgerViews.find((one) => one === searchParams.get("view")) ?? ("open" as const),
    text: searchParams.get("text") ?? "",
    unit: searchParams.get("unit") ?? "",
    relation: searchParams.get("relation") ?? "",
    partner: searchParams.get("partner") ?? "",
  };
  const [due, number] = (searchParams.get("after") ?? "").split(" ");
  const ledger = need(
    await readLedger(deps, actor, {
      view: ask.view,
      text: ask.text,
      unit: ask.unit,
      ...(ask.relation ? { relationId: ask.relation } : {}),
      ...(ask.partner ? { partnerId: ask.partner } : {}),
      ...(due && number ? { after: { due, number } } : {}),
    }),
  );
  return { lang, ask, ledger, once: deps.newId(), isPaged: Boolean(due && number) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.write");
  const input = await form(args, actor.personId);
  const result = await remindOverdue(deps, actor, { lotIds: input.all("lots"), once: input.once });
  return result.ok ? done("/custody?view=overdue", "custody.reminded") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.custody, lang) }];
};

export default function Custody() {
  const { lang, ask, ledger, once, isPaged } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  return (
    <>
      <PageHead title={s.custody} />
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <LedgerScreen ledger={ledger} ask={ask} once={once} />
      <Pager
        firstHref={isPaged ? ledgerHref(ask) : undefined}
        nextHref={
          ledger.next ? ledgerHref(ask, { after: `${ledger.next.due} ${ledger.next.number}` }) : undefined
        }
      />
    </>
  );
}
