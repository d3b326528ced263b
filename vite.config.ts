import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  // Without this, action data is `unknown` (single fetch types are opt-in).
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixConfig as Parameters<typeof remix>[0])],
  build: { target: "es2022", assetsInlineLimit: 0 },
  ssr: { external: ["pdfkit", "sqlite3", "pg", "@node-rs/argon2"] },
});
