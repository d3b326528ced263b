import { spawn } from "node:child_process";
import { sign, verify } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openLater, passwords } from "#app/server/deps.ts";
import { openKeys } from "#app/server/keys.ts";
import { openSecrets } from "#app/server/secrets.ts";
import { testRunDir } from "#tests/support/database.ts";

const fakeSealingKey = async () => ({ keyPem: "KEY", certificatePem: `CERT ${Math.random()}` });
const openRing = () => openKeys(mkdtempSync(path.join(testRunDir, "keys-")), fakeSealingKey);
const own = { id: "org-1", name: "試験(架空)" };
const now = new Date("2026-11-24T00:00:00.000Z");

test("keys are made once, private, and never replaced", async () => {
  const keys = openRing();
  expect(keys.isPresent(own.id)).toBe(false);
  await keys.ensure(own, now);
  expect(keys.isPresent(own.id)).toBe(true);
  const before = [
    keys.sealing(own.id),
    readFileSync(path.join(keys.dir, own.id, "checkpoint-key.pem"), "utf8"),
  ];
  await keys.ensure(own, now);
  expect([
    keys.sealing(own.id),
    readFileSync(path.join(keys.dir, own.id, "checkpoint-key.pem"), "utf8"),
  ]).toEqual(before);
  for (const name of ["sealing-key.pem", "checkpoint-key.pem"]) {
    expect(statSync(path.join(keys.dir, own.id, name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.join(keys.dir, own.id)).mode & 0o777).toBe(0o700);
  expect(await keys.certificates()).toEqual([keys.sealing(own.id).certificatePem]);
});

test("20 starts at once agree on one key", async () => {
  const dir = mkdtempSync(path.join(testRunDir, "keys-"));
  const rings = Array.from({ length: 20 }, () => openKeys(dir, fakeSealingKey));
  const outbox = await Promise.all(rings.map((ring) => ring.outboxKey()));
  expect(new Set(outbox.map((key) => key.toString("hex"))).size).toBe(1);
});

test("20 starts at once agree on key and certificate, and on both halves of the checkpoint key", async () => {
  const dir = mkdtempSync(path.join(testRunDir, "keys-"));
  let made = 0;
  const makeKey = async () => {
    const pair = { keyPem: `KEY ${++made}`, certificatePem: `CERT ${made}` };
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    return pair;
  };
  const rings = Array.from({ length: 20 }, () => openKeys(dir, makeKey));
  await Promise.all(rings.map((ring) => ring.ensure(own, now)));
  expect(made).toBeGreaterThan(1);
  const [ring] = rings;
  const sealing = ring?.sealing(own.id);
  expect(sealing?.keyPem.replace("KEY", "CERT")).toBe(sealing?.certificatePem);
  expect(ring?.verifyHead(own.id, "head", ring.signHead(own.id, "head"))).toBe(true);
  expect(readdirSync(dir)).toEqual([own.id]);
});

test("8 processes at once agree on key and certificate", { timeout: 60_000 }, async () => {
  const dir = mkdtempSync(path.join(testRunDir, "keys-"));
  const source = `
    import { openKeys } from "#app/server/keys.ts";
    import { makeSealingKey } from "#app/server/seal-key.ts";
    await openKeys(${JSON.stringify(dir)}, makeSealingKey).ensure({ id: "org-1", name: "n" }, new Date(0));`;
  const codes = await Promise.all(
    Array.from(
      { length: 8 },
      () =>
        new Promise((resolve) => {
          const args = ["--import", "tsx", "--input-type=module", "--eval", source];
          spawn(process.execPath, args, { stdio: "inherit" }).on("close", resolve);
        }),
    ),
  );
  expect(codes).toEqual(Array(8).fill(0));
  const { keyPem, certificatePem } = openKeys(dir, fakeSealingKey).sealing(own.id);
  const text = Buffer.from("text");
  expect(verify("sha256", text, certificatePem, sign("sha256", text, keyPem))).toBe(true);
  expect(readdirSync(dir)).toEqual([own.id]);
});

test("a key without its certificate is no reason to make another", async () => {
  const keys = openRing();
  await keys.ensure(own, now);
  rmSync(path.join(keys.dir, own.id, "sealing-certificate.pem"));
  await expect(keys.ensure(own, now)).rejects.toThrow();
  expect(readdirSync(path.join(keys.dir, own.id))).toHaveLength(3);
  expect(readdirSync(keys.dir)).toEqual([own.id]);
});

test("a head is signed, and any other head or signature fails", async () => {
  const keys = openRing();
  await keys.ensure(own, now);
  const head = "ab".repeat(32);
  const signature = keys.signHead(own.id, head);
  expect(keys.verifyHead(own.id, head, signature)).toBe(true);
  expect(keys.verifyHead(own.id, "ac".repeat(32), signature)).toBe(false);
  expect(keys.verifyHead(own.id, head, signature.slice(0, -4))).toBe(false);
});

test("an organisation's id never becomes a path", () => {
  const keys = openRing();
  for (const id of ["../x", "", "a/b", "a".repeat(65)]) {
    expect(() => keys.isPresent(id)).toThrow("not an organisation's id");
  }
});

test("what is sealed opens under the same key only, and not once altered", () => {
  const [mine, other] = [openSecrets(Buffer.alloc(32, 1)), openSecrets(Buffer.alloc(32, 2))];
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const whole = text.replace(/\p{Surrogate}/gu, "");
      const sealed = mine.seal(whole);
      expect(mine.open(sealed)).toBe(whole);
      expect(other.open(sealed)).toBeNull();
    }),
  );
  const sealed = mine.seal("secret");
  expect(mine.seal("secret")).not.toBe(sealed);
  for (let at = 3; at < sealed.length; at++) {
    const bent = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    // The last character of base64url may carry unused bits: then the bytes are the same.
    if (Buffer.from(bent.slice(3), "base64url").equals(Buffer.from(sealed.slice(3), "base64url"))) continue;
    expect(mine.open(bent)).toBeNull();
  }
  expect(mine.open("")).toBeNull();
  expect(mine.open("plain text")).toBeNull();
});

test("work for later runs after the answer, is awaited at the end, and a failure is logged", async () => {
  const failed: object[] = [];
  const { later, settled } = openLater({
    info: () => undefined,
    warn: () => undefined,
    error: (data) => void failed.push(data),
  });
  const done: string[] = [];
  later(async () => void done.push("work"));
  later(async () => {
    throw new Error("the database is away");
  });
  done.push("answer");
  await settled();
  expect(done).toEqual(["answer", "work"]);
  expect(failed).toMatchObject([{ error: { message: "the database is away" } }]);
});

test("passwords are argon2id with OWASP's parameters; a broken hash is a wrong password", async () => {
  const hash = await passwords.hash("正しい馬の電池の針");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(hash, "正しい馬の電池の針")).toBe(true);
  expect(await passwords.verify(hash, "正しい馬の電池の釘")).toBe(false);
  expect(await passwords.verify("not a hash", "x")).toBe(false);
  // The same characters typed in another form are the same password (NIST SP 800-63B 3.1.1.2).
  expect(await passwords.verify(await passwords.hash("ガギグゲゴガギグゲゴ12"), "ｶﾞｷﾞｸﾞｹﾞｺﾞｶﾞｷﾞｸﾞｹﾞｺﾞ12")).toBe(true);
});
