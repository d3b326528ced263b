import { addMembership, createPerson } from "#app/modules/access/services/people.server.ts";
import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import { stageFile } from "#app/modules/files/services.server.ts";
import { relationSchema } from "#app/modules/registry/rules/forms.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import { draftRelation } from "#app/modules/registry/services/relations.server.ts";
import type { Deps, PartnerActor, PartnerRole, StaffActor } from "#app/ports.ts";
import type { Result } from "#app/result.ts";
import { importTemplatesOf } from "#app/server/templates.ts";
import { company, must, openWorld, type World } from "#tests/modules/registry/world.ts";
import type { OpenDatabase } from "#tests/support/database.ts";

export const password = "correct horse battery";

/** Random numbers that are the same for the same seed (mulberry32). */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  /** A whole number from `min` to `max`, both possible. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }
  /** True about `share` of the time. */
  some(share: number): boolean {
    return this.next() < share;
  }
  of<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)];
  }
  one<T>(first: T, ...more: T[]): T {
    return [first, ...more][Math.floor(this.next() * (more.length + 1))] ?? first;
  }
}

/** What an act answers; null when there was nothing to act on. */
export type Outcome = Promise<Result<unknown> | null>;
export interface Act {
  readonly weight: number;
  run(play: Play): Outcome;
}
export type Acts = Readonly<Record<string, Act>>;

/** An organisation at random play: its people, its clock and the dice. */
export interface Play {
  readonly dice: Dice;
  readonly deps: Deps;
  readonly world: World;
  readonly organisationId: string;
  readonly today: Day;
  readonly office: StaffActor;
  readonly manager: StaffActor;
  readonly second: StaffActor;
  readonly director: StaffActor;
  readonly otherDirector: StaffActor;
  readonly administrator: StaffActor;
  partner(partnerId: string, role?: PartnerRole): Promise<PartnerActor>;
  /** A day within so many days before or after today. */
  day(from: number, to: number): Day;
  /** The revision that was read; now and then one that somebody else has changed since. */
  revision(row: { readonly revision: number }): number;
  /** A staged file of this person. */
  file(actor: StaffActor | PartnerActor): Promise<string>;
  pass(days: number): void;
  /** A few minutes later, on the same day. */
  tick(): void;
}

const drawn = async () => ({
  bytes: Buffer.from("%PDF-1.7\n%%EOF\n"),
  pages: 1,
  anchors: {},
  missingGlyphs: [],
});

export async function openPlay(open: OpenDatabase, seed: number, policy: string): Promise<Play> {
  const world = await openWorld(open, policy, {
    // The same seed plays the same acts.
    ids: "counting",
    // What papers look like changes no gate.
    paper: { render: drawn },
    seal: {
      seal: async () => (await drawn()).bytes,
      verify: async () => ({ verdict: "valid", signer: null, signedAt: null }),
      signHead: async () => "",
    },
  });
  const { organisationId, db, deps } = world;
  const passwordHash = await deps.passwords.hash(password);
  const dice = new Dice(seed);
  const staffOf = (personId: string, name: string, role: StaffActor["role"]): StaffActor => ({
    kind: "staff",
    personId,
    name,
    title: null,
    organisationId,
    role,
    department: null,
    lang: "ja",
    authenticatedAt: deps.now().toISOString(),
  });
  const engage = async (name: string, role: StaffActor["role"] | PartnerRole, partnerId: string | null) =>
    db.write(async (trx) => {
      const { id } = await createPerson(trx, deps, {
        email: `${name}@play.example`,
        name: `${name}(架空)`,
        lang: "ja",
        passwordHash,
      });
      await addMembership(trx, deps, { organisationId, partnerId, personId: id, role });
      return id;
    });
  const otherDirector = staffOf(await engage("rijitwo", "director", null), "理事二(架空)", "director");
  const administrator = await db.read
    .selectFrom("membership")
    .select("personId")
    .where("role", "=", "administrator")
    .executeTakeFirstOrThrow();
  await db.write((trx) => trx.updateTable("person").set({ passwordHash }).execute());
  await deps.db.write((trx) => importTemplatesOf(trx, deps, organisationId));
  await beginRelations(deps, world);
  let today = world.today;
  let minutes = 0;
  const partners = new Map<string, PartnerActor>();
  return {
    dice,
    deps,
    world,
    organisationId,
    get today() {
      return today;
    },
    office: world.staff("office"),
    manager: world.staff("privacy-manager"),
    second: world.staff("privacy-manager", "second"),
    director: world.staff("director"),
    otherDirector,
    administrator: staffOf(administrator.personId, "管理 太郎(架空)", "administrator"),
    async partner(partnerId, role = "partner-admin") {
      const key = `${partnerId} ${role}`;
      const known = partners.get(key);
      if (known) return known;
      const name = `${role}-${partners.size}`;
      const actor: PartnerActor = {
        kind: "partner",
        personId: await engage(name, role, partnerId),
        name,
        organisationId,
        partnerId,
        role,
        lang: "ja",
        authenticatedAt: deps.now().toISOString(),
      };
      partners.set(key, actor);
      return actor;
    },
    day: (from, to) => addDays(today, dice.int(from, to)),
    revision: (row) => (dice.some(0.04) ? row.revision + 1 : row.revision),
    async file(actor) {
      const bytes = Buffer.from(`%PDF-1.7\n% ${dice.int(0, 1_000_000)}\n%%EOF\n`);
      return must(await stageFile(deps, actor, { field: "file", name: "写し(架空).pdf", bytes })).id;
    },
    pass(days) {
      today = addDays(today, days);
      minutes = 0;
      world.setDay(today);
    },
    tick() {
      // From noon in Tokyo to before midnight.
      minutes = (minutes + 13) % 700;
      const time = `${String(3 + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
      world.deps.setNow(`${today}T${time}:00.000Z`);
    },
  };
}

/** A few relations of every basis that a company can be registered for, so that each is played with. */
async function beginRelations(deps: Deps, world: World): Promise<void> {
  const office = world.staff("office");
  for (const kind of [
    "entrustment",
    "entrustment",
    "referral",
    "referral",
    "referral",
    "no-handling",
  ] as const) {
    const { partnerId } = must(
      await registerPartner(deps, office, {
        kind,
        policyPartnerId: null,
        shortName: "",
        profile: company({ name: `${kind}株式会社(架空)` }),
        contact: undefined,
      }),
    );
    const activity = kind === "entrustment" ? "delivery" : "";
    must(
      await draftRelation(deps, office, {
        partnerId,
        relation: relationSchema.parse({
          basis: kind,
          title: "取扱い(架空)",
          activity,
          department: "供給課",
        }),
      }),
    );
  }
}

/** Rows of a table that an act may take up. */
export const rowsOf = (play: Play) => ({
  relations: (...states: string[]) => {
    const query = play.world.db.read.selectFrom("relation").selectAll().orderBy("id");
    return (
      states.length === 0 ? query.where("state", "!=", "closed") : query.where("state", "in", states)
    ).execute();
  },
  partners: () => play.world.db.read.selectFrom("partner").selectAll().orderBy("id").execute(),
});
