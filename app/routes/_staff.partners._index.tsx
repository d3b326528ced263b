import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { words } from "#app/modules/registry/words.ts";
import { PartnerListScreen } from "#app/modules/views/components/partner-list.tsx";
import { keyText, readListQuery } from "#app/modules/views/rules/list-query.ts";
import { readPartnerPage } from "#app/modules/views/services/list.server.ts";

const ROWS = 50;

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const query = readListQuery(url.searchParams);
  const page = need(await readPartnerPage(deps, actor, { ...query, lang, limit: ROWS }));
  const { next, ...rest } = page;
  let nextHref: string | null = null;
  if (next) {
    const params = new URLSearchParams(url.searchParams);
    params.set("after", keyText(next));
    params.set("from", String(query.from + page.lines.length));
    params.delete("done");
    nextHref = `/partners?${params}`;
  }
  return {
    lang,
    ...rest,
    nextHref,
    from: query.from,
    asked: query.asked,
    mayWrite: can(actor.role, "registry.write"),
    mayExport: can(actor.role, "export.register"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].list.title, lang) }];
};

export default function Partners() {
  return <PartnerListScreen {...useLoaderData<typeof loader>()} />;
}
