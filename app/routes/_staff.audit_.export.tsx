import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { downloadHeaders } from "#app/modules/files/rules.ts";
import { logFilter } from "#app/modules/home/rules/log-filter.ts";
import { exportLog } from "#app/modules/home/services/log.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, url } = await staff(args, "audit.read");
  const { filter } = logFilter(url.searchParams, parseDayInput);
  const format = url.searchParams.get("format") === "json" ? "json" : "csv";
  const { bytes, ...file } = need(await exportLog(deps, actor, filter, format));
  return new Response(new Uint8Array(bytes), {
    headers: downloadHeaders({ ...file, bytes: bytes.byteLength }),
  });
}
