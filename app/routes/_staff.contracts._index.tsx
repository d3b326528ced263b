import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ClauseMatrix, ContractCalendar, ContractTable } from "#app/modules/contracts/components/board.tsx";
import { boardFilters } from "#app/modules/contracts/rules/board.ts";
import { listContractBoard, listContractCalendar } from "#app/modules/contracts/services/pages.server.ts";
import { words } from "#app/modules/contracts/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Pager, Tabs } from "#app/ui/nav.tsx";

const views = ["list", "calendar", "clauses"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const view = views.find((each) => each === url.searchParams.get("view")) ?? "list";
  const filter = boardFilters.find((each) => each === url.searchParams.get("filter")) ?? "all";
  const after = url.searchParams.get("after") ?? undefined;
  if (view === "calendar")
    return { lang, view, filter, calendar: need(await listContractCalendar(deps, actor)), board: null };
  const board = need(
    await listContractBoard(deps, actor, { filter, ...(after === undefined ? {} : { after }) }),
  );
  return { lang, view, filter, board, calendar: null };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.board, lang) }];
};

export default function Contracts() {
  const { lang, view, filter, board, calendar } = useLoaderData<typeof loader>();
  const w = words[lang].page;
  const href = (to: Record<string, string>) => `/contracts?${new URLSearchParams(to).toString()}`;
  return (
    <>
      <PageHead title={w.board} />
      <p className="mt-2">{w.boardLead}</p>
      <Tabs
        label={w.tabsLabel}
        items={views.map((each) => ({
          href: href({ view: each }),
          label: w.tabs[each],
          current: each === view,
        }))}
      />
      {board ? (
        <>
          <nav className="picks mt-3" aria-label={w.filtersLabel}>
            {boardFilters.map((each) => (
              <a
                key={each}
                href={href({ view, filter: each })}
                aria-current={each === filter ? "true" : undefined}
              >
                {w.filters[each]}
              </a>
            ))}
          </nav>
          <div className="mt-3">
            {view === "clauses" ? <ClauseMatrix board={board} /> : <ContractTable board={board} />}
          </div>
          <Pager
            nextHref={board.nextAfter ? href({ view, filter, after: board.nextAfter }) : undefined}
            firstHref={undefined}
          />
        </>
      ) : null}
      {calendar ? (
        <div className="mt-3">
          <ContractCalendar entries={calendar.entries} day={calendar.day} />
        </div>
      ) : null}
    </>
  );
}
