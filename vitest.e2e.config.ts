import { defineConfig } from "vitest/config";

/** Journeys in a real browser against a real server: one after another, on two cores. */
export default defineConfig({
  test: {
    include: ["tests/e2e/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
