import { afterAll, beforeAll, expect, test } from "vitest";
import { can } from "#app/modules/access/rules.ts";
import { invitePerson, requestPasswordReset } from "#app/modules/access/services/links.server.ts";
import { findSignedIn } from "#app/modules/access/services/sessions.server.ts";
import { partnerRoles, staffRoles } from "#app/ports.ts";
import { routeTable } from "#tests/routes/table.ts";
import { openRouteWorld, type RouteWorld, type Who } from "#tests/routes/world.ts";
import { type DrawnField, type DrawnForm, formsOf } from "./forms.ts";

let world: RouteWorld;
/** Sessions of the demonstration's own staff, who drafted, reviewed and decide its reports. */
let seeded: readonly string[] = [];
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await openRouteWorld();
  await openEverything();
}, 300_000);
afterAll(() => world.close());

/** Puts what the world has into states in which its pages ask for something. */
async function openEverything(): Promise<void> {
  const { deps } = world.app;
  const { relationId = "" } = world.ids;
  const lot = await deps.db.read
    .selectFrom("lot")
    .select("id")
    .where("partnerId", "=", world.own)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  const lotId = lot.id;
  await deps.db.write(async (trx) => {
    await trx
      .insertInto("deferral")
      .values({
        id: deps.newId(),
        organisationId: world.organisationId,
        relationId,
        code: "policy-not-told",
        subjectId: null,
        reason: "次回の訪問で知らせる(架空)",
        state: "requested",
        requestedBy: world.people.office,
        requestedAt: deps.now().toISOString(),
        decidedBy: null,
        decidedRole: "privacy-manager",
        decidedOn: null,
        until: "2026-12-31",
        revokedOn: null,
        revision: 1,
      })
      .execute();
  });
  const staff = await deps.db.read
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select("person.id")
    .where("membership.partnerId", "is", null)
    .where("person.email", "not like", "%@stranger.example")
    .execute();
  seeded = await Promise.all(staff.map((person) => world.app.signInAs(person.id)));
  const email = "atarashii@stranger.example";
  const me = await findSignedIn(deps, (world.cookies.administrator ?? "").split("=")[1] ?? "");
  if (!me?.actor) throw new Error("the administrator is signed in");
  const guest = { email, name: "新しい人(架空)", role: "auditor", partnerId: null, lang: "ja" } as const;
  const invited = await invitePerson(deps, me.actor, guest);
  const asked = await requestPasswordReset(deps, {
    email: "auditor@stranger.example",
    client: "192.0.2.200",
  });
  if (!invited.ok || !asked.ok) throw new Error("the links were not sent");
  ids = {
    ...world.ids,
    lotId,
    "/invitation/:secret": await secretTo(email),
    "/new-password/:secret": await secretTo("auditor@stranger.example"),
  };
}

/** What earlier tests may have acted on is open again. */
async function openAgain(): Promise<void> {
  const { findingId = "", certificateId = "", lotId = "" } = ids;
  const { db } = world.app.deps;
  await db.write(async (trx) => {
    const closed = { closedOn: null, closedBy: null, closeNote: null };
    await trx
      .updateTable("finding")
      .set({ state: "open", plan: null, planDueOn: null, correctedOn: null, correctionNote: null, ...closed })
      .where("id", "=", findingId)
      .execute();
    await trx
      .updateTable("disposalCertificate")
      .set({ state: "filed", decidedBy: null, decidedOn: null, decisionNote: null })
      .where("id", "=", certificateId)
      .execute();
    await trx
      .updateTable("lot")
      .set({ acknowledgedAt: null, acknowledgedBy: null, acknowledgementNote: null })
      .where("id", "=", lotId)
      .execute();
    await trx.updateTable("deferral").set({ state: "requested", decidedOn: null }).execute();
  });
}

async function secretTo(email: string): Promise<string> {
  await world.app.deps.settled();
  const { body } = await world.app.deps.db.read
    .selectFrom("outboxMail")
    .select("body")
    .where("recipient", "=", email)
    .executeTakeFirstOrThrow();
  return /\/(?:invitation|new-password)\/([\w-]+)/.exec(world.app.deps.secrets.open(body) ?? "")?.[1] ?? "";
}

/** What is counted by nature: limits, the log, marks of a form that was refused. */
const counted = new Set([
  "auditEvent",
  "auditPersonal",
  "rateBucket",
  "onceKey",
  "session",
  "schemaMigration",
  "schemaMigrationLock",
  "jobRun",
]);

async function tableCounts(): Promise<Record<string, number>> {
  const { read } = world.app.deps.db;
  const counts: Record<string, number> = {};
  for (const { name } of await read.introspection.getTables()) {
    if (counted.has(name)) continue;
    const row = await read
      .selectFrom(name as "person")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    counts[name] = Number(row.n);
  }
  return counts;
}

const fill = (text: string): string =>
  text.replaceAll(/:(\w+)/g, (_, name: string) => ids[text] ?? ids[name] ?? name);

/** Everybody who may both see the page and act there. */
function actorsFor(get: string | null, post: string | null): readonly Who[] {
  if (post === "public") return ["anonymous"];
  if (post === "signed-in") return ["office"];
  const roles = [...staffRoles, ...partnerRoles];
  return roles.filter((role) => can(role, post as "own.read") && can(role, (get ?? post) as "own.read"));
}

type Typed = readonly (readonly [string, string])[];
type Variant = (form: DrawnForm, button: readonly [string, string] | null) => Typed;

const keep = (field: DrawnField): Typed =>
  field.kind === "hidden" ? field.values.map((value) => [field.name, value] as const) : [];
const texts = (form: DrawnForm, value: string): Typed =>
  form.fields.flatMap((field) =>
    field.kind === "text" || field.kind === "password"
      ? [[field.name, value] as const]
      : field.kind === "choice" && field.values.at(-1)
        ? [[field.name, field.values.at(-1) ?? ""] as const]
        : keep(field),
  );
const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value);

const variants: Readonly<Record<string, Variant>> = {
  oversize: (form) => texts(form, "長".repeat(20_000)),
  "wrong-typed": (form) =>
    form.fields.flatMap((f) =>
      f.kind === "button" || f.kind === "file"
        ? []
        : f.kind === "hidden"
          ? keep(f)
          : [[f.name, "no-such-choice-きのう"] as const],
    ),
  "control characters": (form) => texts(form, "あ\u0000い\u0007う"),
  "another company's ids": (form) =>
    form.fields.flatMap((f) => {
      const value = f.values.at(-1) ?? "";
      if (f.name.startsWith("_")) return keep(f);
      if (isId(value)) return [[f.name, world.other] as const];
      return f.kind === "text" ? [[f.name, ""] as const] : keep(f);
    }),
  empty: (form) => form.fields.flatMap((f) => (f.kind === "text" ? [[f.name, ""] as const] : keep(f))),
  "full-width": (form) => texts(form, "１２３４"),
};

/** How often a form of an address was posted. */
const tried = new Map<string, number>();
const textVariants = ["oversize", "control characters"];

const withAct = Object.entries(routeTable).filter(
  ([address, row]) => row.post !== null && !["/sign-out", "/language"].includes(address),
);

for (const [address, row] of withAct) {
  test(`${address}: bad input gets a clear 4xx, is kept, and writes nothing`, async () => {
    await openAgain();
    const path = `${fill(address)}${row.query ? `?${fill(row.query)}` : ""}`;
    const forms: (DrawnForm & { readonly cookie: string })[] = [];
    const known = new Set<string>();
    const actors = actorsFor(row.get, row.post);
    const isStaffs = actors.some((who) => (staffRoles as readonly string[]).includes(who));
    const wrong: string[] = [];
    for (const cookie of [...actors.map((who) => world.cookies[who] ?? ""), ...(isStaffs ? seeded : [])]) {
      const drawn = await world.app.fetch(path, { cookie });
      const html = await drawn.text();
      if (drawn.ok && html.includes("<title>エラー"))
        wrong.push("a page nobody refused says so in its title");
      for (const form of formsOf(html)) {
        const signature = JSON.stringify(form.fields.map((f) => [f.name, f.kind]));
        if (!known.has(signature)) forms.push({ ...form, cookie });
        known.add(signature);
      }
    }
    for (const [index, form] of forms.entries()) {
      const buttons = form.fields.filter((f) => f.kind === "button");
      const presses = buttons.flatMap((f) => f.values.map((value) => [f.name, value] as const));
      // A button alone may be a whole act (a confirmation): only forms that ask for something are judged.
      if (!form.fields.some((f) => f.kind === "text" || f.kind === "choice" || f.kind === "password"))
        continue;
      const asksText = form.fields.some((f) => f.kind === "text" || f.kind === "password");
      const asksChoice = form.fields.some((f) => f.kind === "choice");
      const namesThings = form.fields.some((f) => !f.name.startsWith("_") && isId(f.values.at(-1) ?? ""));
      for (const [name, variant] of Object.entries(variants)) {
        for (const press of presses.length > 0 ? presses : [null]) {
          const typed = [...variant(form, press), ...(press ? [press] : [])];
          tried.set(address, (tried.get(address) ?? 0) + 1);
          const before = await tableCounts();
          const target = form.action?.startsWith("/") ? form.action : path;
          const response = await world.app.post(target, typed, {
            cookie: form.cookie,
            from: crypto.randomUUID(),
          });
          const html = await response.text();
          const at = `form ${index} ${press?.[1] ?? ""} ${name}`;
          if (response.status >= 500) wrong.push(`${at}: ${response.status}`);
          const written = Object.entries(await tableCounts()).filter(([table, n]) => n !== before[table]);
          const isRefused = response.status >= 400;
          if (isRefused && written.length > 0)
            wrong.push(`${at}: refused, yet wrote ${written.map(([t]) => t)}`);
          // Drawing the form again (another line, a check) or answering a question is no act.
          const hasActed = !isRefused && (response.status >= 300 || written.length > 0);
          const mustRefuse =
            (name === "wrong-typed" && asksChoice) ||
            (name === "another company's ids" && namesThings) ||
            (asksText && textVariants.includes(name));
          if (hasActed && mustRefuse) wrong.push(`${at}: accepted (${response.status})`);
          if (response.status === 422 && name === "wrong-typed") {
            const hasText = form.fields.some((f) => f.kind === "text");
            if (hasText && !html.includes("no-such-choice-きのう"))
              wrong.push(`${at}: what was typed is lost`);
          }
          const isPage = response.headers.get("Content-Type")?.startsWith("text/html") === true;
          if (isPage && isRefused !== /<title>エラー: (?!エラー)/.test(html))
            wrong.push(`${at}: the title does not say so`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 180_000);
}

/** Pages that ask for nothing in the states they have here: a button alone, or what is done already. */
const withoutQuestions: readonly string[] = [
  "/relations/:relationId/confirm",
  "/policy",
  "/assessments/:assessmentId/answer/submit",
  "/custody",
  "/deferrals/new",
  "/reports/:reportId",
  "/company/assessments/:assessmentId/submit",
];

test("every page with an act drew a form that was tried, but for those named here", () => {
  const untried = withAct.map(([address]) => address).filter((address) => !tried.has(address));
  expect(untried).toEqual(withoutQuestions);
  expect([...tried.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThan(350);
});
