import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { connect } from "#db/index.server.ts";
import { testRunDir } from "#tests/support/database.ts";

const program = path.resolve(import.meta.dirname, "serve-slowly.ts");
const open = (env: Record<string, string>) =>
  spawn(process.execPath, ["--import", "tsx", program], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_ENV: "test",
      DATA_DIR: mkdtempSync(path.join(testRunDir, "serve-")),
      PORT: "0",
      ...env,
    },
  });

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s finishes the requests in hand, refuses new ones and exits 0",
  async (signal) => {
    const child = open({});
    let log = "";
    child.stdout.on("data", (chunk: Buffer) => {
      log += chunk.toString("utf8");
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (!log.includes("listening")) await new Promise((resolve) => setTimeout(resolve, 50));
    const address = /"address":"([^"]+)"/.exec(log)?.[1] ?? "";
    const page = fetch(`${address}/slow`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = Date.now();
    child.kill(signal);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(fetch(`${address}/late`)).rejects.toThrow();
    expect(await page).toBe("whole");
    expect(await ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(log.trimEnd().split("\n").at(-1)).toContain("stopped");
  },
);

test("a database that does not answer and a folder that cannot be are told with their cure", async () => {
  const cases: [Record<string, string>, string][] = [
    [{ DATABASE_URL: "postgres://user:hunter2@127.0.0.1:9/none" }, "DATABASE_URL"],
    [{ DATA_DIR: path.join(program, "below-a-file") }, "DATA_DIR"],
  ];
  for (const [env, named] of cases) {
    const child = open(env);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    child.stdout.resume();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).not.toBe(0);
    expect(said).toContain(named);
    expect(said).toContain("cure");
    expect(said).not.toContain("hunter2");
  }
});

test("a migration that fails stops the start with its reason; the database is as it was", async () => {
  const dir = mkdtempSync(path.join(testRunDir, "serve-"));
  const file = path.join(dir, "azukari.db");
  const foreign = await connect(file, { readers: 1 });
  // Somebody else's table of the same name as one of ours.
  await foreign.write((trx) => trx.schema.createTable("lot").addColumn("n", "integer").execute());
  const child = open({ DATA_DIR: dir });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  child.stdout.resume();
  expect(await new Promise((resolve) => child.on("close", resolve))).not.toBe(0);
  expect(said).toContain('table "lot" already exists');
  expect(said).toContain("is as it was before");
  const tables = await foreign.read.introspection.getTables();
  expect(tables.map((table) => table.name).filter((name) => !name.startsWith("schemaMigration"))).toEqual([
    "lot",
  ]);
  await foreign.close();
});
