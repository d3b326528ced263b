import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openFileStore } from "#app/server/file-store.ts";
import { testRunDir } from "#tests/support/database.ts";

const root = mkdtempSync(path.join(testRunDir, "files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const openStore = () => openFileStore(path.join(root, String(count++)));
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("bytes come back by their hash, and the same bytes twice are one file", async () => {
  const store = openStore();
  const bytes = Buffer.from("証跡");
  const put = await store.put(bytes);
  expect(put).toEqual({ hash: hashOf(bytes), bytes: bytes.length });
  expect(await store.put(bytes)).toEqual(put);
  expect(await store.get(put.hash)).toEqual(bytes);
  expect(await store.has(put.hash)).toBe(true);
  const listed = [];
  for await (const { hash } of store.list()) listed.push(hash);
  expect(listed).toEqual([put.hash]);
  expect(readdirSync(path.join(store.dir, "tmp"))).toEqual([]);
});

test("what is stored is readable by this account alone", async () => {
  const store = openStore();
  const { hash } = await store.put(Buffer.from("x"));
  const file = path.join(store.dir, hash.slice(0, 2), hash.slice(2, 4), hash);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
});

test("an unknown hash is null; anything that is no hash is refused, so that no path leaves the folder", async () => {
  const store = openStore();
  expect(await store.get("0".repeat(64))).toBeNull();
  expect(await store.has("0".repeat(64))).toBe(false);
  for (const bad of ["../../etc/passwd", "", "A".repeat(64), `${"0".repeat(63)}/`]) {
    await expect(store.get(bad)).rejects.toThrow("not a content hash");
  }
});

test("50 writers of the same bytes leave one whole file", async () => {
  const store = openStore();
  const bytes = Buffer.alloc(200_000, "x");
  await Promise.all(Array.from({ length: 50 }, () => store.put(bytes)));
  expect(await store.get(hashOf(bytes))).toEqual(bytes);
  expect(readdirSync(path.join(store.dir, "tmp"))).toEqual([]);
});

test("half-written files of a crash are swept once they are old", async () => {
  const store = openStore();
  mkdirSync(path.join(store.dir, "tmp"), { recursive: true });
  const [old, young] = ["old", "young"].map((name) => path.join(store.dir, "tmp", name)) as [string, string];
  writeFileSync(old, "half");
  writeFileSync(young, "half");
  utimesSync(old, new Date("2020-01-01"), new Date("2020-01-01"));
  expect(await store.sweepTemporary(new Date("2021-01-01"))).toBe(1);
  expect(readdirSync(path.join(store.dir, "tmp"))).toEqual(["young"]);
});

test("bytes put again since are not removed", async () => {
  const store = openStore();
  const bytes = Buffer.from("again");
  const { hash } = await store.put(bytes);
  const file = path.join(store.dir, hash.slice(0, 2), hash.slice(2, 4), hash);
  utimesSync(file, new Date("2020-01-01"), new Date("2020-01-01"));
  await store.put(bytes);
  expect(await store.removeIfOlder(hash, new Date("2021-01-01"))).toBe(false);
  utimesSync(file, new Date("2020-01-01"), new Date("2020-01-01"));
  expect(await store.removeIfOlder(hash, new Date("2021-01-01"))).toBe(true);
  expect(await store.has(hash)).toBe(false);
});
