import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";
import { deleteBuckets } from "#app/modules/access/queries.server.ts";
import { ownPlaceDays } from "#app/modules/access/rules.ts";
import { readHead } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { refreshGateStates } from "#app/modules/custody/services/gate.server.ts";
import { checkStandings } from "#app/modules/custody/services/standing.server.ts";
import { sweepStagedFiles } from "#app/modules/files/services.server.ts";
import { deliverDue } from "#app/modules/outbox/services.server.ts";
import type { Write } from "#db/index.server.ts";
import type { JobRunTable } from "#db/schema.ts";
import type { ServerDeps } from "./deps.ts";

/**
 * One job: `every` so many minutes after its last run, or once each new day in Tokyo (a day alone may bring what was not
 * there before). One that failed is tried again after a quarter of an hour. Outcomes are counts.
 */
interface Job {
  readonly name: string;
  readonly every: number | "day";
  run(deps: ServerDeps): Promise<Readonly<Record<string, number>>>;
}

export const jobs: readonly Job[] = [
  {
    name: "deliver-mail",
    every: 0.25,
    run: async (deps) => (deps.mail ? deliverDue(deps, deps.mail) : { sent: 0, failed: 0 }),
  },
  { name: "sweep-files", every: 60, run: sweepFiles },
  { name: "expire", every: 60, run: expire },
  { name: "judge-gates", every: "day", run: judgeGates },
  {
    name: "tidy-database",
    every: "day",
    run: async (deps) => {
      await deps.db.tidy();
      return {};
    },
  },
  { name: "checkpoint", every: "day", run: writeCheckpoints },
];

export interface JobOutcome {
  readonly name: string;
  readonly outcome: Readonly<Record<string, number>> | null;
  readonly error: string | null;
}

/** Runs every job whose pause is over; `isForced` runs all. One failing job does not stop the others. */
export async function runDueJobs(deps: ServerDeps, isForced = false): Promise<readonly JobOutcome[]> {
  const last = new Map(
    (await deps.db.read.selectFrom("jobRun").selectAll().execute()).map((row) => [row.name, row]),
  );
  const outcomes: JobOutcome[] = [];
  for (const job of jobs) {
    if (!isForced && !isDue(job, last.get(job.name), deps.now())) continue;
    const outcome = await runJob(deps, job);
    outcomes.push(outcome);
    const lastOutcome = JSON.stringify(outcome.error === null ? outcome.outcome : { error: outcome.error });
    await deps.db.write((trx) =>
      trx
        .insertInto("jobRun")
        .values({ name: job.name, lastRunAt: deps.now().toISOString(), lastOutcome })
        .onConflict((on) =>
          on.column("name").doUpdateSet({ lastRunAt: deps.now().toISOString(), lastOutcome }),
        )
        .execute(),
    );
  }
  return outcomes;
}

const RETRY_MINUTES = 15;

function isDue(job: Job, last: JobRunTable | undefined, now: Date): boolean {
  if (last === undefined) return true;
  const minutes = (now.getTime() - Date.parse(last.lastRunAt)) / 60_000;
  const hasFailed = last.lastOutcome.startsWith('{"error"');
  if (job.every !== "day") return minutes >= job.every;
  if (hasFailed) return minutes >= RETRY_MINUTES;
  return tokyoDay(last.lastRunAt) !== tokyoDay(now.toISOString());
}

async function runJob(deps: ServerDeps, job: Job): Promise<JobOutcome> {
  try {
    const outcome = await job.run(deps);
    if (Object.values(outcome).some((count) => count > 0)) deps.log.info({ job: job.name, outcome }, "job");
    return { name: job.name, outcome, error: null };
  } catch (error) {
    deps.log.error({ job: job.name, error }, "job failed");
    return { name: job.name, outcome: null, error: error instanceof Error ? error.message : String(error) };
  }
}

/** A timer in the process; a run never overlaps the one before. */
export function startJobs(deps: ServerDeps, everySeconds = 15): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    timer = setTimeout(() => {
      running = runDueJobs(deps)
        .catch((error) => deps.log.error({ error }, "jobs failed"))
        .finally(() => {
          if (!isStopped) again();
        });
    }, everySeconds * 1000);
    timer.unref();
  };
  again();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** The gate of every living relation as of today, for lists and figures; the daily check of continuous supply is recorded. */
async function judgeGates(deps: ServerDeps) {
  const sums = { judged: 0, blocked: 0 };
  for (const { id } of await deps.db.read.selectFrom("organisation").select("id").execute()) {
    const { judged, blocked } = await refreshGateStates(deps, id);
    await checkStandings(deps, id);
    sums.judged += judged;
    sums.blocked += blocked;
  }
  return sums;
}

const DAY_MS = 24 * 60 * 60_000;

async function sweepFiles(deps: ServerDeps) {
  const before = new Date(deps.now().getTime() - DAY_MS);
  const staged = await sweepStagedFiles(deps, before);
  const temporary = await deps.files.sweepTemporary(before);
  let orphans = 0;
  for await (const { hash, changedAt } of deps.files.list()) {
    if (changedAt >= before) continue;
    // Under the writers' lock, so that nobody takes up these very bytes between the question and the removal.
    const isOrphan = await deps.db.write(async (trx) =>
      (await isHashNamed(trx, hash)) ? false : deps.files.removeIfOlder(hash, before),
    );
    if (isOrphan) orphans++;
  }
  return { staged, temporary, orphans };
}

async function isHashNamed(trx: Write, hash: string): Promise<boolean> {
  const file = await trx.selectFrom("storedFile").select("id").where("hash", "=", hash).executeTakeFirst();
  if (file) return true;
  const artefact = await trx.selectFrom("artefact").select("id").where("hash", "=", hash).executeTakeFirst();
  return artefact !== undefined;
}

/** What has run out and is of no more use: used or late links, dead sessions, old counters and once-keys. */
async function expire(deps: ServerDeps) {
  const now = deps.now().getTime();
  const ago = (days: number) => new Date(now - days * DAY_MS).toISOString();
  return deps.db.write(async (trx) => {
    const tokens = await trx.deleteFrom("oneTimeToken").where("expiresAt", "<", ago(30)).executeTakeFirst();
    const sessions = await trx.deleteFrom("session").where("lastSeenAt", "<", ago(30)).executeTakeFirst();
    const counters = await deleteBuckets(trx, { counters: ago(2), places: ago(ownPlaceDays + 1) });
    const once = await trx.deleteFrom("onceKey").where("recordedAt", "<", ago(7)).executeTakeFirst();
    return {
      tokens: Number(tokens.numDeletedRows),
      sessions: Number(sessions.numDeletedRows),
      counters,
      onceKeys: Number(once.numDeletedRows),
    };
  });
}

/** Signs the head of every organisation's operation log and keeps it beside the database, where a rewrite shows. */
async function writeCheckpoints(deps: ServerDeps) {
  const organisations = await deps.db.read.selectFrom("organisation").select("id").execute();
  let written = 0;
  for (const { id } of organisations) {
    if (!deps.keys.isPresent(id)) continue;
    const head = await readHead(deps.db.read, id);
    const checkpoint = {
      organisationId: id,
      seq: head.seq,
      head: head.hash,
      at: deps.now().toISOString(),
      signature: deps.keys.signHead(id, head.hash),
    };
    const dir = path.join(path.dirname(deps.keys.dir), "checkpoints", id);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const file = path.join(dir, `${checkpoint.at.slice(0, 10)}.json`);
    const handle = await open(`${file}.tmp`, "w", 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(checkpoint, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.tmp`, file);
    written++;
  }
  return { written };
}
