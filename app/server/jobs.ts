import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";
import { readHead } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { refreshGateStates } from "#app/modules/custody/services/kept.server.ts";
import { checkStandings } from "#app/modules/custody/services/standing.server.ts";
import { listArtefactHashes } from "#app/modules/decisions/fragments.server.ts";
import { listStoredHashes } from "#app/modules/files/fragments.server.ts";
import { type JobOutcome, type LastRun, readLastRuns, recordRun } from "#app/modules/jobs/services.server.ts";
import { listOrganisationIds } from "#app/modules/organisation/fragments.server.ts";
import { deliverDue } from "#app/modules/outbox/services.server.ts";
import type { Write } from "#db/index.server.ts";
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
  // Before the sweep: bytes whose record ran out are nobody's from then on.
  { name: "expire", every: 60, run: expire },
  { name: "sweep-files", every: 60, run: sweepFiles },
  { name: "judge-gates", every: 0.25, run: judgeGates },
  { name: "check-standings", every: "day", run: checkAllStandings },
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

/** Runs every job whose pause is over; `isForced` runs all. One failing job does not stop the others. */
export async function runDueJobs(deps: ServerDeps, isForced = false): Promise<readonly JobOutcome[]> {
  const last = await readLastRuns(deps);
  const outcomes: JobOutcome[] = [];
  for (const job of jobs) {
    if (!isForced && !isDue(job, last.get(job.name), deps.now())) continue;
    const outcome = await runJob(deps, job);
    outcomes.push(outcome);
    await recordRun(deps, outcome);
  }
  return outcomes;
}

const RETRY_MINUTES = 15;

function isDue(job: Job, last: LastRun | undefined, now: Date): boolean {
  if (last === undefined) return true;
  const minutes = (now.getTime() - Date.parse(last.at)) / 60_000;
  if (job.every !== "day") return minutes >= job.every;
  if (last.hasFailed) return minutes >= RETRY_MINUTES;
  return tokyoDay(last.at) !== tokyoDay(now.toISOString());
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

/** Relations whose kept gate is not sure any more: too many for the act that touched them, a day has come, or they are new. */
async function judgeGates(deps: ServerDeps) {
  const sums = { judged: 0, blocked: 0 };
  for (const id of await listOrganisationIds(deps.db.read)) {
    const { judged, blocked } = await refreshGateStates(deps, id);
    sums.judged += judged;
    sums.blocked += blocked;
  }
  return sums;
}

/** The daily check of continuous supply, recorded. */
async function checkAllStandings(deps: ServerDeps) {
  const sums = { checked: 0, blocked: 0 };
  for (const id of await listOrganisationIds(deps.db.read)) {
    const { checked, blocked } = await checkStandings(deps, id);
    sums.checked += checked;
    sums.blocked += blocked;
  }
  return sums;
}

const DAY_MS = 24 * 60 * 60_000;

async function sweepFiles(deps: ServerDeps) {
  const before = new Date(deps.now().getTime() - DAY_MS);
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
  return { temporary, orphans };
}

const isHashNamed = async (trx: Write, hash: string): Promise<boolean> =>
  (await listStoredHashes(trx, hash)).length > 0 || (await listArtefactHashes(trx, hash)).length > 0;

/** What has run out and is of no more use, as each module says of its own. */
async function expire(deps: ServerDeps) {
  const outcome: Record<string, number> = {};
  for (const rule of deps.contributions.flatMap((one) => one.retention ?? [])) {
    const before = new Date(deps.now().getTime() - rule.days * DAY_MS).toISOString();
    const erased = await deps.db.write((trx) => rule.erase(trx, deps, before));
    outcome[rule.name] = (outcome[rule.name] ?? 0) + erased;
  }
  return outcome;
}

/** Signs the head of every organisation's operation log and keeps it beside the database, where a rewrite shows. */
async function writeCheckpoints(deps: ServerDeps) {
  let written = 0;
  for (const id of await listOrganisationIds(deps.db.read)) {
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
