import { type Actor, personIdOf } from "#app/ports.ts";
import { inspectZip } from "./zip-rules.ts";

/** What may be uploaded; judged by content, and the extension must say the same (OWASP ASVS 5.2.2). */
export const fileKinds = {
  pdf: { mediaType: "application/pdf", extensions: ["pdf"] },
  png: { mediaType: "image/png", extensions: ["png"] },
  jpg: { mediaType: "image/jpeg", extensions: ["jpg", "jpeg"] },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: ["docx"],
  },
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extensions: ["xlsx"],
  },
} as const;
export type FileKind = keyof typeof fileKinds;

/** For `accept` of a file field. */
export const acceptedTypes = Object.values(fileKinds)
  .flatMap((kind) => kind.extensions.map((extension) => `.${extension}`))
  .join(",");

/** Why a file is refused: codes of the words of field problems. */
export type FileRefusal = "file-type" | "file-empty" | "file-password" | "file-too-large";
export type FileVerdict =
  | { readonly ok: true; readonly name: string; readonly kind: FileKind; readonly mediaType: string }
  | { readonly ok: false; readonly code: FileRefusal };

/** Judges a file by its bytes and its name; `name` of the answer is safe to show and to send. */
export function judgeFile(name: string, bytes: Uint8Array, limitBytes: number): FileVerdict {
  if (bytes.length === 0) return { ok: false, code: "file-empty" };
  if (bytes.length > limitBytes) return { ok: false, code: "file-too-large" };
  const safe = safeName(name);
  const extension = extensionOf(safe);
  const kind = kindOf(bytes, extension);
  if (kind === null || kind === "file-password") return { ok: false, code: kind ?? "file-type" };
  const expected: readonly string[] = fileKinds[kind].extensions;
  if (!expected.includes(extension)) return { ok: false, code: "file-type" };
  return { ok: true, name: safe, kind, mediaType: fileKinds[kind].mediaType };
}

function kindOf(bytes: Uint8Array, extension: string): FileKind | "file-password" | null {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]))
    return isEncryptedPdf(bytes) ? "file-password" : "pdf";
  if (
    startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) &&
    ascii(bytes, 12, 16) === "IHDR"
  ) {
    return "png";
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpg";
  // An Office file with a password is wrapped in an OLE container (MS-OFFCRYPTO 2.3).
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    return extension === "docx" || extension === "xlsx" ? "file-password" : null;
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const zip = inspectZip(bytes);
    if (!zip.ok) return zip.reason === "encrypted" ? "file-password" : null;
    if (!zip.names.has("[Content_Types].xml")) return null;
    const isWord = zip.names.has("word/document.xml");
    const isExcel = zip.names.has("xl/workbook.xml");
    if (isWord === isExcel) return null;
    return isWord ? "docx" : "xlsx";
  }
  return null;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

function ascii(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (const byte of bytes.subarray(Math.max(0, from), to)) text += String.fromCharCode(byte);
  return text;
}

/** The trailer names the encryption dictionary: at the end, or at the start of a linearised file. */
function isEncryptedPdf(bytes: Uint8Array): boolean {
  const ends = ascii(bytes, 0, 2048) + ascii(bytes, bytes.length - 2048, bytes.length);
  return /\/Encrypt\b/.test(ends);
}

const NAME_LENGTH = 150;
/** Control characters, line and paragraph separators, direction marks and overrides, invisible fillers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/g;
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** A name that can be shown, logged and saved anywhere: no folder, no hidden character, at most 150 characters, NFC. */
export function safeName(name: string): string {
  const last = name.normalize("NFC").replace(HIDDEN, "").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .replace(/\s+/g, " ");
  const guarded = RESERVED.test(plain) ? `_${plain}` : plain;
  const dot = guarded.lastIndexOf(".");
  const [stem, extension] =
    dot > 0 && guarded.length - dot <= 6 ? [guarded.slice(0, dot), guarded.slice(dot)] : [guarded, ""];
  const points = Array.from(stem);
  const short = points.slice(0, NAME_LENGTH - extension.length).join("");
  return short + extension || "file";
}

const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** `attachment` with an ASCII name and the real one (RFC 6266, RFC 8187). `name` has been through `safeName`. */
export function contentDisposition(name: string): string {
  const fallback = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, "_")).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}

/** Headers of a download: saved, never shown or run in our origin. */
export const downloadHeaders = (file: {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}): Record<string, string> => ({
  "Content-Type": file.mediaType,
  "Content-Length": String(file.bytes),
  "Content-Disposition": contentDisposition(file.name),
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
});

/** Things a partner works on together with the organisation; files of other things are the organisation's own. */
export const sharedSubjectKinds: readonly string[] = [
  "answer",
  "assessment",
  "finding",
  "lot",
  "certificate",
  "subcontractor",
];

/** Whether an actor may read a file. Staged ones are their uploader's alone. */
export function mayReadFile(
  actor: Actor,
  file: {
    readonly organisationId: string;
    readonly partnerId: string | null;
    readonly state: string;
    readonly subjectKind: string | null;
    readonly uploadedBy: string | null;
  },
): boolean {
  if (file.organisationId !== actor.organisationId) return false;
  if (file.state === "staged") return file.uploadedBy === personIdOf(actor);
  if (actor.kind === "system") return true;
  if (actor.kind === "staff") return actor.role !== "administrator";
  if (file.state === "removed" || file.partnerId !== actor.partnerId) return false;
  return (
    file.uploadedBy === actor.personId ||
    (file.subjectKind !== null && sharedSubjectKinds.includes(file.subjectKind))
  );
}

/** What one person may keep in staging at a time. */
export const stagingLimits = { files: 100, bytes: 300 * 1024 * 1024 } as const;
