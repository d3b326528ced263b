import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { renderDocument } from "#app/documents/render.server.ts";
import { generateSealingKey, type SealingKey, sealPdf, verifySeal } from "#app/documents/seal.server.ts";
import { hasProgram, validatePdf, whyNoValidator } from "../support/validate-pdf.ts";
import { saved, smallSpec, withSeal } from "./pdf.ts";
import { sampleSpec } from "./sample.ts";

const organisation = "みどり野生活協同組合（架空）";
const now = "2026-04-01T00:00:00.000Z";
let key: SealingKey;
let other: SealingKey;
let sealed: Buffer;
beforeAll(async () => {
  [key, other] = await Promise.all([
    generateSealingKey({ organisation, now }),
    generateSealingKey({ organisation, now }),
  ]);
  sealed = await sealPdf((await renderDocument(withSeal(smallSpec()))).bytes, key);
});
const verdict = async (
  bytes: Uint8Array,
  trusted: readonly string[] = [key.certificatePem],
): Promise<string> => (await verifySeal(bytes, trusted)).verdict;

test("a sealed document is valid, whole, and names its signer and time", async () => {
  expect(await verifySeal(sealed, [other.certificatePem, key.certificatePem])).toEqual({
    verdict: "valid",
    coversWholeDocument: true,
    signer: organisation,
    signedAt: "2027-04-15T00:12:00.000Z",
    certificateSha256: createHash("sha256")
      .update(Buffer.from(key.certificatePem.replace(/-----[^-]+-----|\s/g, ""), "base64"))
      .digest("hex"),
  });
});

test("a seal of somebody else is not trusted, although its name is the same", async () => {
  expect(await verdict(sealed, [other.certificatePem])).toBe("untrusted");
  expect(await verdict(sealed, [])).toBe("untrusted");
});

test("a document without a seal is not sealed, one with an empty field is not good", async () => {
  expect(await verdict((await renderDocument(smallSpec())).bytes)).toBe("not-sealed");
  expect(await verdict((await renderDocument(withSeal(smallSpec()))).bytes)).toBe("altered");
  expect(await verdict(Buffer.from("no PDF"))).toBe("not-sealed");
  expect(await verdict(Buffer.alloc(0))).toBe("not-sealed");
});

test("only a document with room for it is sealed, and only once", async () => {
  await expect(sealPdf((await renderDocument(smallSpec())).bytes, key)).rejects.toThrow();
  await expect(sealPdf(sealed, key)).rejects.toThrow();
});

test("a key that does not fit its certificate seals nothing", async () => {
  const rendered = await renderDocument(withSeal(smallSpec()));
  await expect(
    sealPdf(rendered.bytes, { keyPem: other.keyPem, certificatePem: key.certificatePem }),
  ).rejects.toThrow();
});

test("500 single-bit changes anywhere are all found", async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 500; i++) {
    const copy = Buffer.from(sealed);
    const at = Math.floor((i * (copy.length - 1)) / 499);
    copy[at] = (copy[at] ?? 0) ^ (1 << (i % 8));
    seen.add(await verdict(copy));
  }
  expect(seen.has("valid")).toBe(false);
  expect(seen.has("untrusted")).toBe(false);
});

test("a change of any byte of the signature and of the room behind it is found", {
  timeout: 120_000,
}, async () => {
  const at = sealed.indexOf("/Contents <") + "/Contents <".length;
  const room = Buffer.from(sealed.toString("latin1", at, sealed.indexOf(">", at)), "hex");
  const length = 4 + room.readUInt16BE(2);
  expect(room.subarray(length).every((byte) => byte === 0)).toBe(true);
  const missed: number[] = [];
  for (let i = 0; i < room.length; i += i < length ? 1 : 101) {
    const changed = (room[i] ?? 0) ^ (1 << (i % 8));
    const copy = Buffer.from(sealed);
    copy.write(changed.toString(16).padStart(2, "0"), at + i * 2, "latin1");
    if ((await verdict(copy)) !== "altered") missed.push(i);
  }
  expect(missed).toEqual([]);
});

/** Places of the DER NULL behind an algorithm: of the digests, of the signer, and of its signature. */
test.each([
  ["the digests", /608648016503040201(0500)(?=300b06092a864886f70d010701)/],
  ["the signer's digest", /608648016503040201(0500)(?=a08)/],
  ["the signature", /2a864886f70d01010b(0500)(?=04820180)/],
])("the parameters of %s are NULL and nothing else", async (_, place) => {
  const text = sealed.toString("latin1");
  const found = place.exec(text);
  expect(found).not.toBeNull();
  for (const other of ["0400", "0100", "8500", "2500", "0c00"]) {
    const at = (found?.index ?? 0) + (found?.[0].length ?? 4) - 4;
    const copy = Buffer.from(sealed);
    copy.write(other, at, "latin1");
    expect(await verdict(copy), other).toBe("altered");
  }
});

test("random changes of any byte are found", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const copy = Buffer.from(sealed);
      copy[at] = (copy[at] ?? 0) ^ mask;
      expect(["altered", "not-sealed"]).toContain(await verdict(copy));
    }),
    { numRuns: 200 },
  );
});

test.each<[string, (b: Buffer) => Buffer]>([
  ["a space at the end", (b) => Buffer.concat([b, Buffer.from(" ")])],
  [
    "an incremental update",
    (b) =>
      Buffer.concat([
        b,
        Buffer.from(
          "1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 1 >>\nstartxref\n1\n%%EOF\n",
        ),
      ]),
  ],
  [
    "a second signature",
    (b) =>
      Buffer.concat([b, Buffer.from("9 0 obj\n<< /ByteRange [0 1 2 3] /Contents <00> >>\nendobj\n%%EOF\n")]),
  ],
  ["something before the head", (b) => Buffer.concat([Buffer.from(" "), b])],
  ["cut off", (b) => b.subarray(0, b.length - 1)],
  ["twice the file", (b) => Buffer.concat([b, b])],
  [
    "a range that leaves the end out",
    (b) =>
      replaced(b, /\/ByteRange \[0 (\d+) (\d+) (\d+)\] */, (all, s, e, l) =>
        `/ByteRange [0 ${s} ${e} ${Number(l) - 1}]`.padEnd(all.length),
      ),
  ],
  [
    "a range with a wider gap",
    (b) =>
      replaced(b, /\/ByteRange \[0 (\d+) (\d+) (\d+)\] */, (all, s, e, l) =>
        `/ByteRange [0 ${Number(s) - 2} ${e} ${l}]`.padEnd(all.length),
      ),
  ],
  ["a range that begins later", (b) => replaced(b, /\/ByteRange \[0 (\d+)/, (_, s) => `/ByteRange [1 ${s}`)],
  ["something behind the signature in its room", (b) => replaced(b, /0{40}>/, () => `${"0".repeat(38)}ff>`)],
  ["upper case in the room", (b) => replaced(b, /\/Contents <30/, () => "/Contents <3A")],
  [
    "an emptied signature",
    (b) => replaced(b, /\/Contents <[0-9a-f]+>/, (all) => `/Contents <${"0".repeat(all.length - 12)}>`),
  ],
])("found out: %s", async (_, change) => {
  const changed = change(sealed);
  expect(changed.equals(sealed)).toBe(false);
  expect(["altered", "not-sealed"]).toContain(await verdict(changed));
});

function replaced(b: Buffer, what: RegExp, by: (...groups: string[]) => string): Buffer {
  return Buffer.from(b.toString("latin1").replace(what, by), "latin1");
}

test("a seal taken from another document does not fit", async () => {
  const spec = smallSpec({
    blocks: [
      { kind: "title", text: "ひばり配送株式会社(架空)" },
      { kind: "paragraph", text: "契約を確かめました!" },
    ],
  });
  const second = await sealPdf((await renderDocument(withSeal(spec))).bytes, key);
  const room = (b: Buffer): string => /\/Contents <([0-9a-f]+)>/.exec(b.toString("latin1"))?.[1] ?? "";
  const swapped = Buffer.from(sealed.toString("latin1").replace(room(sealed), room(second)), "latin1");
  expect(await verdict(swapped)).toBe("altered");
});

const programs = ["pdfsig", "qpdf", "openssl"].filter(
  (p) => !hasProgram(p, p === "pdfsig" ? "-v" : p === "openssl" ? "version" : "--version"),
);
if (programs.length > 0) process.stderr.write(`left out, not found: ${programs.join(", ")}\n`);

test.skipIf(programs.includes("pdfsig"))("pdfsig agrees", async () => {
  const run = spawnSync("pdfsig", ["-nocert", saved("sealed.pdf", sealed)], { encoding: "utf8" });
  expect(run.stdout).toContain("Signature is Valid");
  expect(run.stdout).toContain("Total document signed");
  expect(run.stdout).toContain("ETSI.CAdES.detached");
  expect(run.stdout).toContain("SHA-256");
  const copy = Buffer.from(sealed);
  copy[1000] = (copy[1000] ?? 0) ^ 1;
  expect(
    spawnSync("pdfsig", ["-nocert", saved("flipped.pdf", copy)], { encoding: "utf8" }).stdout,
  ).not.toContain("Signature is Valid");
});

test.skipIf(programs.includes("qpdf"))("qpdf finds nothing to mend, and no active content", async () => {
  const file = saved(
    "sealed.pdf",
    await sealPdf((await renderDocument(sampleSpec("ja", { seal: true }))).bytes, key),
  );
  const check = spawnSync("qpdf", ["--check", file], { encoding: "utf8" });
  expect(check.status, check.stdout + check.stderr).toBe(0);
  expect(check.stderr).toBe("");
  const json = spawnSync("qpdf", ["--json", file], { encoding: "utf8", maxBuffer: 1e9 }).stdout;
  for (const sign of ["/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/URI"])
    expect(json.includes(`"${sign}"`), sign).toBe(false);
});

test.skipIf(programs.includes("openssl"))("openssl reads the certificate: RSA 3072, ten years", () => {
  const run = spawnSync("openssl", ["x509", "-noout", "-text"], {
    input: key.certificatePem,
    encoding: "utf8",
  });
  expect(run.stdout).toContain("3072 bit");
  expect(run.stdout).toContain("sha256WithRSAEncryption");
  expect(run.stdout).toMatch(/Not After : Apr +1 00:00:00 2036/);
});

const missing = whyNoValidator();
test.skipIf(missing !== undefined)("a sealed document still conforms", { timeout: 120_000 }, async () => {
  const { conforms, report } = validatePdf(saved("sealed.pdf", sealed));
  expect(conforms, report).toBe(true);
});
