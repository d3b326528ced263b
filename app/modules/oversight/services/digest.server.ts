import { denied } from "#app/modules/access/services/common.server.ts";
import { findCirculation } from "#app/modules/decisions/fragments.server.ts";
import { readModel } from "#app/modules/decisions/services/papers.server.ts";
import { previewCirculation } from "#app/modules/decisions/services/read.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { sectionNumbers } from "../documents/kit.server.ts";
import type { FrozenReport } from "../documents.server.ts";
import { findReport } from "../queries/reports.server.ts";
import type { Phrase } from "../rules/phrases.ts";
import type { SectionKey } from "../rules/summary-section.ts";

/** What a decider reads first, taken from the frozen model: codes and numbers; the screen words them in its language. */
export interface ReportDigest {
  readonly reportId: string;
  readonly language: "ja" | "en";
  readonly fiscalYear: number;
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly sentence: Phrase;
  readonly figures: readonly {
    readonly key: "partners" | "assessed" | "critical" | "overdue" | "outstanding";
    readonly value: number;
    readonly last: number;
  }[];
  readonly grades: readonly { readonly year: number; readonly counts: Readonly<Record<string, number>> }[];
  readonly redPoints: readonly {
    readonly mark: "bad" | "partial";
    readonly what: Phrase;
    readonly state: readonly Phrase[];
    readonly section: SectionKey;
    readonly page: number | null;
  }[];
  readonly moreRedPoints: number;
  readonly contents: readonly {
    readonly key: SectionKey;
    readonly number: number;
    readonly title: string;
    readonly page: number | null;
    readonly isRed: boolean;
  }[];
  readonly pages: number;
  readonly opinion: string;
}

/** Pages of a frozen model in a stage never change, so they are drawn once; the oldest of fifty is forgotten. */
const drawn = new Map<string, { anchors: Readonly<Record<string, number>>; pages: number }>();
const KEEP = 50;

async function pagesOf(deps: Deps, actor: Actor, circulationId: string, key: string) {
  const known = drawn.get(key);
  if (known) return known;
  const paper = await previewCirculation(deps, actor, circulationId);
  if (!paper.ok) return null;
  const pages = { anchors: paper.value.anchors, pages: paper.value.pages };
  drawn.set(key, pages);
  for (const old of drawn.keys()) {
    if (drawn.size <= KEEP) break;
    drawn.delete(old);
  }
  return pages;
}

/** The digest of the report that a circulation decides; `not-found` when it decides something else. */
export async function readDigest(
  deps: Deps,
  actor: Actor,
  circulationId: string,
): Promise<Result<ReportDigest>> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const row = await findCirculation(deps.db.read, actor.organisationId, circulationId);
  if (row?.subjectKind !== "report" || row.modelHash === null) return fail({ kind: "not-found" });
  const report = await findReport(deps.db.read, actor.organisationId, row.subjectId);
  if (!report) return fail({ kind: "not-found" });
  const model = await readModel(deps, row.modelHash);
  if (!model.ok) return model;
  const frozen = model.value as FrozenReport;
  const { summary } = frozen.report;
  const acts = row.acts.filter((a) => a.round === row.round).length;
  const pages = await pagesOf(
    deps,
    actor,
    circulationId,
    `${row.modelHash} ${row.round} ${row.state} ${acts}`,
  );
  const pageOf = (key: SectionKey): number | null => pages?.anchors[key] ?? null;
  const red = new Set(summary.redPoints.map((p) => p.section));
  return ok({
    reportId: report.id,
    language: frozen.report.language,
    fiscalYear: frozen.report.fiscalYear,
    period: frozen.report.period,
    asOf: frozen.report.asOf,
    sentence: summary.sentence,
    figures: summary.figures.map(({ key, value, last }) => ({ key, value, last })),
    grades: summary.grades.map(({ year, counts }) => ({ year, counts })),
    redPoints: summary.redPoints.map((p) => ({ ...p, page: pageOf(p.section) })),
    moreRedPoints: summary.moreRedPoints,
    contents: (Object.keys(sectionNumbers) as SectionKey[]).map((key) => ({
      key,
      number: sectionNumbers[key],
      title: frozen.headings[key] ?? key,
      page: pageOf(key),
      isRed: red.has(key),
    })),
    pages: pages?.pages ?? 0,
    opinion: summary.opinion,
  });
}
