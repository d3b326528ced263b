/**
 * Judges a ZIP container (docx, xlsx) by its central directory only: nothing is ever inflated, so a bomb costs
 * nothing (OWASP ASVS 5.2.3). Offsets after APPNOTE.TXT 4.3.
 */
export const zipLimits = {
  entries: 2_000,
  /** Sum of uncompressed sizes. */
  totalBytes: 256 * 1024 * 1024,
  /** Uncompressed to compressed, judged once the whole is larger than `ratioFromBytes`. */
  ratio: 150,
  ratioFromBytes: 8 * 1024 * 1024,
} as const;

export type ZipReason =
  | "broken"
  | "too-many"
  | "too-large"
  | "ratio"
  | "overlap"
  | "nested"
  | "path"
  | "link"
  | "encrypted"
  | "active";
export type ZipVerdict =
  | { readonly ok: true; readonly names: ReadonlySet<string> }
  | { readonly ok: false; readonly reason: ZipReason };

const no = (reason: ZipReason): ZipVerdict => ({ ok: false, reason });

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
/** Containers and programs inside; macros make a document active. Office's own embedded charts are `embeddings/*.xlsx`. */
const NESTED = /\.(zip|gz|tgz|bz2|xz|7z|rar|tar|jar|cab|iso)$/i;
const ACTIVE = /(^|\/)vbaProject\.bin$|\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|html?|svg)$/i;

interface Entry {
  readonly start: number;
  readonly end: number;
}

export function inspectZip(bytes: Uint8Array): ZipVerdict {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return no("broken");
  const count = view.getUint16(end + 10, true);
  const directorySize = view.getUint32(end + 12, true);
  const directoryAt = view.getUint32(end + 16, true);
  if (count === 0xffff || directoryAt === 0xffffffff) return no("too-large"); // ZIP64
  if (count > zipLimits.entries) return no("too-many");
  const isOneDisk =
    view.getUint16(end + 4, true) === 0 &&
    view.getUint16(end + 6, true) === 0 &&
    view.getUint16(end + 8, true) === count;
  if (!isOneDisk || directoryAt + directorySize !== end) return no("broken");

  const names = new Set<string>();
  const entries: Entry[] = [];
  let total = 0;
  let at = directoryAt;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL) return no("broken");
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const compressed = view.getUint32(at + 20, true);
    const uncompressed = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const mode = view.getUint32(at + 38, true) >>> 16;
    const start = view.getUint32(at + 42, true);
    const next = at + CENTRAL_SIZE + nameLength + extraLength + commentLength;
    if (next > end) return no("broken");
    const name = latin(bytes, at + CENTRAL_SIZE, nameLength);
    if ((flags & 0x0001) !== 0 || (flags & 0x2000) !== 0) return no("encrypted");
    if (method !== 0 && method !== 8) return no("broken");
    if ((mode & 0xf000) === 0xa000) return no("link");
    if (/^\/|\\|(^|\/)\.\.(\/|$)|^[A-Za-z]:|\0/.test(name)) return no("path");
    if (NESTED.test(name)) return no("nested");
    if (ACTIVE.test(name)) return no("active");
    if (names.has(name)) return no("overlap");
    names.add(name);

    if (start + LOCAL_SIZE > directoryAt || view.getUint32(start, true) !== LOCAL) return no("broken");
    const localName = view.getUint16(start + 26, true);
    const dataAt = start + LOCAL_SIZE + localName + view.getUint16(start + 28, true);
    if (latin(bytes, start + LOCAL_SIZE, localName) !== name) return no("overlap");
    if (dataAt + compressed > directoryAt) return no("overlap");
    if (method === 0 && compressed !== uncompressed) return no("broken");
    if (method === 0 && compressed >= 4 && view.getUint32(dataAt, true) === LOCAL) return no("nested");
    entries.push({ start, end: dataAt + compressed });
    total += uncompressed;
    if (total > zipLimits.totalBytes) return no("too-large");
    at = next;
  }
  if (at !== end) return no("broken");
  entries.sort((a, b) => a.start - b.start);
  for (let i = 1; i < entries.length; i++) {
    const [before, entry] = [entries[i - 1], entries[i]];
    if (before && entry && entry.start < before.end) return no("overlap");
  }
  if (total > zipLimits.ratioFromBytes && total > bytes.length * zipLimits.ratio) return no("ratio");
  return { ok: true, names };
}

/** The end record, which must be the very end of the file: nothing hides behind it. */
function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - END_SIZE - 0xffff);
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return null;
}

function latin(bytes: Uint8Array, from: number, length: number): string {
  let text = "";
  for (const byte of bytes.subarray(from, from + length)) text += String.fromCharCode(byte);
  return text;
}
