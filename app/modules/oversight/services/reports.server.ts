import type { Lang } from "#app/i18n/lang.ts";
import { langOf } from "#app/i18n/lang.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf, tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import { findCirculation } from "#app/modules/decisions/fragments.server.ts";
import { freezeModel } from "#app/modules/decisions/services/papers.server.ts";
import { submitCirculation } from "#app/modules/decisions/services/submit.server.ts";
import { getFiscalYearStart } from "#app/modules/organisation/fragments.server.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { type Actor, type DecisionSubject, type Deps, type PrintedDecision, personIdOf } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import { fromJsonOrNull, toJson } from "#db/codec.ts";
import type { ReportTable } from "#db/schema.ts";
import { type FrozenReport, freezeReport, oversightDocument } from "../documents.server.ts";
import {
  findReport,
  hasLaterDecision,
  insertReport,
  listReports,
  updateReportIfRevision,
} from "../queries/reports.server.ts";
import type { OversightEvent } from "../rules/events.ts";
import { firstReportYear, isEditable, judgeDraft, limits, reportableYears } from "../rules/forms.ts";
import type { PlanItem } from "../rules/plan-section.ts";
import { buildOversightReport, reportDay } from "../rules/report.ts";
import { words } from "../words/paper.ts";
import { loadOversightFacts } from "./facts.server.ts";

export const reportKind = "oversight";
const planOf = (row: Pick<ReportTable, "nextPlan">): PlanItem[] =>
  fromJsonOrNull<PlanItem[]>(row.nextPlan) ?? [];

export async function listReportPage(deps: Deps, actor: Actor) {
  const no = denied(actor, "report.read");
  if (no) return no;
  const { start } = await getFiscalYearStart(deps.db.read, actor.organisationId);
  return ok({
    reports: await listReports(deps.db.read, actor.organisationId, reportKind),
    years: reportableYears(todayOf(deps), start),
    currentYear: fiscalYearOf(todayOf(deps), start),
  });
}

/** Begins the report of a fiscal year in a language of its own. One at a time a year and language. */
export async function draftReport(
  deps: Deps,
  actor: Actor,
  input: { readonly fiscalYear: number; readonly language: Lang; readonly once: string },
): Promise<Result<{ readonly reportId: string }>> {
  const no = denied(actor, "report.draft");
  if (no) return no;
  const at = deps.now().toISOString();
  const today = tokyoDay(at);
  const { start } = await getFiscalYearStart(deps.db.read, actor.organisationId);
  if (
    !Number.isInteger(input.fiscalYear) ||
    input.fiscalYear < firstReportYear ||
    input.fiscalYear > fiscalYearOf(today, start)
  )
    return fail({ kind: "invalid", fields: [{ path: "fiscalYear", code: "unknown-choice" }] });
  return actOnce(deps, actor, { key: input.once, act: "oversight.draft" }, async (trx) => {
    const open = (await listReports(trx, actor.organisationId, reportKind)).find(
      (r) =>
        r.fiscalYear === input.fiscalYear &&
        r.language === input.language &&
        (isEditable(r.state) || r.state === "submitted"),
    );
    if (open) return refused("report-open", { number: open.number });
    const serial = await nextNumber(trx, actor.organisationId, `report-${input.fiscalYear}`);
    const number = `個管報-${input.fiscalYear}-${String(serial).padStart(3, "0")}`;
    const id = deps.newId();
    await insertReport(trx, {
      id,
      organisationId: actor.organisationId,
      kind: reportKind,
      fiscalYear: input.fiscalYear,
      subjectId: null,
      number,
      title: `${words[input.language].title} ${formatFiscalYear(input.fiscalYear, input.language)}`,
      language: input.language,
      asOf: reportDay(input.fiscalYear, start, today),
      opinion: null,
      nextPlan: null,
      state: "draft",
      model: null,
      circulationId: null,
      createdAt: at,
      createdBy: personIdOf(actor),
      revision: 1,
    });
    await recordEvent<OversightEvent>(trx, deps, actor, {
      type: "oversight.report-drafted",
      subject: { kind: "report", id },
      data: { number, fiscalYear: input.fiscalYear, language: input.language },
    });
    return ok({ reportId: id });
  });
}

/** The opinion is the privacy manager's and may be written by them or, on their behalf, by the drafter; so the plan. */
const mayEdit = (actor: Actor) => denied(actor, "report.draft") && denied(actor, "report.review");

export async function reviseReport(
  deps: Deps,
  actor: Actor,
  input: {
    readonly reportId: string;
    readonly revision: number;
    readonly opinion: string;
    readonly plan: readonly PlanItem[];
  },
): Promise<Result<{ readonly revision: number }>> {
  const no = mayEdit(actor);
  if (no) return no;
  const judged = judgeDraft(input);
  if (judged.problems.length > 0) return fail({ kind: "invalid", fields: judged.problems });
  return deps.db.write(async (trx) => {
    const row = await findReport(trx, actor.organisationId, input.reportId);
    if (row?.kind !== reportKind) return fail({ kind: "not-found" });
    if (!isEditable(row.state)) return refused("report-not-editable");
    const isMine = await updateReportIfRevision(
      trx,
      { organisationId: actor.organisationId, id: row.id, revision: input.revision },
      {
        opinion: judged.opinion === "" ? null : judged.opinion,
        nextPlan: judged.plan.length === 0 ? null : toJson(judged.plan),
      },
    );
    if (!isMine) return fail({ kind: "conflict", what: "report" });
    await recordEvent<OversightEvent>(trx, deps, actor, {
      type: "oversight.report-revised",
      subject: { kind: "report", id: row.id },
      data: { number: row.number },
    });
    return ok({ revision: input.revision + 1 });
  });
}

/** The model of a draft as of today, with its words. */
export async function buildModel(deps: Deps, actor: Actor, row: ReportTable): Promise<FrozenReport> {
  const { start } = await getFiscalYearStart(deps.db.read, actor.organisationId);
  const fiscalYear = row.fiscalYear ?? fiscalYearOf(row.asOf, start);
  const asOf = reportDay(fiscalYear, start, todayOf(deps));
  const facts = await loadOversightFacts(deps.db.read, deps.templates, actor.organisationId, asOf);
  const report = buildOversightReport(facts, {
    number: row.number,
    fiscalYear,
    language: langOf(row.language),
    asOf,
    department: (actor.kind === "staff" ? actor.department : null) ?? words[langOf(row.language)].drafterNone,
    opinion: row.opinion ?? "",
    plan: planOf(row),
  });
  return freezeReport(report, facts);
}

/** What a paper not yet in circulation prints. */
function printedDraft(deps: Deps, row: ReportTable, round: number): PrintedDecision {
  return {
    circulationId: row.circulationId ?? "",
    number: row.number,
    title: row.title,
    round,
    language: langOf(row.language),
    acts: [],
    modelHash: "",
    auditHead: null,
    verificationCode: null,
    verifyUrl: `${deps.links.origin}/verify`,
    drawnAt: deps.now().toISOString(),
    stage: "draft",
  };
}

/** A draft's PDF as it would be submitted now, marked 案. */
export async function previewDraft(deps: Deps, actor: Actor, reportId: string) {
  const no = denied(actor, "report.read");
  if (no) return no;
  const row = await findReport(deps.db.read, actor.organisationId, reportId);
  if (row?.kind !== reportKind) return fail({ kind: "not-found" });
  return ok(await drawDraft(deps, actor, row));
}

export async function drawDraft(deps: Deps, actor: Actor, row: ReportTable) {
  const frozen = await buildModel(deps, actor, row);
  const circulation =
    row.circulationId === null
      ? null
      : await findCirculation(deps.db.read, actor.organisationId, row.circulationId);
  const paper = await deps.paper.render(
    oversightDocument(frozen, printedDraft(deps, row, circulation?.round ?? 1)),
  );
  return { ...paper, frozen, row };
}

/**
 * 起案: builds the model, freezes it with its words, draws it once to see that it can be drawn, and submits it. From
 * here on the register may change; the report does not.
 */
export async function submitReport(
  deps: Deps,
  actor: Actor,
  input: {
    readonly reportId: string;
    readonly revision: number;
    readonly reviewerId: string | null;
    readonly deciderId: string | null;
    readonly isImportant: boolean;
    readonly reason: string;
    readonly once: string;
  },
): Promise<Result<{ readonly circulationId: string; readonly round: number }>> {
  const no = denied(actor, "report.draft");
  if (no) return no;
  const reason = input.reason.trim();
  if ([...reason].length > limits.reason)
    return fail({
      kind: "invalid",
      fields: [{ path: "reason", code: "too-long", params: { max: limits.reason } }],
    });
  const once = { key: input.once, act: "oversight.submit" };
  const seen = await findReport(deps.db.read, actor.organisationId, input.reportId);
  if (seen?.kind !== reportKind) return fail({ kind: "not-found" });
  if (!isEditable(seen.state)) {
    // A second click of the same form finds what the first one did.
    return actOnce(deps, actor, once, async () => refused("report-not-editable"));
  }
  if (seen.revision !== input.revision) return fail({ kind: "conflict", what: "report" });
  const paper = await drawDraft(deps, actor, seen);
  if (paper.missingGlyphs.length > 0)
    return refused("glyph-missing", { characters: paper.missingGlyphs.slice(0, 12).join(" ") });
  const frozen = await freezeModel(deps, paper.frozen);
  if (!frozen.ok) return frozen;
  return actOnce(deps, actor, once, async (trx) => {
    const row = await findReport(trx, actor.organisationId, input.reportId);
    if (!row) return fail({ kind: "not-found" });
    if (!isEditable(row.state)) return refused("report-not-editable");
    const submitted = await submitCirculation(trx, deps, actor, {
      circulationId: row.circulationId,
      subject: { kind: "report", id: row.id },
      number: row.number,
      title: row.title,
      language: langOf(row.language),
      isImportant: input.isImportant,
      reviewerId: input.reviewerId,
      deciderId: input.deciderId,
      frozen: frozen.value,
      reason: reason === "" ? null : reason,
    });
    if (!submitted.ok) return submitted;
    const isMine = await updateReportIfRevision(
      trx,
      { organisationId: actor.organisationId, id: row.id, revision: input.revision },
      {
        state: "submitted",
        asOf: paper.frozen.report.asOf,
        circulationId: submitted.value.circulationId,
        model: frozen.value.hash,
      },
    );
    if (!isMine) return fail({ kind: "conflict", what: "report" });
    return submitted;
  });
}

export async function getReport(deps: Deps, actor: Actor, reportId: string) {
  const no = denied(actor, "report.read");
  if (no) return no;
  const row = await findReport(deps.db.read, actor.organisationId, reportId);
  if (row?.kind !== reportKind) return fail({ kind: "not-found" });
  const { model: _, nextPlan: __, ...shown } = row;
  const circulation =
    row.state === "returned" && row.circulationId !== null
      ? await findCirculation(deps.db.read, actor.organisationId, row.circulationId)
      : null;
  const last = circulation?.acts.findLast((a) => a.kind === "return" || a.kind === "pull-back");
  return ok({
    row: shown,
    plan: planOf(row),
    /** Who sent it back and why; no reason when the drafter pulled it back. */
    returned: last ? { name: last.actorName, reason: last.reason } : null,
  });
}

const stateAfter = {
  decided: "decided",
  conditional: "conditional",
  returned: "returned",
  rejected: "rejected",
  withdrawn: "withdrawn",
} as const;

/** What the engine of decisions asks of a report. */
export const reportSubject: DecisionSubject = {
  paper: (model, printed) => oversightDocument(model as FrozenReport, printed),
  async onConcluded(trx, deps, actor, outcome) {
    const row = await findReport(trx, actor.organisationId, outcome.subjectId);
    if (!row) return fail({ kind: "not-found" });
    const isMine = await updateReportIfRevision(
      trx,
      { organisationId: actor.organisationId, id: row.id, revision: row.revision },
      { state: stateAfter[outcome.result] },
    );
    if (!isMine) return fail({ kind: "conflict", what: "report" });
    await recordEvent<OversightEvent>(trx, deps, actor, {
      type: "oversight.report-concluded",
      subject: { kind: "report", id: row.id },
      data: { number: row.number, result: outcome.result, round: outcome.round },
    });
    return ok(null);
  },
  async isSuperseded(executor, organisationId, subjectId) {
    const row = await findReport(executor, organisationId, subjectId);
    if (!row) return false;
    return hasLaterDecision(executor, row);
  },
};
