import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import { readConfig } from "./config.ts";
import { orExit, rootDir, serve, start } from "./serve.ts";

/** Vite adds styles and a socket of its own: the strict policy of production would refuse them. */
const developmentPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; object-src 'none'; base-uri 'none'";

await orExit(async () => {
  const config = readConfig({ ...process.env, NODE_ENV: "development" });
  const deps = await start(config);
  const vite = await createServer({ root: rootDir, server: { middlewareMode: true } });
  const handle = createRequestHandler(
    () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    "development",
  );
  const running = await serve(
    {
      config,
      deps,
      assetsDir: null,
      handler: async (request, context) => {
        const response = await handle(request, context);
        response.headers.set("Content-Security-Policy", developmentPolicy);
        return response;
      },
    },
    vite.middlewares,
  );
  console.log(running.address);
});
