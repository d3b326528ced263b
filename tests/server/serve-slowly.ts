/** Run as its own process: the real server around a page that takes a second. */
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "#app/server/config.ts";
import { orExit, serve, start } from "#app/server/serve.ts";

await orExit(async () => {
  const config = readConfig(process.env);
  const deps = await start(config);
  await serve({
    config,
    deps,
    assetsDir: null,
    handler: async () => {
      await sleep(1000);
      // The database still answers while the last requests are finished.
      await deps.db.read.selectFrom("organisation").select("id").execute();
      return new Response("whole");
    },
  });
});
