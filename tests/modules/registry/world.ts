import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 } from "uuid";
import { setUpOrganisation } from "#app/modules/registry/services.server.ts";
import type { Deps, StaffActor, StaffRole } from "#app/ports.ts";
import { connect, type Database } from "#db/index.server.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";

export interface World {
  readonly deps: Deps;
  readonly db: Database;
  readonly organisationId: string;
  /** Partners the policy states, by their id in it. */
  readonly stated: Readonly<Record<string, { partnerId: string; relationId: string }>>;
  readonly staff: (role: StaffRole, personId?: string, department?: string) => StaffActor;
  /** Moves the clock to noon in Tokyo of a day. */
  readonly setDay: (day: string) => void;
  close(): Promise<void>;
}

export const noon = (day: string): Date => new Date(`${day}T03:00:00.000Z`);

export function plainDeps(db: Database, now: () => Date): Deps {
  const unused = () => {
    throw new Error("not part of these tests");
  };
  return {
    db,
    now,
    newId: () => v7(),
    randomBytes,
    files: { put: unused, get: unused, has: unused },
    paper: { render: unused },
    seal: { seal: unused, verify: unused, signHead: unused },
    passwords: { hash: async (p) => `plain:${p}`, verify: async (h, p) => h === `plain:${p}` },
    links: { origin: "https://azukari.example" },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    secrets: { seal: (text) => text, open: (text) => text },
    templates: { list: () => [] },
    limits: { uploadFileBytes: 1e6, uploadTotalBytes: 1e6, uploadFiles: 5, partnerQuotaBytes: 1e6 },
    subjects: {},
  };
}

export async function openSqlite(): Promise<{ db: Database; close(): Promise<void> }> {
  const dir = mkdtempSync(path.join(tmpdir(), "azukari-registry-"));
  const db = await connect(path.join(dir, "test.db"));
  await db.migrate();
  return {
    db,
    close: async () => {
      await db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** An organisation set up from a shipped policy, on its own database. */
export async function openWorld(
  policy = "midorino-2026-04-01",
  day = "2026-11-24",
  open: () => Promise<{ db: Database; close(): Promise<void> }> = openSqlite,
): Promise<World> {
  const { db, close } = await open();
  let now = noon(day);
  const deps = plainDeps(db, () => now);
  const set = await setUpOrganisation(deps, {
    policies: [readPolicy(policy)],
    administrator: { email: "kanri@example.jp", name: "管理 太郎(架空)", password: "a long enough password" },
  });
  if (!set.ok) throw new Error(JSON.stringify(set.problem));
  const people = new Map<string, string>();
  for (const who of ["office", "manager", "director", "department", "auditor", "second"]) {
    const id = v7();
    people.set(who, id);
    await db.write((trx) =>
      trx
        .insertInto("person")
        .values({
          id,
          email: `${who}@example.jp`,
          name: `${who}(架空)`,
          nameKana: null,
          language: "ja",
          passwordHash: null,
          isDisabled: 0,
          createdAt: now.toISOString(),
          revision: 1,
        })
        .execute(),
    );
  }
  const { organisationId } = set.value;
  return {
    deps,
    db,
    organisationId,
    stated: Object.fromEntries(set.value.partners.map((one) => [one.policyPartnerId, one])),
    staff: (role, who, department) => ({
      kind: "staff",
      personId:
        people.get(who ?? { office: "office", "privacy-manager": "manager" }[role as "office"] ?? role) ??
        v7(),
      name: "職員(架空)",
      title: null,
      organisationId,
      role,
      department: department ?? null,
      lang: "ja",
      authenticatedAt: now.toISOString(),
    }),
    setDay: (next) => {
      now = noon(next);
    },
    close,
  };
}
