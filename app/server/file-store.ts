import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, readdir, readFile, rename, stat, unlink, utimes } from "node:fs/promises";
import path from "node:path";
import type { FileStore } from "#app/ports.ts";

/** A file store on a disk, with what only the process may do: list and sweep. */
export interface DiskFileStore extends FileStore {
  readonly dir: string;
  /** Every stored hash, for backup and sweeping. */
  list(): AsyncIterable<{ readonly hash: string; readonly changedAt: Date }>;
  /** Removes bytes that no record names (the caller proves that) and that nobody put again since `before`. */
  removeIfOlder(hash: string, before: Date): Promise<boolean>;
  /** Removes half-written files left by a crash, older than `before`; the count. */
  sweepTemporary(before: Date): Promise<number>;
}

const HASH = /^[0-9a-f]{64}$/;
const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/**
 * Bytes at `DIR/ab/cd/<sha-256>`: written to a temporary file, synced, renamed, and the folder synced, so that a
 * name that exists always has its whole content. Writing the same bytes again changes nothing.
 */
export function openFileStore(dir: string): DiskFileStore {
  const pathOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new Error("not a content hash");
    return path.join(dir, hash.slice(0, 2), hash.slice(2, 4), hash);
  };
  const temporary = path.join(dir, "tmp");

  return {
    dir,
    async put(bytes) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const target = pathOf(hash);
      if (await exists(target)) {
        // Put again: young once more, so that the sweep leaves it to the record about to be written.
        const now = new Date();
        await utimes(target, now, now);
        return { hash, bytes: bytes.byteLength };
      }
      const folder = path.dirname(target);
      await mkdir(temporary, { recursive: true, mode: 0o700 });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = path.join(temporary, `${hash}.${randomBytes(8).toString("hex")}`);
      const handle = await open(draft, "wx", 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      try {
        await rename(draft, target);
      } catch (error) {
        await unlink(draft).catch(() => undefined);
        throw error;
      }
      for (const changed of [folder, path.dirname(folder), dir]) await syncFolder(changed);
      return { hash, bytes: bytes.byteLength };
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    has: (hash) => exists(pathOf(hash)),
    async *list() {
      for (const first of await names(dir)) {
        if (!/^[0-9a-f]{2}$/.test(first)) continue;
        for (const second of await names(path.join(dir, first))) {
          for (const hash of await names(path.join(dir, first, second))) {
            if (!HASH.test(hash)) continue;
            const found = await stat(path.join(dir, first, second, hash)).catch(() => null);
            if (found) yield { hash, changedAt: found.mtime };
          }
        }
      }
    },
    async removeIfOlder(hash, before) {
      const found = await stat(pathOf(hash)).catch(() => null);
      if (!found || found.mtime >= before) return false;
      await unlink(pathOf(hash));
      return true;
    },
    async sweepTemporary(before) {
      let removed = 0;
      for (const name of await names(temporary)) {
        const file = path.join(temporary, name);
        const found = await stat(file).catch(() => null);
        if (!found || found.mtime >= before) continue;
        await unlink(file).catch(() => undefined);
        removed++;
      }
      return removed;
    },
  };
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

async function names(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
