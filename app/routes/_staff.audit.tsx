import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { words } from "#app/modules/audit/words.ts";
import { LogScreen } from "#app/modules/home/log.tsx";
import { logFilter } from "#app/modules/home/rules/log-filter.ts";
import { listEventTypes, proveLog, readLog } from "#app/modules/home/services/log.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "audit.read");
  const asked = logFilter(url.searchParams, parseDayInput);
  const log = need(await readLog(deps, actor, asked.filter));
  const verdict = url.searchParams.has("verify") ? need(await proveLog(deps, actor)) : null;
  return { lang, ...log, verdict, asked: asked.typed, types: listEventTypes(deps, actor) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].title, lang) }];
};

export default function Audit() {
  return <LogScreen {...useLoaderData<typeof loader>()} />;
}
