import { afterAll, beforeAll, expect, test } from "vitest";
import { readPdf } from "#tests/documents/pdf.ts";
import { routeTable } from "#tests/routes/table.ts";
import { collectIds, openRouteWorld, type RouteWorld } from "#tests/routes/world.ts";
import { canary, plantCanaries } from "./canaries.ts";

let world: RouteWorld;
let foreign: Readonly<Record<string, string>>;
let planted: Readonly<Record<string, number>>;

beforeAll(async () => {
  world = await openRouteWorld();
  foreign = await collectIds(world.app, world.organisationId, world.other, world.people["other company"]);
  planted = await plantCanaries(world.app.deps.db, world.other);
}, 300_000);
afterAll(() => world.close());

const get = (path: string, who: "partner-admin" | "respondent" | "other company" | "office") =>
  world.app.fetch(path, { cookie: world.cookies[who] ?? "" });

/** Everything readable in an answer, whatever its kind. */
async function textOf(response: Response): Promise<string> {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.includes("pdf")) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const pdf = await readPdf(bytes).catch(() => null);
    return pdf ? pdf.pages.join("\n") + JSON.stringify(pdf.info) : Buffer.from(bytes).toString("utf8");
  }
  const headers = JSON.stringify([...response.headers]);
  const decoded = (await response.text()).replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return `${decodeURIComponent(headers.replaceAll("%", "%25"))}${decoded}`;
}

/** Follows every link of this site from a page on, as a browser would. */
async function crawl(start: readonly string[], who: "partner-admin" | "respondent" | "other company") {
  const pages = new Map<string, string>();
  const waiting = [...start];
  while (waiting.length > 0 && pages.size < 400) {
    const path = waiting.shift() ?? "";
    if (pages.has(path)) continue;
    const response = await get(path, who);
    const text = await textOf(response);
    pages.set(path, text);
    if (!(response.headers.get("Content-Type") ?? "").includes("html")) continue;
    const data = await get(path.replace(/^([^?#]+)/, "$1.data"), who);
    pages.set(`${path} (data)`, await textOf(data));
    for (const [, href = ""] of text.matchAll(/href="(\/[^"#]*)/g)) {
      const target = href.replaceAll("&amp;", "&");
      if (!/^\/(assets|favicon|sign-out)/.test(target) && !pages.has(target)) waiting.push(target);
    }
  }
  return pages;
}

test("the canaries sit in many fields, and who may see them sees them", async () => {
  expect(Object.keys(planted).length).toBeGreaterThan(8);
  expect(Object.values(planted).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(40);
  const own = await crawl(["/company"], "other company");
  expect([...own.values()].filter((text) => text.includes(canary)).length).toBeGreaterThan(3);
  expect(await textOf(await get(`/partners/${world.other}`, "office"))).toContain(canary);
}, 120_000);

for (const who of ["partner-admin", "respondent"] as const) {
  test(`nothing of company B in any page, file or document that ${who} of company A can reach`, async () => {
    const own = (address: string) =>
      address.replaceAll(/:(\w+)/g, (_, name: string) => world.ids[name] ?? "none");
    const start = Object.keys(routeTable)
      .filter((each) => /^\/(company|account|files)/.test(each))
      .map(own);
    const pages = await crawl(["/", "/company", "/policies", "/notices", "/desks", ...start], who);
    expect(pages.size).toBeGreaterThan(25);
    const leaks = [...pages].filter(([, text]) => text.includes(canary) || text.includes(world.other));
    expect(leaks.map(([path]) => path)).toEqual([]);
  }, 240_000);
}

test("nothing of company B in any mail to company A", async () => {
  const mails = await world.app.deps.db.read
    .selectFrom("outboxMail")
    .innerJoin("person", "person.email", "outboxMail.recipient")
    .innerJoin("membership", "membership.personId", "person.id")
    .select(["outboxMail.subject", "outboxMail.body"])
    .where("membership.partnerId", "=", world.own)
    .execute();
  expect(mails.length).toBeGreaterThan(0);
  const { currentName } = await world.app.deps.db.read
    .selectFrom("partner")
    .select("currentName")
    .where("id", "=", world.other)
    .executeTakeFirstOrThrow();
  const plain = currentName.replaceAll(canary, "");
  for (const mail of mails) {
    const text = `${mail.subject}\n${world.app.deps.secrets.open(mail.body) ?? mail.body}`;
    expect(text).not.toContain(plain);
    expect(text).not.toContain(canary);
  }
});

/** What differs by chance or only repeats the address that was asked for. */
const settled = (text: string, id: string): string =>
  text
    .replaceAll(id, "ID")
    .replaceAll(/nonce="[^"]*"|'nonce-[^']*'/g, "")
    .replaceAll(/"x-request-id","[^"]*"/g, "")
    .replaceAll(/\\"[\w-]{12}\\"/g, "")
    .replaceAll(/"[\w-]{12}"/g, "");

const withParameter = Object.entries(routeTable).filter(
  ([address]) => /^\/(company|files)/.test(address) && /:(?!block)\w+/.test(address),
);
test.each(withParameter)(
  "%s with an id of company B is answered like an unknown one",
  async (address, row) => {
    const [, name = ""] = /:(\w+)/.exec(address) ?? [];
    const id = foreign[name] ?? "";
    expect(id).not.toBe("");
    const unknown = world.app.deps.newId();
    const fill = (given: string) =>
      address.replace(`:${name}`, given).replace(":block", world.ids["block"] ?? "");
    for (const who of ["partner-admin", "respondent"] as const) {
      const cookie = world.cookies[who] ?? "";
      const asked = async (given: string) => {
        const answers = [];
        for (const path of [fill(given), `${fill(given)}.data`]) {
          const read = await world.app.fetch(path, { cookie });
          answers.push([read.status, settled(await textOf(read), given)]);
          if (row.post === null) continue;
          const sent = await world.app.post(path, { note: "x", intent: "save" }, { cookie });
          answers.push([sent.status, settled(await textOf(sent), given)]);
        }
        return answers;
      };
      const [theirs, nobodys] = [await asked(id), await asked(unknown)];
      expect(theirs).toEqual(nobodys);
      expect(theirs[0]?.[0]).toBe(404);
      expect(theirs.map(([status]) => status).filter((status) => Number(status) < 400)).toEqual([]);
    }
  },
  60_000,
);
