/**
 * `page.part.ts SMALL LARGE BUILD`: the register page of two data folders (each filled by `load.ts`) and two bare Remix
 * routes, in turn, in one process. Every request goes through the whole HTTP application, session and log line included;
 * only the socket is left out.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { signIn } from "#app/modules/access/services/sessions.server.ts";
import { createHttp } from "#app/server/http.ts";
import { type BareRow, bareHandler, readHtml } from "./bare-app.tsx";
import { openBench, signInAs } from "./load.ts";
import { compare, hand, peakMb } from "./measure.ts";

const [small = "", large = "", build = ""] = process.argv.slice(2);
const screens = (await import(
  pathToFileURL(path.join(build, "server/index.js")).href
)) as unknown as ServerBuild;

async function open(dir: string) {
  const { config, deps } = await openBench(dir);
  const signedIn = await signIn(deps, { ...signInAs, client: "bench", previousSecret: null });
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problem));
  const http = createHttp({
    config,
    deps,
    handler: createRequestHandler(screens, "production"),
    assetsDir: null,
  });
  const headers = { Cookie: `azukari=${signedIn.value.secret}` };
  const get = async (target: string): Promise<string> => {
    const response = await http.fetch(new Request(config.origin + target, { headers }));
    const html = await response.text();
    if (response.status !== 200) throw new Error(`${target}: ${response.status}`);
    return html;
  };
  return { config, deps, get };
}

const a = await open(small);
const b = await open(large);
const first = await b.get("/partners");
const next = /href="(\/partners\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll("&amp;", "&");
// Without the rows that only head a group.
const rows = bareRows(first).filter((row) => row.cells.length > 1);

const body = /<body[^>]*>([\s\S]*?)<script/.exec(first)?.[1] ?? "";
const same = readHtml(body);

const bare = (linkedBy: "link" | "anchor", elements?: ReturnType<typeof readHtml>) => {
  const http = createHttp({
    config: a.config,
    deps: a.deps,
    handler: bareHandler(rows, linkedBy, elements),
    assetsDir: null,
  });
  return async () => {
    const response = await http.fetch(new Request(`${a.config.origin}/list`));
    const html = await response.text();
    if (!html.includes("</tr>")) throw new Error("the bare page has no rows");
    return html;
  };
};
const contenders = {
  small: () => a.get("/partners"),
  large: () => b.get("/partners"),
  ...(next ? { next: () => b.get(next) } : {}),
  link: bare("link"),
  anchor: bare("anchor"),
  same: bare("anchor", same),
};
const ms = await compare(contenders, { rounds: 5, roundMs: 1_500 });
hand({
  ms,
  rows: rows.length,
  columns: rows[0]?.cells.length ?? 0,
  kb: {
    page: kb(first),
    bare: kb(await contenders.link()),
    same: kb(await contenders.same()),
  },
  peak: peakMb(),
});
await a.deps.close();
await b.deps.close();

/** The rows of the page's table with their text: what the bare route shows too. */
function bareRows(html: string): BareRow[] {
  const body = /<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? "";
  return body
    .split("<tr")
    .slice(1)
    .map((row) => ({
      href: /href="([^"]*)"/.exec(row)?.[1] ?? "/",
      cells: row
        .split(/<t[dh]\b/)
        .slice(1)
        .map((cell) =>
          `<td${cell}`
            .replace(/<[^>]*>/g, " ")
            .replace(/\s+/g, " ")
            .trim(),
        ),
    }));
}

function kb(html: string): number {
  return Math.round(Buffer.byteLength(html) / 100) / 10;
}
