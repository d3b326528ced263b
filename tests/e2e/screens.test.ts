import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator, PASSWORD, staff } from "#app/demonstration/cast.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { routeTable } from "#tests/routes/table.ts";
import { findViolations } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { type Demo, startDemo } from "./demo.ts";
import { findScreens, openVisit, type Screen, speak } from "./screens.ts";

/**
 * Every screen of the demonstration, as each of its people: links lead somewhere, no violation of WCAG 2.2 AA, no error
 * in the console, no sideways scroll on a telephone, in both languages. `PICTURES=folder` keeps a picture of each screen,
 * `EACH=n` looks at n of a kind.
 */
const pictures = process.env["PICTURES"];
const each = Number(process.env["EACH"] ?? 1);
/** Pages of a kind that are read for their links: enough for every state of the demonstration. */
const READ = 40;
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

/** Reached by a mail's link or by sending a form, or no screen. */
const withoutLink = new Set([
  "/",
  "/*",
  "/sign-out",
  "/language",
  "/invitation/:secret",
  "/new-password/:secret",
  "/choose",
  "/search",
  "/verify/:code",
]);

let demo: Demo;
let browser: Browser;
const seen = new Map<string, number>();
const reached = new Set<string>();
const faults: string[] = [];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

async function judge(page: Page, screen: Screen, lang: Lang, nth: number): Promise<void> {
  const name = `${screen.role} ${screen.path} (${lang})`;
  const answer = await page.goto(screen.path);
  if (answer?.status() !== 200) faults.push(`${name}: ${answer?.status()}`);
  if ((await page.getAttribute("html", "lang")) !== lang) faults.push(`${name}: speaks another language`);
  // What axe judges does not depend on the language.
  if (lang === "ja")
    for (const { rule, at } of await findViolations(page))
      faults.push(`${name}: ${rule} at ${at.slice(0, 3).join(" | ")}`);
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) faults.push(`${name}: ${over} px sideways at ${size.width} px`);
    if (pictures) await picture(page, screen, `${nth > 0 ? `-${nth + 1}` : ""}-${lang}-${size.width}`);
  }
  await page.setViewportSize(WIDE);
}

async function picture(page: Page, { route, role }: Screen, ending: string): Promise<void> {
  const name = `${role}${route.replaceAll("/", "_").replaceAll(":", "")}${ending}.png`;
  await page.screenshot({ path: path.join(pictures ?? "", name), fullPage: true, animations: "disabled" });
}

/** The first screens of each kind that nobody before looked at; always the visitor's own first page. */
function choose(screens: readonly Screen[], first: readonly string[]): Screen[] {
  return screens.filter((screen) => {
    const times = seen.get(screen.route) ?? 0;
    const isWanted = times < each || first.includes(screen.path);
    if (isWanted) seen.set(screen.route, times + 1);
    return isWanted;
  });
}

async function look(context: BrowserContext, screens: readonly Screen[], lang: Lang): Promise<void> {
  const page = await context.newPage();
  const times = new Map<string, number>();
  for (const screen of screens) {
    const nth = times.get(screen.route) ?? 0;
    times.set(screen.route, nth + 1);
    await judge(page, screen, lang, nth);
  }
  await page.close();
}

const partner = (slug: string) => `tanto@${slug}.example`;
const visitors = [
  {
    role: "nobody",
    email: null,
    from: ["/policies", "/notices", "/desks", "/verify", "/sign-in", "/forgot", "/demo/mail"],
  },
  { role: "office", email: staff.office.email, from: ["/home"] },
  { role: "privacy-manager", email: staff.manager.email, from: ["/home"] },
  { role: "director", email: staff.director.email, from: ["/home"] },
  { role: "auditor", email: staff.auditor.email, from: ["/home"] },
  { role: "department", email: staff.department.email, from: ["/home"] },
  { role: "administrator", email: administrator.email, from: ["/home"] },
  { role: "partner", email: partner("aoba"), from: ["/company"] },
  { role: "partner-with-data", email: partner("kurumi"), from: ["/company"] },
  { role: "partner-with-finding", email: partner("mizuki"), from: ["/company"] },
] as const;

test.each(visitors)("the screens of $role stand in both languages, wide and narrow", async (visitor) => {
  const { role, email, from } = visitor;
  const who = email === null ? null : { role, email, password: PASSWORD };
  const context = await openVisit(browser, demo.origin, who);
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`${role}: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => void faults.push(`${role}: ${error.error().stack ?? ""}`));
  const found = await findScreens(context, role, from, READ);
  for (const route of found.reached) reached.add(route);
  const chosen = choose(found.screens, from);
  expect(chosen.length).toBeGreaterThan(0);
  await look(context, chosen, "ja");
  await speak(context, demo.origin, "en");
  await look(context, chosen, "en");
  await context.close();
  expect(faults.splice(0)).toEqual([]);
});

test("a link leads to every screen", () => {
  const unseen = Object.entries(routeTable)
    .filter(([route, row]) => row.get !== null && !withoutLink.has(route) && !reached.has(route))
    .map(([route]) => route);
  expect(unseen).toEqual([]);
});
