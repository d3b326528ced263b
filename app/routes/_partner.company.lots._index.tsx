import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CompanyLots } from "#app/modules/custody/components/ledger.tsx";
import { readLedger } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Pager, Tabs } from "#app/ui/nav.tsx";

const views = ["open", "closed"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await partner(args, "own.read");
  const view = views.find((one) => one === url.searchParams.get("view")) ?? "open";
  const [due, number] = (url.searchParams.get("after") ?? "").split(" ");
  const ledger = need(
    await readLedger(deps, actor, { view, ...(due && number ? { after: { due, number } } : {}) }),
  );
  return { lang, view, ledger };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.mine, lang) }];
};

export default function CompanyLotList() {
  const { lang, view, ledger } = useLoaderData<typeof loader>();
  const s = words[lang].screen;
  const href = (to: Record<string, string>) => `/company/lots?${new URLSearchParams(to).toString()}`;
  return (
    <>
      <PageHead title={s.mine} />
      <p className="mt-2 prose">{s.mineLead}</p>
      <Tabs
        label={s.viewsLabel}
        items={views.map((one) => ({
          href: href({ view: one }),
          label: s.views[one],
          current: one === view,
        }))}
      />
      <div className="mt-3">
        <CompanyLots lots={ledger.lots} />
      </div>
      <Pager
        nextHref={ledger.next ? href({ view, after: `${ledger.next.due} ${ledger.next.number}` }) : undefined}
      />
    </>
  );
}
