import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { langOf } from "#app/i18n/lang.ts";
import { readHead } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Deps, PrintedAct, PrintedDecision } from "#app/ports.ts";
import { fail, ok, type Problem, type Result, refused } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import type { ActRow, CirculationRow } from "../fragments.server.ts";
import { listDeputies, listStaffOn } from "../queries.server.ts";
import { verificationCode } from "../rules/code.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A snapshot whose bytes lie in the file store: canonical JSON (RFC 8785) and its SHA-256. */
export interface FrozenModel {
  readonly hash: string;
  readonly bytes: number;
}

const failed = (problem: Problem, what: string, error: unknown, deps: Deps): Result<never> => {
  deps.log.error({ error }, what);
  return fail(problem);
};

/** Stores bytes before the act that needs them; an act that does not happen leaves bytes nobody points to. */
async function store(deps: Deps, bytes: Uint8Array): Promise<Result<FrozenModel>> {
  try {
    return ok(await deps.files.put(bytes));
  } catch (error) {
    return failed({ kind: "unavailable", what: "disk" }, "the file store failed", error, deps);
  }
}

/** Freezes a model: what is decided from now on. */
export function freezeModel(deps: Deps, model: unknown): Promise<Result<FrozenModel>> {
  const canonical = canonicalize(model);
  if (canonical === undefined) throw new Error("a model is JSON");
  return store(deps, Buffer.from(canonical, "utf8"));
}

/** The frozen model of a circulation's round, its bytes checked against the hash. */
export async function readModel(deps: Deps, modelHash: string): Promise<Result<unknown>> {
  let bytes: Buffer | null;
  try {
    bytes = await deps.files.get(modelHash);
  } catch (error) {
    return failed({ kind: "unavailable", what: "disk" }, "the file store failed", error, deps);
  }
  if (bytes === null || sha256(bytes) !== modelHash) {
    deps.log.error({ modelHash }, "a frozen model is missing or altered");
    return fail({ kind: "unavailable", what: "disk" });
  }
  return ok(JSON.parse(bytes.toString("utf8")) as unknown);
}

/** The acts of the present round as the paper shows them. */
export async function printedActs(
  executor: Executor,
  row: Pick<CirculationRow, "organisationId">,
  acts: readonly ActRow[],
): Promise<PrintedAct[]> {
  const principals = acts.some((a) => a.onBehalfOf !== null);
  const deputies = principals ? await listDeputies(executor, row.organisationId) : [];
  const printed: PrintedAct[] = [];
  for (const act of acts) {
    const day = tokyoDay(act.at);
    const absence =
      act.onBehalfOf === null
        ? undefined
        : deputies.find(
            (d) =>
              d.principalId === act.onBehalfOf &&
              d.deputyId === act.actorId &&
              d.validFrom <= day &&
              day <= d.validTo,
          );
    const staff = act.onBehalfOf === null ? [] : await listStaffOn(executor, row.organisationId, day);
    printed.push({
      kind: act.kind,
      actorName: act.actorName,
      actorTitle: act.actorTitle,
      role: act.role,
      onBehalfOf:
        act.onBehalfOf === null
          ? null
          : {
              name: absence?.principalName ?? "",
              title: staff.find((s) => s.personId === act.onBehalfOf)?.title ?? null,
            },
      absence: absence ? { from: absence.validFrom, to: absence.validTo, reason: absence.reason } : null,
      reason: act.reason,
      conditions: act.conditions.map((c) => ({ text: c.text, owner: c.ownerName, dueOn: c.dueOn })),
      at: act.at,
    });
  }
  return printed;
}

/** Everything the paper of a circulation needs, in the stage it is drawn for. */
export async function printedOf(
  executor: Executor,
  deps: Deps,
  row: CirculationRow,
  acts: readonly ActRow[],
  at: {
    readonly stage: PrintedDecision["stage"];
    readonly drawnAt: string;
    readonly auditHead?: string;
    readonly code?: string;
  },
): Promise<PrintedDecision> {
  return {
    circulationId: row.id,
    number: row.number,
    title: row.title,
    round: acts.at(-1)?.round ?? row.round,
    language: langOf(row.language),
    acts: await printedActs(executor, row, acts),
    modelHash: row.modelHash ?? "",
    auditHead: at.auditHead ?? null,
    verificationCode: at.code ?? null,
    verifyUrl: `${deps.links.origin}/verify`,
    drawnAt: at.drawnAt,
    stage: at.stage,
  };
}

const subjectOf = (deps: Deps, kind: string) => {
  const subject = deps.subjects[kind];
  if (!subject) throw new Error(`nothing is known of the subject kind ${kind}`);
  return subject;
};

/** Draws a paper and refuses it when a character has no glyph in any font: nothing is silently missing. */
async function draw(deps: Deps, spec: unknown): Promise<Result<Buffer>> {
  const paper = await deps.paper.render(spec);
  return paper.missingGlyphs.length > 0
    ? refused("glyph-missing", { characters: paper.missingGlyphs.slice(0, 12).join(" ") })
    : ok(paper.bytes);
}

/** A preview of the round as it stands, marked 案 until it is decided. Nothing is stored. */
export async function drawPreview(
  deps: Deps,
  row: CirculationRow,
): Promise<Result<{ bytes: Buffer; pages: number; anchors: Readonly<Record<string, number>> }>> {
  const model = await readModel(deps, row.modelHash ?? "");
  if (!model.ok) return model;
  const acts = row.acts.filter((a) => a.round === row.round && isPrinted(a));
  const isDecided = row.verificationCode !== null;
  const printed = await printedOf(deps.db.read, deps, row, acts, {
    stage: isDecided ? "decided" : acts.some((a) => a.kind === "pass") ? "reviewed" : "draft",
    drawnAt: acts.at(-1)?.at ?? row.createdAt,
    ...(row.auditHead ? { auditHead: row.auditHead } : {}),
    ...(row.verificationCode ? { code: row.verificationCode } : {}),
  });
  const paper = await deps.paper.render(subjectOf(deps, row.subjectKind).paper(model.value, printed));
  return ok({ bytes: paper.bytes, pages: paper.pages, anchors: paper.anchors });
}

/** Acts with a line on the sign-off page. */
export const isPrinted = (act: Pick<ActRow, "kind">): boolean =>
  act.kind === "submit" ||
  act.kind === "pass" ||
  act.kind === "approve" ||
  act.kind === "approve-conditionally";

export interface ReviewedPaper {
  readonly reviewed: FrozenModel;
}
/** The paper as the reviewer passes it: stamped by drafter and reviewer, the box of the decider empty. */
export async function prepareReviewed(
  deps: Deps,
  row: CirculationRow,
  acts: readonly ActRow[],
  at: string,
): Promise<Result<ReviewedPaper>> {
  const model = await readModel(deps, row.modelHash ?? "");
  if (!model.ok) return model;
  const printed = await printedOf(deps.db.read, deps, row, acts, { stage: "reviewed", drawnAt: at });
  const bytes = await draw(deps, subjectOf(deps, row.subjectKind).paper(model.value, printed));
  if (!bytes.ok) return bytes;
  const reviewed = await store(deps, bytes.value);
  return reviewed.ok ? ok({ reviewed: reviewed.value }) : reviewed;
}

export interface DecidedPaper {
  readonly stamped: FrozenModel;
  readonly sealed: FrozenModel;
  readonly auditHead: string;
  readonly code: string;
}
/**
 * Draws the stamped paper and seals it, outside any transaction: drawing and signing take longer than a transaction
 * may. The deciding transaction afterwards either records these bytes or leaves them pointed to by nothing.
 */
export async function prepareDecided(
  deps: Deps,
  row: CirculationRow,
  acts: readonly ActRow[],
  at: string,
): Promise<Result<DecidedPaper>> {
  const model = await readModel(deps, row.modelHash ?? "");
  if (!model.ok) return model;
  const { hash: auditHead } = await readHead(deps.db.read, row.organisationId);
  const code = verificationCode(deps.randomBytes(8));
  const printed = await printedOf(deps.db.read, deps, row, acts, {
    stage: "decided",
    drawnAt: at,
    auditHead,
    code,
  });
  const spec = subjectOf(deps, row.subjectKind).paper(model.value, printed) as Readonly<
    Record<string, unknown>
  > & { readonly seal?: { readonly reason?: string } };
  // Without the signature field first: what the paper looked like before the key touched it.
  const { seal, ...unsealed } = spec;
  const bytes = await draw(deps, unsealed);
  if (!bytes.ok) return bytes;
  const stamped = await store(deps, bytes.value);
  if (!stamped.ok) return stamped;
  let sealedBytes: Buffer;
  try {
    sealedBytes = await deps.seal.seal(spec, row.organisationId, seal?.reason ?? row.title);
    const verdict = await deps.seal.verify(sealedBytes);
    if (verdict.verdict !== "valid") throw new Error(`the seal just made is ${verdict.verdict}`);
  } catch (error) {
    return failed({ kind: "unavailable", what: "signer" }, "sealing failed", error, deps);
  }
  const sealed = await store(deps, sealedBytes);
  if (!sealed.ok) return sealed;
  return ok({ stamped: stamped.value, sealed: sealed.value, auditHead, code });
}

/** One stored artefact's bytes, checked against its hash. */
export async function readArtefact(deps: Deps, hash: string): Promise<Result<Buffer>> {
  try {
    const bytes = await deps.files.get(hash);
    if (bytes !== null && sha256(bytes) === hash) return ok(bytes);
    deps.log.error({ hash }, "an artefact is missing or altered");
  } catch (error) {
    deps.log.error({ error }, "the file store failed");
  }
  return fail({ kind: "unavailable", what: "disk" });
}
