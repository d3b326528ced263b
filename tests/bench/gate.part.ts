/** `gate.part.ts FOLDER`: the gate of every living relation judged as of today and kept, as the job does after a start. */
import { doubtGateStates, refreshGateStates } from "#app/modules/custody/services/kept.server.ts";
import { openBench } from "./load.ts";
import { hand, median, peakMb, timed } from "./measure.ts";

const { deps } = await openBench(process.argv[2] ?? "");
const { id } = await deps.db.read.selectFrom("organisation").select("id").executeTakeFirstOrThrow();
let sums = { judged: 0, blocked: 0 };
const runs: number[] = [];
for (let i = 0; i < 3; i++) {
  await deps.db.write((trx) => doubtGateStates(trx, id));
  runs.push(
    await timed(async () => {
      sums = await refreshGateStates(deps, id);
    }),
  );
}
hand({ ...sums, ms: median(runs), peak: peakMb() });
await deps.close();
