import { createHash, randomBytes } from "node:crypto";
import path from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { v7 } from "uuid";
import type { DocumentSpec } from "#app/documents/spec.ts";
import { companies } from "#app/modules/registry/fragments/companies.server.ts";
import type { Deps, FileStore, LogPort, PasswordPort, TemplatePort } from "#app/ports.ts";
import { watchActs } from "#app/server/acts.ts";
import { contributions, subjects } from "#app/server/contributions.ts";
import { openKeys } from "#app/server/keys.ts";
import { makeSealingKey } from "#app/server/seal-key.ts";
import { openSecrets } from "#app/server/secrets.ts";
import { readTemplates } from "#app/server/templates.ts";
import type { Database } from "#db/index.server.ts";
import { testRunDir } from "./database.ts";

export interface TestDeps extends Deps {
  readonly files: MemoryFiles;
  /** What was logged, in order. */
  readonly logged: readonly { readonly level: string; readonly data: object; readonly message: string }[];
  /** Moves the clock. */
  setNow(instant: string): void;
  /** Ends when what was left for later is done. */
  settled(): Promise<void>;
}
export interface MemoryFiles extends FileStore {
  readonly stored: ReadonlyMap<string, Buffer>;
}

let templates: TemplatePort | undefined;
/** The shipped files, read once a worker. */
export const shippedTemplates = (): TemplatePort => {
  templates ??= readTemplates(path.resolve(import.meta.dirname, "../../templates"));
  return templates;
};

/**
 * Everything a use case needs around one test database: a fixed clock (`now`, an instant, by default noon in Tokyo of
 * 2026-11-24), files in memory, the real drawing and sealing in this thread, cheap password hashes.
 * `ids: "counting"` gives ids in order, the same each run.
 */
export function testDeps(
  db: Database,
  options: { readonly now?: string; readonly ids?: "random" | "counting" } & Partial<
    Omit<Deps, "db" | "now">
  > = {},
): TestDeps {
  const { now: start = "2026-11-24T03:00:00.000Z", ids = "random", ...overrides } = options;
  let instant = new Date(start);
  let lastId = 0;
  const waiting: Promise<void>[] = [];
  const logged: { level: string; data: object; message: string }[] = [];
  const log = (level: string) => (data: object, message: string) => {
    logged.push({ level, data, message });
  };
  const now: Deps["now"] = () => instant;
  const given = { now, templates: shippedTemplates(), contributions, ...overrides };
  return {
    ...watchActs(db, given),
    now,
    setNow: (next) => {
      instant = new Date(next);
    },
    later: (work) => void waiting.push(work()),
    settled: async () => void (await Promise.all(waiting.splice(0))),
    newId: () => (ids === "random" ? v7() : `00000000-0000-7000-8000-${String(++lastId).padStart(12, "0")}`),
    randomBytes,
    paper: {
      async render(spec) {
        const { renderDocument } = await import("#app/documents/render.server.ts");
        const paper = await renderDocument(spec as DocumentSpec);
        return {
          ...paper,
          bytes: Buffer.from(paper.bytes),
          missingGlyphs: paper.missingGlyphs.map((glyph) => glyph.character),
        };
      },
    },
    seal: testSeal(),
    passwords: cheapPasswords,
    links: { origin: "https://azukari.test" },
    log: { info: log("info"), warn: log("warn"), error: log("error") } satisfies LogPort,
    secrets: openSecrets(Buffer.alloc(32, 7)),
    templates: given.templates,
    limits: {
      uploadFileBytes: 1024 * 1024,
      uploadTotalBytes: 3 * 1024 * 1024,
      uploadFiles: 5,
      partnerQuotaBytes: 4 * 1024 * 1024,
    },
    sessions: { idleMinutes: 60, absoluteMinutes: 720 },
    companies,
    subjects,
    contributions: given.contributions,
    ...overrides,
    files: memoryFiles(),
    logged,
  };
}

export function memoryFiles(): MemoryFiles {
  const stored = new Map<string, Buffer>();
  return {
    stored,
    async put(bytes) {
      const key = createHash("sha256").update(bytes).digest("hex");
      stored.set(key, Buffer.from(bytes));
      return { hash: key, bytes: bytes.byteLength };
    },
    get: async (key) => stored.get(key) ?? null,
    has: async (key) => stored.has(key),
  };
}

/** argon2id at its smallest: what is tested is that it is used, not its cost. */
const cheapPasswords: PasswordPort = {
  hash: (password) => hash(password, { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 1 }),
  verify: (stored, password) => verify(stored, password).catch(() => false),
};

let made: Promise<void> | undefined;

/** The real seal with one key a worker (making one takes a second). */
function testSeal(): Deps["seal"] {
  const keys = openKeys(path.join(testRunDir, `keys-${process.pid}`), makeSealingKey);
  const own = { id: "test", name: "試験用の組合(架空)" };
  // Made once a worker: two that are made at the same time would mix one's key with the other's certificate.
  const ready = () => {
    made ??= keys.ensure(own, new Date("2020-01-01T00:00:00.000Z"));
    return made;
  };
  return {
    async seal(spec, _organisationId, reason) {
      await ready();
      const { renderDocument } = await import("#app/documents/render.server.ts");
      const { sealPdf } = await import("#app/documents/seal.server.ts");
      const document = spec as DocumentSpec;
      const paper = await renderDocument({
        ...document,
        ...(document.seal ? { seal: { ...document.seal, reason } } : {}),
      });
      return sealPdf(paper.bytes, keys.sealing(own.id));
    },
    async verify(bytes) {
      const { verifySeal } = await import("#app/documents/seal.server.ts");
      return verifySeal(bytes, await keys.certificates());
    },
    async signHead(_organisationId, head) {
      await ready();
      return keys.signHead(own.id, head);
    },
  };
}
