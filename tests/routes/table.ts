import type { Permission } from "#app/modules/access/rules.ts";

/**
 * Every address of the application and who may use it. A new route does not pass the tests until it stands here.
 * - `public`: everybody, signed in or not
 * - `signed-in`: whoever is signed in, whatever their role
 * - a permission: whoever holds it; other staff are told so (403), partners get what an unknown page gets (404)
 * - `nothing`: there is no such page, for nobody (404)
 * - `null`: there is no such act (405)
 * Parameters are filled from the world of the tests; what belongs to partner A is not found for another company.
 */
export type Access = "public" | "signed-in" | "nothing" | Permission;
export interface RouteRow {
  readonly get: Access | null;
  readonly post: Access | null;
  /** The query without which the address names nothing. */
  readonly query?: string;
}

const page = (get: Access, post: Access | null = null, query?: string): RouteRow => ({
  get,
  post,
  ...(query ? { query } : {}),
});

export const routeTable: Readonly<Record<string, RouteRow>> = {
  // The doors
  "/": page("public"),
  "/*": page("nothing"),
  "/sign-in": page("public", "public"),
  "/sign-out": page("public", "public"),
  "/language": page("public", "public"),
  "/choose": page("signed-in", "signed-in"),
  "/forgot": page("public", "public"),
  "/invitation/:secret": page("public", "public"),
  "/new-password/:secret": page("public", "public"),
  "/account": page("signed-in", "signed-in"),
  "/files/:fileId": page("signed-in"),

  // The public
  "/policies": page("public"),
  "/notices": page("public"),
  "/desks": page("public"),
  "/verify": page("public", "public"),
  "/verify/:code": page("public"),
  "/demo/mail": page("public"),

  // Staff: home and settings
  "/home": page("policy.read"),
  "/search": page("registry.read"),
  "/settings/people": page("person.manage", "person.manage"),
  "/settings/organisation": page("organisation.settings", "organisation.settings"),
  "/audit": page("audit.read"),
  "/audit/export": page("audit.read"),

  // Register
  "/partners": page("registry.read"),
  "/partners/new": page("registry.write", "registry.write"),
  "/partners/:partnerId": page("registry.read"),
  "/partners/:partnerId/contacts": page("registry.write", "registry.write"),
  "/partners/:partnerId/documents": page("registry.read"),
  "/partners/:partnerId/edit": page("registry.write", "registry.write"),
  "/partners/:partnerId/history": page("registry.read"),
  "/partners/:partnerId/relations": page("registry.read"),
  "/partners/:partnerId/relations/new": page("relation.write", "relation.write"),
  "/partners/:partnerId/retire": page("registry.write", "registry.write"),
  "/partners/:partnerId/sheet": page("registry.read"),
  "/partners/:partnerId/subcontractors": page("registry.read"),
  "/partners/:partnerId/told": page("record.write", "record.write"),
  "/relations/:relationId": page("registry.read", "registry.read"),
  "/relations/:relationId/edit": page("relation.write", "relation.write"),
  "/relations/:relationId/scope": page("relation.write", "relation.write"),
  "/relations/:relationId/confirm": page("relation.write", "relation.write"),
  "/relations/:relationId/confirmation": page("record.write", "record.write"),
  "/relations/:relationId/foreign": page("record.write", "record.write"),
  "/relations/:relationId/referral": page("record.write", "record.write"),
  "/relations/:relationId/subcontractors/new": page("record.write", "record.write"),
  "/subcontractors/:subcontractorId": page("registry.read", "record.write"),
  "/matrix": page("registry.read"),
  "/export/register/:format": page("export.register"),

  // Policy
  "/policy": page("policy.read", "citation.decide"),
  "/policy/cite": page("record.write", "record.write"),
  "/policy/compare": page("policy.read"),

  // Contracts
  "/contracts": page("registry.read"),
  "/relations/:relationId/contract": page("registry.read", "contract.write"),
  "/contracts/:contractId": page("registry.read", "contract.write"),
  "/contracts/:contractId/edit": page("contract.write", "contract.write"),
  "/contracts/:contractId/clauses": page("registry.read", "clause.check"),

  // Assessments and findings
  "/assessments": page("assessment.read"),
  "/relations/:relationId/assessment/new": page("assessment.send", "assessment.send"),
  "/assessments/:assessmentId": page("assessment.read", "assessment.read"),
  "/assessments/:assessmentId/answer": page("assessment.answer-for", "assessment.answer-for"),
  "/assessments/:assessmentId/answer/submit": page("assessment.answer-for", "assessment.answer-for"),
  "/assessments/:assessmentId/print": page("assessment.read"),
  "/assessments/:assessmentId/result": page("assessment.read"),
  "/findings": page("assessment.read"),
  "/findings/:findingId": page("assessment.read", "finding.write"),
  "/relations/:relationId/findings/new": page("finding.write", "finding.write"),

  // Custody
  "/custody": page("custody.read", "custody.write"),
  "/relations/:relationId/gate": page("custody.read"),
  "/relations/:relationId/hand-over": page("custody.write", "custody.write"),
  "/relations/:relationId/close": page("custody.read", "relation.close"),
  "/lots/:lotId": page("custody.read", "custody.write"),
  "/lots/:lotId/certificate": page("custody.write", "custody.write"),
  "/certificates/:certificateId": page("custody.read", "certificate.decide"),
  "/standing/new": page("custody.write", "custody.write", "relation=:relationId"),
  "/standing/:standingId": page("custody.read", "custody.write"),
  "/deferrals": page("custody.read", "custody.read"),
  "/deferrals/new": page("deferral.request", "deferral.request", "relation=:relationId"),

  // Reports and decisions
  "/reports": page("report.read"),
  "/reports/new": page("report.draft", "report.draft"),
  "/reports/:reportId": page("report.read", "board.record"),
  "/reports/:reportId/paper": page("report.read"),
  "/decisions": page("report.read"),
  "/decisions/:circulationId": page("report.read", "report.read"),
  "/decisions/:circulationId/paper": page("report.read"),
  "/decisions/deputies": page("deputy.name", "deputy.name"),
  "/artefacts/:artefactId": page("report.read"),

  // The partner's own area
  "/company": page("own.read"),
  "/company/people": page("own.people", "own.people"),
  "/company/assessments": page("own.read"),
  "/company/assessments/:assessmentId": page("own.read"),
  "/company/assessments/:assessmentId/:block": page("own.read", "own.answer"),
  "/company/assessments/:assessmentId/print": page("own.read"),
  "/company/assessments/:assessmentId/result": page("own.read"),
  // Who may not submit asks a colleague to: an act with a button of its own.
  "/company/assessments/:assessmentId/submit": page("own.read", "own.submit"),
  "/company/findings/:findingId": page("own.read", "own.finding"),
  "/company/subcontractors": page("own.subcontractor", "own.subcontractor"),
  "/company/lots": page("own.read"),
  "/company/lots/:lotId": page("own.read", "own.acknowledge"),
  "/company/lots/:lotId/certificate": page("own.certificate", "own.certificate"),
};

/** Only the development server has it. */
export const developmentOnly: readonly string[] = ["/gallery"];
