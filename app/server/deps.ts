import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { hash, verify } from "@node-rs/argon2";
import { v7 } from "uuid";
import type { MailTransport } from "#app/modules/outbox/services.server.ts";
import { companies } from "#app/modules/registry/fragments/companies.server.ts";
import type { Deps, PaperPort, PasswordPort, RenderedPaper, SealPort, SealVerdict } from "#app/ports.ts";
import { connect } from "#db/index.server.ts";
import { watchActs } from "./acts.ts";
import type { Config } from "./config.ts";
import { contributions, subjects } from "./contributions.ts";
import { type DiskFileStore, openFileStore } from "./file-store.ts";
import { type KeyRing, openKeys } from "./keys.ts";
import { openLog } from "./log.ts";
import { openMail } from "./mail.ts";
import { PaperThread } from "./paper.ts";
import { makeSealingKey } from "./seal-key.ts";
import { openSecrets } from "./secrets.ts";
import { readTemplates } from "./templates.ts";

/** What the process itself holds beyond what use cases are given. */
export interface ServerDeps extends Deps {
  readonly files: DiskFileStore;
  readonly keys: KeyRing;
  /** Null: mail waits in the outbox. */
  readonly mail: MailTransport | null;
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");

export async function createDeps(
  config: Config,
  overrides: Partial<Omit<ServerDeps, "close">> = {},
): Promise<ServerDeps> {
  // Templates first: a wrong file stops the start before anything is written.
  const templates = overrides.templates ?? readTemplates(path.join(root, "templates"));
  const thread = new PaperThread();
  const keys = overrides.keys ?? openKeys(path.join(config.dataDir, "keys"), makeSealingKey);
  const secrets = overrides.secrets ?? openSecrets(await keys.outboxKey());
  const log = overrides.log ?? openLog(config.logLevel);
  const after = openLater(log);
  const given = overrides.db ?? (await connect(config.databaseUrl));
  const now = overrides.now ?? (() => new Date());
  const own = overrides.contributions ?? contributions;
  const acts = watchActs(given, { now, templates, contributions: own });
  const deps: ServerDeps = {
    now,
    newId: () => v7(),
    randomBytes: (bytes) => randomBytes(bytes),
    files: openFileStore(path.join(config.dataDir, "files")),
    paper: paperPort(thread),
    seal: sealPort(thread, keys),
    passwords,
    links: { origin: config.origin },
    log,
    later: after.later,
    secrets,
    templates,
    limits: {
      uploadFileBytes: config.uploadFileBytes,
      uploadTotalBytes: config.uploadTotalBytes,
      uploadFiles: config.uploadFiles,
      partnerQuotaBytes: config.partnerQuotaBytes,
    },
    sessions: config.sessions,
    companies,
    subjects,
    contributions: own,
    keys,
    mail: openMail(config),
    ...overrides,
    ...acts,
    close: async () => {
      await after.settled();
      await thread.close();
      await given.close();
    },
  };
  return deps;
}

/** Work begins when the answer that asked for it has left. */
const LATER_MS = 200;

export function openLater(log: Deps["log"]) {
  const waiting = new Set<Promise<void>>();
  return {
    later(work: () => Promise<void>): void {
      const done = setTimeout(LATER_MS)
        .then(work)
        .catch((error) => log.error({ error }, "work after an answer failed"))
        .finally(() => waiting.delete(done));
      waiting.add(done);
    },
    settled: async (): Promise<void> => void (await Promise.all(waiting)),
  };
}

/** argon2id, m = 19 MiB, t = 2, p = 1 (OWASP password storage cheat sheet); a broken hash is a wrong password. */
export const passwords: PasswordPort = {
  // 2 is argon2id; the package's enum is a const enum, which isolated modules cannot read.
  hash: (password) =>
    hash(password.normalize("NFKC"), { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  verify: (stored, password) => verify(stored, password.normalize("NFKC")).catch(() => false),
};

export function paperPort(thread: PaperThread): PaperPort {
  return {
    async render(spec) {
      const paper = await thread.run<Omit<RenderedPaper, "bytes"> & { bytes: Uint8Array }>({
        kind: "render",
        spec,
      });
      return { ...paper, bytes: Buffer.from(paper.bytes) };
    },
  };
}

export function sealPort(thread: PaperThread, keys: KeyRing): SealPort {
  return {
    async seal(spec, organisationId, reason) {
      const key = keys.sealing(organisationId);
      const request = (spec as { seal?: object }).seal;
      const bytes = await thread.run<Uint8Array>({
        kind: "seal",
        spec: { ...(spec as object), seal: { ...request, reason } },
        ...key,
      });
      return Buffer.from(bytes);
    },
    async verify(bytes) {
      return thread.run<SealVerdict>({ kind: "verify", bytes, certificates: await keys.certificates() });
    },
    signHead: async (organisationId, head) => keys.signHead(organisationId, head),
  };
}
