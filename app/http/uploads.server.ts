import { data } from "@remix-run/node";
import { discardStagedFile, findStagedFiles, stageFile } from "#app/modules/files/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { Problem } from "#app/result.ts";
import type { FormInput } from "./form.server.ts";
import { type Rejected, statusOf } from "./ladder.server.ts";

/** A file kept from an earlier try, as the file field shows it. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** What a form with files gets back: as `Rejected`, with the files that are kept, by field. */
export interface RejectedWithFiles extends Rejected {
  readonly staged: Readonly<Record<string, readonly KeptFile[]>>;
}

export interface Uploads {
  /** Staged files by field: those of earlier tries and those sent now. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Of the first file that was not accepted. */
  readonly problem: Problem | null;
  /** The button that removes one staged file was pressed: nothing else is to be done. */
  readonly isDiscard: boolean;
}

const stagedName = (field: string): string => `${field}.staged`;

/**
 * Keeps what was uploaded under `fields` before the act is tried, so that a failed form does not ask for it again, with or
 * without JavaScript. The ids are handed to the act, which attaches them in its own transaction.
 */
export async function takeUploads(
  deps: Deps,
  actor: Actor,
  input: FormInput,
  fields: readonly string[],
  discardName = "discard",
): Promise<Uploads> {
  const discarded = input.text(discardName);
  if (discarded !== "") await discardStagedFile(deps, actor, discarded);
  const ids: Record<string, string[]> = {};
  let problem: Problem | null = null;
  for (const field of fields) {
    const kept = input.all(stagedName(field)).filter((id) => id !== discarded);
    const known = kept.length === 0 ? [] : await findStagedFiles(deps, actor, kept);
    const list = known.map((file) => file.id);
    for (const file of input.filesOf(field)) {
      const staged = await stageFile(deps, actor, file);
      if (staged.ok) list.push(staged.value.id);
      else problem ??= staged.problem;
    }
    ids[field] = list;
  }
  return { ids, problem, isDiscard: discarded !== "" };
}

/** The form again, with everything typed and every file that is kept. */
export async function againWithFiles(
  deps: Deps,
  actor: Actor,
  problem: Problem | null,
  input: FormInput,
  { ids }: Uploads,
) {
  const staged: Record<string, KeptFile[]> = {};
  for (const [field, list] of Object.entries(ids)) {
    if (list.length === 0) continue;
    const files = await findStagedFiles(deps, actor, list);
    staged[field] = files.map(({ id, name, bytes }) => ({ id, name, bytes }));
  }
  const rejected: RejectedWithFiles = {
    problem: problem ?? { kind: "invalid", fields: [] },
    values: input.values(),
    staged,
  };
  return data(rejected, { status: problem === null ? 200 : statusOf(problem) });
}
