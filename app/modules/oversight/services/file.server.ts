import type { Lang } from "#app/i18n/lang.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import { paperOfCirculation } from "#app/modules/decisions/services/read.server.ts";
import { getFiscalYearStart } from "#app/modules/organisation/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { findReport, listReports } from "../queries/reports.server.ts";
import { firstReportYear, isDecided, isEditable } from "../rules/forms.ts";
import { reportDay } from "../rules/report.ts";
import { words } from "../words/paper.ts";
import { drawDraft, reportKind } from "./reports.server.ts";

export interface ReportFile {
  readonly bytes: Buffer;
  readonly number: string | null;
  /** A sealed file as it was decided, or one drawn now and marked 案. */
  readonly isSealed: boolean;
  readonly pages: number | null;
}

/**
 * The report of a year and language as a file: the latest decided, sealed one if there is one, else a draft marked 案 -
 * of the report being drafted, or of none yet. Writes nothing.
 */
export async function readReportFile(
  deps: Deps,
  actor: Actor,
  input: { readonly fiscalYear: number; readonly language: Lang },
): Promise<Result<ReportFile>> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const today = todayOf(deps);
  const { start } = await getFiscalYearStart(deps.db.read, actor.organisationId);
  if (input.fiscalYear < firstReportYear || input.fiscalYear > fiscalYearOf(today, start))
    return fail({ kind: "invalid", fields: [{ path: "fiscalYear", code: "unknown-choice" }] });
  const mine = (await listReports(deps.db.read, actor.organisationId, reportKind)).filter(
    (r) => r.fiscalYear === input.fiscalYear && r.language === input.language,
  );
  const decided = mine.find((r) => isDecided(r.state) && r.circulationId !== null);
  if (decided?.circulationId) {
    const paper = await paperOfCirculation(deps, actor, decided.circulationId);
    return paper.ok
      ? ok({ bytes: paper.value.bytes, number: decided.number, isSealed: true, pages: null })
      : paper;
  }
  const open = mine.find((r) => isEditable(r.state) || r.state === "submitted");
  const row = open ? await findReport(deps.db.read, actor.organisationId, open.id) : null;
  const paper = await drawDraft(
    deps,
    actor,
    row ?? {
      id: "",
      organisationId: actor.organisationId,
      kind: reportKind,
      fiscalYear: input.fiscalYear,
      subjectId: null,
      number: words[input.language].unnumbered,
      title: `${words[input.language].title} ${formatFiscalYear(input.fiscalYear, input.language)}`,
      language: input.language,
      asOf: reportDay(input.fiscalYear, start, today),
      opinion: null,
      nextPlan: null,
      state: "draft",
      model: null,
      circulationId: null,
      createdAt: deps.now().toISOString(),
      createdBy: null,
      revision: 0,
    },
  );
  return ok({ bytes: paper.bytes, number: row?.number ?? null, isSealed: false, pages: paper.pages });
}
