import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { can } from "#app/modules/access/rules.ts";
import { partnerRoles, staffRoles } from "#app/ports.ts";
import { loadBuild } from "#tests/support/app.ts";
import { type Access, developmentOnly, routeTable } from "./table.ts";
import { openRouteWorld, type RouteWorld, type Who } from "./world.ts";

const build: ServerBuild = await loadBuild();
const addresses = addressesOf(build);
let world: RouteWorld;
beforeAll(async () => {
  world = await openRouteWorld();
}, 300_000);
afterAll(() => world.close());

/** Addresses that somebody can ask for: leaves, and routes with an answer of their own. */
function addressesOf({
  routes,
}: ServerBuild): ReadonlyMap<string, { hasLoader: boolean; hasAction: boolean }> {
  const all = Object.values(routes).flatMap((route) => (route ? [route] : []));
  const parents = new Set(all.map((route) => route.parentId));
  const found = new Map<string, { hasLoader: boolean; hasAction: boolean }>();
  for (const route of all) {
    if (parents.has(route.id)) continue;
    const parts: string[] = [];
    for (let at: typeof route | undefined = route; at; at = routes[at.parentId ?? ""]) {
      if (at.path) parts.unshift(at.path);
    }
    const { loader, action } = route.module;
    found.set(`/${parts.join("/")}`, { hasLoader: loader !== undefined, hasAction: action !== undefined });
  }
  return found;
}

test("every address of the build stands in the table", () => {
  const unlisted = [...addresses.keys()].filter(
    (address) => !Object.hasOwn(routeTable, address) && !developmentOnly.includes(address),
  );
  expect(unlisted).toEqual([]);
  for (const address of Object.keys(routeTable)) expect([...addresses.keys()], address).toContain(address);
});

test("every address has a loader that judges, and an action exactly where the table has an act", () => {
  for (const [address, row] of Object.entries(routeTable)) {
    const found = addresses.get(address);
    expect(found?.hasLoader, `${address} loader`).toBe(true);
    expect(found?.hasAction, `${address} action`).toBe(row.post !== null);
  }
});

const everybody: readonly Who[] = [
  "anonymous",
  "disabled",
  "ended session",
  ...staffRoles,
  ...partnerRoles,
  "other company",
];
const nobody: readonly Who[] = ["anonymous", "disabled", "ended session"];
const ofPartners: readonly Who[] = [...partnerRoles, "other company"];
/** Parameters that name something of partner A. */
const owned =
  /:(partnerId|relationId|assessmentId|contractId|lotId|findingId|certificateId|subcontractorId|standingId|fileId)\b/;

type Verdict = "allowed" | "sign-in" | "forbidden" | "not-found" | "no-act";

function expected(address: string, access: Access | null, who: Who): Verdict {
  if (access === null) return "no-act";
  if (access === "nothing") return "not-found";
  if (access === "public") return "allowed";
  if (nobody.includes(who)) return "sign-in";
  const isPartner = ofPartners.includes(who);
  if (access === "signed-in") {
    const isHidden = address === "/files/:fileId" && (who === "other company" || who === "administrator");
    return isHidden ? "not-found" : "allowed";
  }
  const role = who === "other company" ? "partner-admin" : (who as (typeof staffRoles)[number]);
  const isOwnArea = access.startsWith("own.");
  // The partners' area shows itself to nobody else, and the staff's not to a partner.
  if (isOwnArea !== isPartner) return "not-found";
  if (!can(role, access)) return isPartner ? "not-found" : "forbidden";
  return who === "other company" && owned.test(address) ? "not-found" : "allowed";
}
/** What an answer says; `data` is a request of the browser's own navigation, whose redirects come as 202. */
async function verdictOf(response: Response, isData: boolean): Promise<Verdict | number> {
  const { status } = response;
  const target = isData && status === 202 ? await response.text() : (response.headers.get("Location") ?? "");
  if (target.includes("/sign-in?") || target.endsWith("/sign-in")) return "sign-in";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 405) return "no-act";
  // Too many tries is the answer of a limit to somebody who may.
  return status < 400 || status === 409 || status === 422 || status === 429 ? "allowed" : status;
}

const fill = (address: string): string =>
  address.replaceAll(/:(\w+)/g, (_, name: string) => world.ids[name] ?? `no-id-for-${name}`);

async function ask(address: string, method: string, who: Who, isData = false): Promise<Verdict | number> {
  const cookie = world.cookies[who];
  const bare = isData ? (address === "/" ? "/_root.data" : `${fill(address)}.data`) : fill(address);
  const query = routeTable[address]?.query;
  const path = query ? `${bare}?${fill(query)}` : bare;
  const options = cookie ? { cookie, from: `192.0.2.${everybody.indexOf(who)}` } : {};
  const response = await (method === "GET"
    ? world.app.fetch(path, options)
    : world.app.post(path, {}, { ...options, method }));
  return verdictOf(response, isData);
}

/** An act goes through the same guard as data and as a page: these few are enough. */
const askData: readonly Who[] = ["anonymous", "auditor", "other company"];
const askDataOf = (address: string, method: string, who: Who): boolean =>
  isPage(address) && (method === "GET" || askData.includes(who));

/** Doors that everybody passes and that then lead on to signing in. */
const leadsToSignIn = new Set([
  "GET /",
  "GET /language",
  "GET /sign-out",
  "POST /sign-out",
  "POST /language",
]);
const endsSession = new Set(["POST /sign-out"]);

for (const [address, row] of Object.entries(routeTable)) {
  test(`${address}: everybody × GET, POST and data gets what the table says`, async () => {
    const wrong: string[] = [];
    const acts: readonly [string, Access | null][] = [
      ["GET", row.get],
      ["POST", row.post],
    ];
    for (const [method, access] of acts) {
      if (endsSession.has(`${method} ${address}`)) continue;
      for (const who of everybody) {
        const wanted = expected(address, access, who);
        for (const isData of askDataOf(address, method, who) ? [false, true] : [false]) {
          const got = await ask(address, method, who, isData);
          const isFine = got === wanted || (got === "sign-in" && leadsToSignIn.has(`${method} ${address}`));
          if (!isFine) wrong.push(`${method}${isData ? " data" : ""} ${who}: ${got}, not ${wanted}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
}

/** Resource routes (no page of their own) have no data request. */
function isPage(address: string): boolean {
  const route = Object.values(build.routes).find((one) => one && `/${pathOf(one.id)}` === address);
  return route?.module.default !== undefined;
}
function pathOf(id: string): string {
  const parts: string[] = [];
  for (let at = build.routes[id]; at; at = build.routes[at.parentId ?? ""])
    if (at.path) parts.unshift(at.path);
  return parts.join("/");
}

test("PUT, PATCH and DELETE are served nowhere, to nobody", async () => {
  for (const address of Object.keys(routeTable)) {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      for (const who of ["anonymous", "office", "partner-admin"] as const) {
        expect(await ask(address, method, who), `${method} ${address} ${who}`).toBe("no-act");
      }
    }
  }
});

test("what only the development server has is not found", async () => {
  for (const address of developmentOnly) {
    for (const who of ["anonymous", "administrator"] as const)
      expect(await ask(address, "GET", who)).toBe("not-found");
  }
});

/** Acts of those who may that need nothing typed. */
const plainActs = ["assessment.submitted", "custody.acknowledged"];

test("none of all this recorded an act but denials and what needs nothing typed", async () => {
  const rows = await world.app.deps.db.read
    .selectFrom("auditEvent")
    .select(["type", "actorId"])
    .where("at", ">=", world.app.deps.now().toISOString())
    .execute();
  const types = new Set(rows.map((row) => row.type));
  expect(types).toContain("access.denied");
  expect([...types].filter((type) => !/^(access|audit)\./.test(type) && !plainActs.includes(type))).toEqual(
    [],
  );
  const outsiders = [world.people["other company"], world.people.disabled, world.people["ended session"]];
  const theirs = rows.filter((row) => row.actorId && outsiders.includes(row.actorId));
  expect([...new Set(theirs.map((row) => row.type))].sort()).toEqual([
    "access.denied",
    "access.signed-in",
    "access.signed-out",
  ]);
});
