import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { readConfig } from "./config.ts";
import { buildDir, orExit, serve, start } from "./serve.ts";

await orExit(async () => {
  const config = readConfig(process.env);
  const deps = await start(config);
  const build = (await import(
    pathToFileURL(path.join(buildDir, "server/index.js")).href
  )) as unknown as ServerBuild;
  await serve({
    config,
    deps,
    handler: createRequestHandler(build, config.isDevelopment ? "development" : "production"),
    assetsDir: path.join(buildDir, "client"),
  });
});
