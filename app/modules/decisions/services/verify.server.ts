import { countHit } from "#app/modules/access/services/common.server.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import type { Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { type CirculationRow, findCirculation } from "../fragments.server.ts";
import {
  findArtefactByHash,
  findByVerificationCode,
  listArtefacts,
  toCirculation,
} from "../queries.server.ts";
import { parseVerificationCode } from "../rules/code.ts";
import { awaitingConfirmation } from "../rules/engine.ts";
import { sha256 } from "./papers.server.ts";

export const verdicts = ["genuine", "altered", "unknown", "superseded"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Whether a file, or a code on paper, is the document that was decided. Public: no names of persons.
 * - `genuine`: byte for byte the decided document; `superseded`: so it was, and a later one was decided, or it is a paper
 *   from before the decision
 * - `altered`: bears this organisation's seal, which does not hold; `unknown`: nothing here has these bytes or this code
 */
export interface Verification {
  readonly verdict: Verdict;
  /** SHA-256 of the file that was handed in; null for a code. */
  readonly hash: string | null;
  readonly document: VerifiedDocument | null;
}
export interface VerifiedDocument {
  readonly organisation: string;
  readonly number: string;
  readonly title: string;
  readonly round: number;
  readonly language: string;
  readonly state: string;
  readonly decidedAt: string | null;
  readonly artefact: string | null;
  readonly modelHash: string | null;
  readonly sealedHash: string | null;
  readonly auditHead: string | null;
  readonly verificationCode: string | null;
  readonly isDeputyDecision: boolean;
  readonly confirmedAt: string | null;
  readonly isAwaitingConfirmation: boolean;
  readonly boardReportedOn: string | null;
  readonly boardMinutesNumber: string | null;
}

async function documentOf(
  deps: Deps,
  row: CirculationRow,
  artefact: string | null,
): Promise<VerifiedDocument> {
  const artefacts = await listArtefacts(deps.db.read, row.organisationId, row.id);
  return {
    organisation: await getOrganisationName(deps.db.read, row.organisationId),
    number: row.number,
    title: row.title,
    round:
      row.acts.findLast((a) => a.kind === "approve" || a.kind === "approve-conditionally")?.round ??
      row.round,
    language: row.language,
    state: row.state,
    decidedAt: row.decidedAt,
    artefact,
    modelHash: row.modelHash,
    sealedHash: artefacts.findLast((a) => a.kind === "sealed")?.hash ?? null,
    auditHead: row.auditHead,
    verificationCode: row.verificationCode,
    isDeputyDecision: row.acts.some(
      (a) => a.onBehalfOf !== null && (a.kind === "approve" || a.kind === "approve-conditionally"),
    ),
    confirmedAt: row.acts.findLast((a) => a.kind === "confirm")?.at ?? null,
    isAwaitingConfirmation: awaitingConfirmation(toCirculation(row)).length > 0,
    boardReportedOn: row.boardReportedOn,
    boardMinutesNumber: row.boardMinutesNumber,
  };
}

const isSuperseded = async (deps: Deps, row: CirculationRow): Promise<boolean> =>
  (await deps.subjects[row.subjectKind]?.isSuperseded(deps.db.read, row.organisationId, row.subjectId)) ??
  false;

/** Judges a file by its bytes. */
export async function verifyFile(deps: Deps, bytes: Uint8Array): Promise<Verification> {
  const hash = sha256(bytes);
  const artefact = await findArtefactByHash(deps.db.read, hash);
  if (artefact) {
    const row = await findCirculation(deps.db.read, artefact.organisationId, artefact.circulationId);
    if (row) {
      const document = await documentOf(deps, row, artefact.kind);
      const isLatest = artefact.kind !== "reviewed" && !(await isSuperseded(deps, row));
      return { verdict: isLatest ? "genuine" : "superseded", hash, document };
    }
  }
  // Not byte for byte one of ours: a seal of ours that fails means somebody changed it.
  const seal = await deps.seal.verify(bytes);
  return { verdict: seal.verdict === "altered" ? "altered" : "unknown", hash, document: null };
}

/** Looks up the code printed on paper; what it shows lets a reader compare the hashes printed beside it. */
export async function verifyCode(deps: Deps, typed: string): Promise<Verification> {
  const code = parseVerificationCode(typed);
  const row = code === null ? null : await findByVerificationCode(deps.db.read, code);
  if (!row) return { verdict: "unknown", hash: null, document: null };
  return {
    verdict: (await isSuperseded(deps, row)) ? "superseded" : "genuine",
    hash: null,
    document: await documentOf(deps, row, null),
  };
}

/** The same, for the public page: counted per client. */
export async function verifyPublicly(
  deps: Deps,
  client: string,
  input: { readonly bytes: Uint8Array } | { readonly code: string },
): Promise<Result<Verification>> {
  const counted = await countHit(deps, "verify-client", client);
  if (!counted.ok) return counted;
  return ok("bytes" in input ? await verifyFile(deps, input.bytes) : await verifyCode(deps, input.code));
}
