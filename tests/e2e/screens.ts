import type { Browser, BrowserContext } from "playwright-core";
import type { Lang } from "#app/i18n/lang.ts";
import { routeTable } from "#tests/routes/table.ts";

/** Who is signed in while links are followed; nobody for the public pages. */
export interface Visitor {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface Screen {
  /** The address as the route table writes it. */
  readonly route: string;
  readonly role: string;
  readonly path: string;
}

const patterns = Object.keys(routeTable).map((route) => ({
  route,
  matches: new RegExp(`^${route.replaceAll(/:[a-zA-Z]+/g, "[^/]+").replaceAll(".", "\\.")}$`),
  wild: route.split(":").length,
}));

/** The row of the route table an address belongs to; the one with the fewest parameters where several would do. */
export function routeOf(path: string): string | null {
  const plain = path.split(/[?#]/)[0] ?? "";
  const found = patterns.filter(({ matches }) => matches.test(plain));
  return found.sort((a, b) => a.wild - b.wild)[0]?.route ?? null;
}

export async function openVisit(
  browser: Browser,
  origin: string,
  visitor: Visitor | null,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    viewport: { width: 1280, height: 900 },
  });
  if (visitor) {
    const form = { email: visitor.email, password: visitor.password };
    const answer = await context.request.post("/sign-in", { form, headers: { origin }, maxRedirects: 0 });
    if (answer.status() !== 303 && answer.status() !== 302)
      throw new Error(`${visitor.email} does not come in: ${answer.status()}`);
  }
  return context;
}

export async function speak(context: BrowserContext, origin: string, lang: Lang): Promise<void> {
  await context.request.post("/language", {
    form: { to: lang, back: "/" },
    headers: { origin },
    maxRedirects: 0,
  });
}

/** Papers of a kind that are asked for: how many a person may have drawn in a while is limited. */
const DRAWN = 2;

const isDrawn = (route: string): boolean =>
  /\/(sheet|result|paper|artefacts\/:artefactId)$|^\/(export|audit\/export)/.test(route);

const links = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map((found) =>
    (found[1] ?? "").replaceAll("&amp;", "&"),
  );

/**
 * Reads the pages a visitor finds by following links from their first ones, at most `most` of a kind, and gives those
 * of them that are screens. A link that leads nowhere, or to something this visitor may not see, is an error.
 */
export async function findScreens(
  context: BrowserContext,
  role: string,
  from: readonly string[],
  most: number,
): Promise<{ screens: Screen[]; reached: Set<string> }> {
  const known = new Set<string>(from);
  const waiting = [...from];
  const read = new Map<string, number>();
  const screens: Screen[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf(path);
    if (route === null) throw new Error(`${role}: a link leads to ${path}, which is no address`);
    const times = read.get(route) ?? 0;
    if (times >= (isDrawn(route) ? DRAWN : most)) continue;
    read.set(route, times + 1);
    const answer = await context.request.get(path, { maxRedirects: 5 });
    if (!answer.ok()) throw new Error(`${role}: a link leads to ${path}: ${answer.status()}`);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
    if (routeOf(new URL(answer.url()).pathname) === route) screens.push({ route, role, path });
    for (const link of links(await answer.text())) {
      if (known.has(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
  return { screens, reached: new Set(read.keys()) };
}
