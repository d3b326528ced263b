import fc from "fast-check";
import { expect, test } from "vitest";
import {
  contentDisposition,
  downloadHeaders,
  fileKinds,
  judgeFile,
  mayReadFile,
  safeName,
} from "#app/modules/files/rules.ts";
import { inspectZip, zipLimits } from "#app/modules/files/zip-rules.ts";
import type { PartnerActor, StaffActor, StaffRole } from "#app/ports.ts";
import { docx, jpg, makeZip, pdf, png, xlsx } from "./zip.ts";

const MIB = 1024 * 1024;
const contents = {
  pdf,
  png,
  jpg,
  docx: docx(),
  xlsx: xlsx(),
  zip: makeZip([{ name: "a.txt" }]),
  html: Buffer.from("<!doctype html><script>alert(1)</script>"),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  exe: Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100)]),
} as const;
const extensions = ["pdf", "png", "jpg", "jpeg", "docx", "xlsx", "zip", "html", "svg", "exe", "docm", ""];

test.each(extensions)("a file named .%s passes only when its content says the same", (extension) => {
  const passed = Object.entries(contents)
    .filter(([, bytes]) => judgeFile(extension === "" ? "name" : `name.${extension}`, bytes, MIB).ok)
    .map(([kind]) => kind);
  const expected = Object.entries(fileKinds)
    .filter(([, kind]) => (kind.extensions as readonly string[]).includes(extension))
    .map(([kind]) => kind);
  expect(passed).toEqual(expected);
});

test.each([
  ["empty", Buffer.alloc(0), "a.pdf", "file-empty"],
  ["over the limit", Buffer.concat([pdf, Buffer.alloc(MIB)]), "a.pdf", "file-too-large"],
  ["an encrypted PDF", Buffer.from("%PDF-1.7\ntrailer <</Encrypt 5 0 R>>\n%%EOF"), "a.pdf", "file-password"],
  [
    "an Office file with a password",
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
    "a.xlsx",
    "file-password",
  ],
  ["an encrypted entry", docx({ name: "word/a.xml", flags: 1 }), "a.docx", "file-password"],
  ["macros", docx({ name: "word/vbaProject.bin" }), "a.docx", "file-type"],
  [
    "a document that is both",
    makeZip([{ name: "[Content_Types].xml" }, { name: "word/document.xml" }, { name: "xl/workbook.xml" }]),
    "a.docx",
    "file-type",
  ],
  ["a page before a PDF", Buffer.concat([contents.html, pdf]), "a.pdf", "file-type"],
])("%s is refused with its own code", (_, bytes, name, code) => {
  expect(judgeFile(name, bytes, MIB)).toEqual({ ok: false, code });
});

test("exactly the limit passes", () => {
  const full = Buffer.concat([pdf, Buffer.alloc(MIB - pdf.length)]);
  expect(judgeFile("a.pdf", full, MIB).ok).toBe(true);
});

const manyEntries = (count: number) =>
  makeZip(Array.from({ length: count }, (_, i) => ({ name: `x${i}.xml` })));
test.each([
  ["10 GB claimed", docx({ name: "a.xml", method: 8, claims: { uncompressed: 0xfffffff0 } }), "too-large"],
  [
    "three entries of 100 MB",
    docx(
      ...[1, 2, 3].map((n) => ({
        name: `${n}.xml`,
        method: 8 as const,
        claims: { uncompressed: 100 * MIB },
      })),
    ),
    "too-large",
  ],
  ["high ratio", docx({ name: "a.xml", method: 8, content: Buffer.alloc(20 * MIB) }), "ratio"],
  ["too many entries", manyEntries(zipLimits.entries + 1), "too-many"],
  ["nested by name", docx({ name: "word/inner.zip" }), "nested"],
  ["nested by content", docx({ name: "word/inner.bin", content: makeZip([{ name: "a" }]) }), "nested"],
  ["overlapping entries", docx({ name: "[Content_Types].xml2", claims: { offset: 0 } }), "overlap"],
  ["the same name twice", docx({ name: "word/document.xml" }), "overlap"],
  ["a path upward", docx({ name: "../../etc/cron.d/x" }), "path"],
  ["an absolute path", docx({ name: "/etc/passwd" }), "path"],
  ["a Windows path", docx({ name: "..\\x" }), "path"],
  ["a symbolic link", docx({ name: "link", mode: 0o120777 }), "link"],
  ["bytes after the end", makeZip([{ name: "a" }], Buffer.from("tail")), "broken"],
  ["a program inside", docx({ name: "word/a.exe" }), "active"],
  ["stored with a false size", docx({ name: "a.xml", claims: { uncompressed: 5 } }), "broken"],
  ["no end record", Buffer.from("PK\x03\x04nothing"), "broken"],
])("a container with %s is refused without being inflated", (_, bytes, reason) => {
  const started = performance.now();
  expect(inspectZip(bytes)).toEqual({ ok: false, reason });
  expect(performance.now() - started).toBeLessThan(200);
});

test("a container of 60,000 entries is refused in less than 200 ms", () => {
  const huge = manyEntries(60_000);
  const started = performance.now();
  expect(inspectZip(huge)).toEqual({ ok: false, reason: "too-many" });
  expect(performance.now() - started).toBeLessThan(200);
});

test("no bytes whatever make the judge throw", () => {
  const valid = docx({ name: "word/a.xml", method: 8, content: Buffer.alloc(500) });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, name) => {
      judgeFile(name, bytes, MIB);
      inspectZip(bytes);
    }),
  );
  fc.assert(
    fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, byte) => {
      const bent = Buffer.from(valid);
      bent[at] = byte;
      judgeFile("a.docx", bent, MIB);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["C:\\fakepath\\契約書.pdf", "契約書.pdf"],
  ["a\u0000b.pdf", "ab.pdf"],
  ["CON.pdf", "_CON.pdf"],
  ["nul", "_nul"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"],
  ['q"uote.pdf', "q_uote.pdf"],
  ["か\u3099.pdf", "が.pdf"],
  ["㈱あい①.pdf", "㈱あい①.pdf"],
  ["...", "file"],
  ["", "file"],
  [".pdf", "pdf"],
])("the name %j becomes %j", (name, expected) => {
  expect(safeName(name)).toBe(expected);
});

test("a long name keeps its extension, and no name holds a folder or a hidden character", () => {
  const long = safeName(`${"長".repeat(300)}.pdf`);
  expect(Array.from(long)).toHaveLength(150);
  expect(long.endsWith(".pdf")).toBe(true);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const safe = safeName(name);
      expect(safe).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(safe.length).toBeGreaterThan(0);
      expect(Array.from(safe).length).toBeLessThanOrEqual(150);
      expect(safeName(safe)).toBe(safe);
    }),
  );
});

test("a download is one header line that a strict reader gets the name back from", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (name) => {
      const safe = safeName(name);
      const value = contentDisposition(safe);
      expect(value).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
      );
      new Headers({ "Content-Disposition": value });
      const encoded = /filename\*=UTF-8''(.*)$/.exec(value)?.[1] ?? "";
      expect(decodeURIComponent(encoded)).toBe(safe.replace(/\p{Surrogate}/gu, "_"));
    }),
  );
  const headers = downloadHeaders({ name: "a.pdf", mediaType: "application/pdf", bytes: 3 });
  expect(headers["Content-Security-Policy"]).toContain("sandbox");
  expect(headers["X-Content-Type-Options"]).toBe("nosniff");
});

const staff = (role: StaffRole): StaffActor => ({
  kind: "staff",
  personId: "s",
  name: "職員(架空)",
  title: null,
  organisationId: "org",
  role,
  department: null,
  lang: "ja",
  authenticatedAt: "2026-01-01T00:00:00.000Z",
});
const partner = (partnerId: string, personId = "p"): PartnerActor => ({
  kind: "partner",
  personId,
  name: "回答者(架空)",
  organisationId: "org",
  partnerId,
  role: "respondent",
  lang: "ja",
  authenticatedAt: "2026-01-01T00:00:00.000Z",
});
const file = {
  organisationId: "org",
  partnerId: "A" as string | null,
  state: "attached",
  subjectKind: "answer" as string | null,
  uploadedBy: "p" as string | null,
};

test.each([
  ["its own company's answer", partner("A", "other"), file, true],
  ["another company's answer", partner("B"), file, false],
  [
    "the organisation's own paper about it",
    partner("A"),
    { ...file, subjectKind: "contract", uploadedBy: "s" },
    false,
  ],
  ["a paper of nobody", partner("A"), { ...file, partnerId: null }, false],
  ["a colleague's staged file", partner("A", "other"), { ...file, state: "staged" }, false],
  ["its own staged file", partner("A"), { ...file, state: "staged" }, true],
  ["a removed file", partner("A"), { ...file, state: "removed" }, false],
  ["another organisation's file", partner("A"), { ...file, organisationId: "other" }, false],
])("a partner's person and %s", (_, actor, about, expected) => {
  expect(mayReadFile(actor, about)).toBe(expected);
});

test("staff read files, administrators by that role alone do not, and nobody another's staging", () => {
  const readers = (
    ["office", "department", "privacy-manager", "director", "auditor", "administrator"] as const
  ).filter((role) => mayReadFile(staff(role), file));
  expect(readers).toEqual(["office", "department", "privacy-manager", "director", "auditor"]);
  expect(mayReadFile(staff("office"), { ...file, state: "staged" })).toBe(false);
});
