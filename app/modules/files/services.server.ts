import { createHash } from "node:crypto";
import { type Actor, type Contribution, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { StoredFileTable } from "#db/schema.ts";
import {
  deleteStaged,
  findFile,
  insertFile,
  listFiles,
  listStaged,
  searchFiles,
  sumPartnerBytes,
  sumStaged,
  updateFileAttachedIfStaged,
  updateFileRemovedIfAttached,
} from "./queries.server.ts";
import { judgeFile, mayReadFile, safeName, stagingLimits } from "./rules.ts";

/** A file as lists and forms show it; `bytes` is its size. */
export interface FileSummary {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
  readonly subjectId: string | null;
  readonly uploadedAt: string;
  readonly uploadedBy: string | null;
}

const summarise = (row: StoredFileTable): FileSummary => ({
  id: row.id,
  name: row.name,
  mediaType: row.mediaType,
  bytes: row.bytes,
  hash: row.hash,
  subjectId: row.subjectId,
  uploadedAt: row.uploadedAt,
  uploadedBy: row.uploadedBy,
});

/**
 * Keeps an uploaded file for this person until a form takes it (`attachFiles`) or a day has passed. `field` is the
 * form's name of it, for the problem.
 * Problems: `invalid` (file-type, file-empty, file-password, file-too-large), `refused` quota-exceeded or
 * staging-full, `unavailable` disk.
 */
export async function stageFile(
  deps: Deps,
  actor: Actor,
  upload: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<FileSummary>> {
  const verdict = judgeFile(upload.name, upload.bytes, deps.limits.uploadFileBytes);
  if (!verdict.ok) {
    const max = `${Math.floor(deps.limits.uploadFileBytes / 1024 / 1024)} MiB`;
    return invalid({
      path: upload.field,
      code: verdict.code,
      params: { value: safeName(upload.name), max },
    });
  }
  const bytes = upload.bytes.byteLength;
  const partnerId = actor.kind === "partner" ? actor.partnerId : null;
  // Bytes first, then the record: a crash between leaves an orphan for the sweep, never a record without its file.
  let hash: string;
  try {
    ({ hash } = await deps.files.put(upload.bytes));
  } catch (error) {
    deps.log.error({ error }, "a file could not be stored");
    return fail({ kind: "unavailable", what: "disk" });
  }
  const row: StoredFileTable = {
    id: deps.newId(),
    organisationId: actor.organisationId,
    partnerId,
    hash,
    name: verdict.name,
    mediaType: verdict.mediaType,
    bytes,
    state: "staged",
    subjectKind: null,
    subjectId: null,
    uploadedBy: personIdOf(actor),
    uploadedAt: deps.now().toISOString(),
    removedAt: null,
  };
  return deps.db.write(async (trx) => {
    const staged = await sumStaged(trx, actor.organisationId, row.uploadedBy);
    if (staged.files >= stagingLimits.files || staged.bytes + bytes > stagingLimits.bytes) {
      return refused("staging-full", { files: stagingLimits.files });
    }
    if (partnerId !== null) {
      const used = await sumPartnerBytes(trx, actor.organisationId, partnerId);
      if (used + bytes > deps.limits.partnerQuotaBytes) {
        return refused("quota-exceeded", { mib: Math.floor(deps.limits.partnerQuotaBytes / 1024 / 1024) });
      }
    }
    await insertFile(trx, row);
    return ok(summarise(row));
  });
}

/** Staged files of this person among `ids`: what a form shows as already there after a failed submit. */
export async function findStagedFiles(
  deps: Deps,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly FileSummary[]> {
  const rows = await listStaged(
    deps.db.read,
    actor.organisationId,
    personIdOf(actor),
    ids.slice(0, stagingLimits.files),
  );
  return rows.map(summarise);
}

/**
 * Makes staged files part of a thing, inside the caller's transaction. Only this person's own staged files; a partner's
 * always become that partner's. Any other id is `not-found`, and nothing may be written by the caller then.
 */
export async function attachFiles(
  trx: Write,
  _deps: Deps,
  actor: Actor,
  to: {
    readonly fileIds: readonly string[];
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly partnerId: string | null;
  },
): Promise<Result<readonly FileSummary[]>> {
  if (actor.kind === "partner" && to.partnerId !== actor.partnerId) return fail({ kind: "not-found" });
  const attached: FileSummary[] = [];
  for (const id of new Set(to.fileIds)) {
    const isAttached = await updateFileAttachedIfStaged(
      trx,
      { id, organisationId: actor.organisationId, uploadedBy: personIdOf(actor) },
      { subjectKind: to.subjectKind, subjectId: to.subjectId, partnerId: to.partnerId },
    );
    const row = isAttached ? await findFile(trx, actor.organisationId, id) : null;
    if (row === null) return fail({ kind: "not-found" });
    attached.push(summarise(row));
  }
  return ok(attached);
}

/** Takes an attached file out of a thing, inside the caller's transaction; the bytes stay (deleting is retiring). */
export async function removeFile(
  trx: Write,
  deps: Deps,
  actor: Actor,
  fileId: string,
): Promise<Result<FileSummary>> {
  const row = await findFile(trx, actor.organisationId, fileId);
  if (row === null || !mayReadFile(actor, row) || row.state !== "attached")
    return fail({ kind: "not-found" });
  if (actor.kind === "partner" && row.uploadedBy !== actor.personId) return fail({ kind: "not-found" });
  await updateFileRemovedIfAttached(trx, actor.organisationId, fileId, deps.now().toISOString());
  return ok(summarise(row));
}

/** Throws away one of this person's own staged files; someone else's or an unknown one is no error and no change. */
export async function discardStagedFile(deps: Deps, actor: Actor, fileId: string): Promise<void> {
  await deps.db.write((trx) => deleteStaged(trx, actor.organisationId, personIdOf(actor), fileId));
}

/** Files of several things of one kind that this actor may read, oldest first. */
export async function listFilesOf(
  executor: Executor,
  actor: Actor,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<readonly FileSummary[]> {
  const rows = await listFiles(executor, actor.organisationId, subjectKind, subjectIds);
  return rows.filter((row) => mayReadFile(actor, row)).map(summarise);
}

/** A file's bytes through the permission check. Unknown and not allowed look alike. `unavailable`: the bytes are damaged. */
export async function openFile(
  deps: Deps,
  actor: Actor,
  fileId: string,
): Promise<Result<{ readonly file: FileSummary; readonly bytes: Buffer }>> {
  const row = await findFile(deps.db.read, actor.organisationId, fileId);
  if (row === null || !mayReadFile(actor, row)) return fail({ kind: "not-found" });
  const bytes = await deps.files.get(row.hash);
  if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== row.hash) {
    deps.log.error({ fileId, hash: row.hash }, "stored bytes are missing or altered");
    return fail({ kind: "unavailable", what: "disk" });
  }
  return ok({ file: summarise(row), bytes });
}

export const search: NonNullable<Contribution["search"]> = {
  documents: { title: { ja: "書類", en: "Documents" }, place: 50, find: searchFiles },
};
