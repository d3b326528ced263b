import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { searchEverything } from "#app/modules/views/services/search.server.ts";
import { words } from "#app/modules/views/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { SearchBox } from "#app/ui/nav.tsx";
import { Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  return { lang, ...need(await searchEverything(deps, actor, url.searchParams.get("q") ?? "")) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].search.title, lang) }];
};

export default function Search() {
  const { lang, query, groups } = useLoaderData<typeof loader>();
  const w = words[lang].search;
  const n = groups.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <>
      <PageHead title={w.title} facts={query === "" ? [] : [w.results({ q: query, n })]} />
      <div className="fields mt-3">
        <SearchBox action="/search" label={w.title} id="search-q" defaultValue={query} />
      </div>
      {query === "" ? <p className="hint mt-3">{w.empty}</p> : null}
      {query !== "" && n === 0 ? <EmptyState title={w.none} /> : null}
      {groups.map((group) => (
        <Section key={group.group} id={group.group} title={group.title}>
          <ul className="found">
            {group.rows.map((row) => (
              <li key={row.href}>
                <a href={row.href}>
                  <Named>{row.label}</Named>
                </a>{" "}
                <span className="small mute">
                  <Named>{row.note}</Named>
                </span>
              </li>
            ))}
          </ul>
          {group.isCut ? <p className="hint">{w.more}</p> : null}
        </Section>
      ))}
    </>
  );
}
