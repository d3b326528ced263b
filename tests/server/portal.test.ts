import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { testRunDir } from "#tests/support/database.ts";
import { portalHere as portal, portal as portalProcess } from "#tests/support/portal.ts";

const dir = mkdtempSync(path.join(testRunDir, "portal-"));
const env = { DATA_DIR: path.join(dir, "data") };
const administrator = ["--email", "kanri@example.jp", "--name", "管理 太郎(架空)"];

beforeAll(async () => {
  const done = await portal(
    ["setup", "--policy", "aicoop-miyagi-2017-11-07", ...administrator, "--password-stdin", "--json"],
    env,
    "a long enough password\n",
  );
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(done.out)).toMatchObject({ partners: 5, invitation: null });
}, 60_000);

test("setting up makes the keys, private, and a second time changes nothing", async () => {
  const again = await portal(["setup", "--policy", "aicoop-miyagi-2017-11-07", ...administrator], env);
  expect(again.code).toBe(2);
  expect(again.err).toContain("registered already");
  expect(statSync(path.join(env.DATA_DIR, "azukari.db")).mode & 0o077).toBe(0);
  expect(statSync(path.join(env.DATA_DIR, "keys")).mode & 0o077).toBe(0);
});

test("invented partners never get into a real register", async () => {
  const real = await portal(["seed", "--partners", "3"], env);
  expect(real).toMatchObject({ code: 2, out: "" });
  expect(real.err).toContain("not a fictional organisation");
  const own = { DATA_DIR: path.join(dir, "fictional") };
  await portal(["setup", "--policy", "midorino-2026-04-01", ...administrator, "--demonstration"], own);
  expect(await portal(["seed", "--partners", "3"], own)).toMatchObject({ code: 0, err: "" });
});

test.each([
  ["ja", "パスワード（--password-stdin）は12文字以上にしてください。", "対処: "],
  ["en", "password (--password-stdin)", "cure: "],
])("setting up with a password too short says field, rule and cure (%s)", async (lang, sentence, cure) => {
  const other = { DATA_DIR: path.join(dir, `short-${lang}`) };
  const args = ["setup", "--policy", "midorino-2026-04-01", ...administrator, "--password-stdin"];
  const said = await portal([...args, "--lang", lang], other, "too short");
  expect(said).toMatchObject({ code: 2, out: "" });
  expect(said.err).toContain(sentence);
  expect(said.err).toContain("12");
  expect(said.err).toContain(cure);
  expect(said.err).not.toMatch(/too-short|administrator\./);
});

test("without a password the first administrator gets a link that is nowhere in the database", async () => {
  const other = { DATA_DIR: path.join(dir, "invited") };
  const done = await portal(["setup", "--policy", "midorino-2026-04-01", ...administrator, "--json"], other);
  const { invitation } = JSON.parse(done.out) as { invitation: string };
  const token = invitation.split("/").at(-1) ?? "";
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(readFileSync(path.join(other.DATA_DIR, "azukari.db")).includes(token)).toBe(false);
});

test("the operation log verifies, against a checkpoint too, and a false checkpoint is told", async () => {
  const plain = await portal(["verify", "audit", "--json"], env);
  expect(plain.code).toBe(0);
  const verdict = JSON.parse(plain.out) as { ok: boolean; entries: number; firstBad: null; head: string };
  expect(verdict).toMatchObject({ ok: true, firstBad: null });
  expect(verdict.entries).toBeGreaterThan(5);

  expect((await portal(["jobs", "run-due", "--all", "--json"], env)).code).toBe(0);
  const kept = JSON.parse((await portal(["verify", "audit", "--json"], env)).out) as { checkpoint: string };
  expect(existsSync(kept.checkpoint)).toBe(true);

  const checkpoint = JSON.parse(readFileSync(kept.checkpoint, "utf8")) as { seq: number; head: string };
  const cases = [
    { ...checkpoint, seq: checkpoint.seq + 1 },
    { ...checkpoint, head: "0".repeat(64) },
    { ...checkpoint, signature: "AAAA" },
  ];
  for (const [i, changed] of cases.entries()) {
    const file = path.join(dir, `checkpoint-${i}.json`);
    writeFileSync(file, JSON.stringify(changed));
    const said = await portal(["verify", "audit", "--checkpoint", file, "--json"], env);
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ ok: false });
  }
}, 60_000);

test("an unknown file is neither genuine nor altered: exit 1", async () => {
  const file = path.join(dir, "any.pdf");
  writeFileSync(file, "%PDF-1.7 nothing of ours");
  const said = await portal(["verify", "pdf", file, "--json"], env);
  expect(said.code).toBe(1);
  expect(JSON.parse(said.out)).toMatchObject({ verdict: "unknown" });
});

test("the gate answers a script with every reason, and exit 1 while blocked", async () => {
  const said = await portal(
    ["gate", "--relation", "R-0001", "--on", "2026-11-24", "--json", "--lang", "ja"],
    env,
  );
  expect(said.code).toBe(1);
  const verdict = JSON.parse(said.out) as { allowed: boolean; asOf: string; reasons: object[] };
  expect(verdict).toMatchObject({ allowed: false, asOf: "2026-11-24" });
  expect(verdict.reasons.length).toBeGreaterThan(0);
  for (const reason of verdict.reasons) {
    expect(Object.keys(reason).sort()).toEqual(
      [
        "basis",
        "code",
        "cure",
        "deferrableBy",
        "deferredUntil",
        "effect",
        "message",
        "mode",
        "strength",
      ].sort(),
    );
  }
});

test("a deadline explains itself in the asked language", async () => {
  const args = ["deadlines", "--event", "leak-final-report", "--from", "2026-11-01"];
  const json = await portal([...args, "--json", "--lang", "ja"], env);
  expect(json.code).toBe(0);
  const deadline = JSON.parse(json.out) as { dueOn: string; steps: { text: string }[] };
  expect(deadline).toMatchObject({ dueOn: "2026-11-30", nature: "statutory", rule: "leak-final-report-30" });
  expect(deadline.steps[0]?.text).toContain("知った日");
});

test.each([
  ["an unknown command", ["fly"]],
  ["no command", []],
  ["a missing option", ["deadlines", "--event", "leak-final-report"]],
  ["an unknown event", ["deadlines", "--event", "x", "--from", "2026-11-01"]],
  ["a day that is none", ["deadlines", "--event", "leak-final-report", "--from", "2026-02-30"]],
  [
    "an option that is no pair",
    ["deadlines", "--event", "leak-final-report", "--from", "2026-02-01", "--option", "x"],
  ],
  ["a day before any rule", ["deadlines", "--event", "leak-final-report", "--from", "1999-01-01"]],
  ["a file that is not there", ["verify", "pdf", "/nowhere/x.pdf"]],
  ["a checkpoint that is not there", ["verify", "audit", "--checkpoint", "/nowhere/x.json"]],
  ["a relation that is not there", ["gate", "--relation", "R-9999"]],
  ["a gate on a day that is none", ["gate", "--relation", "R-9999", "--on", "2026-02-30"]],
  ["an unknown person", ["verify", "audit", "--as", "nobody@example.jp"]],
  ["an unknown language", ["verify", "audit", "--lang", "fr"]],
  ["a folder that is no backup", ["restore", dir]],
])("%s is wrong use: exit 2, the reason on standard error, nothing on standard output", async (_, args) => {
  const said = await portal(args, env);
  expect(said.code).toBe(2);
  expect(said.err).not.toBe("");
  expect(said.err).not.toMatch(/\n\s+at /);
  expect(said.out).toBe("");
});

test.each([
  ["setup"],
  ["verify", "audit"],
  ["verify", "pdf"],
  ["gate"],
  ["deadlines"],
  ["backup"],
  ["restore"],
  ["jobs", "run-due"],
  ["migrate"],
])("%s %s explains itself: exit 0", async (...command) => {
  const said = await portal([...command.filter((word) => word !== undefined), "--help"], env);
  expect(said.code).toBe(0);
  expect(said.out).toContain("Usage: portal");
  expect(said.out).toContain("--json");
});

test("as its own process it answers the same way: output, reason and exit code", async () => {
  const good = await portalProcess(["verify", "audit", "--json"], env);
  expect(good).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(good.out)).toMatchObject({ ok: true });
  const wrong = await portalProcess(["deadlines", "--event", "x", "--from", "2026-11-01"], env);
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain("leak-final-report");
});

test("a wrong configuration stops every command with the variable's name", async () => {
  const said = await portal(["verify", "audit"], { ...env, PORT: "abc" });
  expect(said.code).toBe(2);
  expect(said.err).toContain("PORT");
});
