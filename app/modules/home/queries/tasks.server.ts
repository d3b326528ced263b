import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Executor } from "#db/index.server.ts";
import { ascNullsFirst } from "#db/order.ts";
import type { Task, TaskKind } from "../rules/tasks.ts";

/** Whose tasks: an organisation, for department staff one department, for a partner's person one partner. */
export interface Reach {
  readonly organisationId: string;
  readonly department: string | null;
  readonly partnerId: string | null;
  readonly personId: string | null;
  readonly role: string;
}

export interface Window {
  readonly today: string;
  /** Until when "soon" reaches. */
  readonly soon: string;
  readonly in90Days: string;
  readonly now: string;
}

/** The day in Tokyo of an instant. */
function dayOf(instant: string): string;

function dayOf(instant: string | null): string | null;

function dayOf(instant: string | null): string | null {
  return instant === null ? null : tokyoDay(instant);
}

const LIMIT = 60;

type Query = (executor: Executor, reach: Reach, window: Window) => Promise<Task[]>;

const task = (kind: TaskKind, row: Partial<Task> & Pick<Task, "whom" | "about" | "href">): Task => ({
  kind,
  dueOn: null,
  sinceOn: null,
  count: null,
  isWaiting: false,
  ...row,
});

function relations(executor: Executor, reach: Reach) {
  let query = executor
    .selectFrom("relation")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .where("relation.organisationId", "=", reach.organisationId);
  if (reach.department !== null) query = query.where("relation.department", "=", reach.department);
  if (reach.partnerId !== null) query = query.where("relation.partnerId", "=", reach.partnerId);
  return query;
}

const relationsIn =
  (kind: TaskKind, state: string, href: (id: string) => string): Query =>
  async (executor, reach) => {
    const rows = await relations(executor, reach)
      .select(["relation.id", "relation.title", "partner.currentName"])
      .where("relation.state", "=", state)
      .orderBy("relation.createdAt")
      .limit(LIMIT)
      .execute();
    return rows.map((row) => task(kind, { whom: row.currentName, about: row.title, href: href(row.id) }));
  };

const contracts =
  (kind: "contract-ended" | "contract-notice"): Query =>
  async (executor, reach, window) => {
    let query = executor
      .selectFrom("contract")
      .innerJoin("contractRelation", "contractRelation.contractId", "contract.id")
      .innerJoin("relation", "relation.id", "contractRelation.relationId")
      .innerJoin("partner", "partner.id", "contract.partnerId")
      .select([
        "contract.id",
        "contract.title",
        "contract.endsOn",
        "partner.currentName",
        "relation.id as relationId",
      ])
      .where("contract.organisationId", "=", reach.organisationId)
      .where("contract.isAutoRenewing", "=", 0)
      .where("contract.endsOn", "is not", null)
      .where("contract.terminatedOn", "is", null)
      .where("relation.state", "=", "active")
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("contractRelation as other")
              .innerJoin("contract as later", "later.id", "other.contractId")
              .select("later.id")
              .whereRef("other.relationId", "=", "relation.id")
              .whereRef("later.startsOn", ">", "contract.startsOn"),
          ),
        ),
      );
    query =
      kind === "contract-ended"
        ? query.where("contract.endsOn", "<", window.today)
        : query.where("contract.endsOn", ">=", window.today).where("contract.endsOn", "<=", window.in90Days);
    if (reach.department !== null) query = query.where("relation.department", "=", reach.department);
    const rows = await query.orderBy("contract.endsOn", ascNullsFirst).limit(LIMIT).execute();
    return rows.map((row) =>
      task(kind, {
        whom: row.currentName,
        about: row.title,
        dueOn: row.endsOn,
        href: kind === "contract-ended" ? `/relations/${row.relationId}/contract` : `/contracts/${row.id}`,
      }),
    );
  };

const assessments =
  (kind: TaskKind, states: readonly string[], href: (id: string) => string, isWaiting = false): Query =>
  async (executor, reach) => {
    let query = executor
      .selectFrom("assessment")
      .innerJoin("partner", "partner.id", "assessment.partnerId")
      .innerJoin("relation", "relation.id", "assessment.relationId")
      .select([
        "assessment.id",
        "assessment.dueOn",
        "assessment.submittedAt",
        "partner.currentName",
        "relation.title",
      ])
      .where("assessment.organisationId", "=", reach.organisationId)
      .where("assessment.state", "in", [...states]);
    if (reach.partnerId !== null) query = query.where("assessment.partnerId", "=", reach.partnerId);
    if (reach.department !== null) query = query.where("relation.department", "=", reach.department);
    const rows = await query.orderBy("assessment.dueOn", ascNullsFirst).limit(LIMIT).execute();
    return rows.map((row) =>
      task(kind, {
        whom: reach.partnerId === null ? row.currentName : "",
        about: row.title,
        dueOn: kind === "assessment-to-review" ? null : row.dueOn,
        sinceOn: dayOf(row.submittedAt),
        href: href(row.id),
        isWaiting,
      }),
    );
  };

/** Active relations whose latest approved assessment ends soon and for which none is under way. */
const expiring: Query = async (executor, reach, window) => {
  const rows = await relations(executor, reach)
    .innerJoin("assessment", "assessment.relationId", "relation.id")
    .select((eb) => [
      "relation.id",
      "relation.title",
      "partner.currentName",
      eb.fn.max("assessment.validUntil").as("validUntil"),
    ])
    .where("relation.state", "=", "active")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("assessment as open")
            .select("open.id")
            .whereRef("open.relationId", "=", "relation.id")
            .where("open.state", "in", ["sent", "answering", "submitted", "in-review", "returned"]),
        ),
      ),
    )
    .groupBy(["relation.id", "relation.title", "partner.currentName"])
    .having((eb) => eb(eb.fn.max("assessment.validUntil"), "<=", window.soon))
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("assessment-expiring", {
      whom: row.currentName,
      about: row.title,
      dueOn: row.validUntil,
      href: `/relations/${row.id}/assessment/new`,
    }),
  );
};

const findingStates = {
  "finding-due": ["open", "planned"],
  "finding-to-close": ["corrected"],
  "finding-to-plan": ["open"],
  "finding-to-correct": ["planned"],
} as const;

const findings =
  (kind: keyof typeof findingStates): Query =>
  async (executor, reach, window) => {
    let query = executor
      .selectFrom("finding")
      .innerJoin("partner", "partner.id", "finding.partnerId")
      .select(["finding.id", "finding.number", "finding.title", "finding.dueOn", "partner.currentName"])
      .where("finding.organisationId", "=", reach.organisationId)
      .where("finding.state", "in", findingStates[kind]);
    if (reach.partnerId !== null) query = query.where("finding.partnerId", "=", reach.partnerId);
    if (kind === "finding-due") query = query.where("finding.dueOn", "<=", window.soon);
    const rows = await query.orderBy("finding.dueOn").limit(LIMIT).execute();
    return rows.map((row) =>
      task(kind, {
        whom: reach.partnerId === null ? row.currentName : "",
        about: `${row.number} ${row.title}`,
        dueOn: row.dueOn,
        href: reach.partnerId === null ? `/findings/${row.id}` : `/company/findings/${row.id}`,
      }),
    );
  };

const lots =
  (kind: TaskKind): Query =>
  async (executor, reach, window) => {
    const isPartner = reach.partnerId !== null;
    let query = executor
      .selectFrom("lot")
      .innerJoin("partner", "partner.id", "lot.partnerId")
      .innerJoin("relation", "relation.id", "lot.relationId")
      .select(["lot.id", "lot.number", "lot.dataName", "lot.dueOn", "lot.openedOn", "partner.currentName"])
      .where("lot.organisationId", "=", reach.organisationId)
      .where("lot.state", "=", "open");
    if (isPartner) query = query.where("lot.partnerId", "=", reach.partnerId);
    if (reach.department !== null) query = query.where("relation.department", "=", reach.department);
    if (kind === "lot-overdue") query = query.where("lot.dueOn", "<", window.today);
    else if (kind === "lot-due") {
      query = query.where("lot.dueOn", ">=", window.today).where("lot.dueOn", "<=", window.soon);
    } else query = query.where("lot.acknowledgedAt", "is", null).where("relation.basis", "=", "entrustment");
    const rows = await query
      .orderBy("lot.dueOn", ascNullsFirst)
      .orderBy("lot.openedOn")
      .limit(LIMIT)
      .execute();
    const isAcknowledging = kind === "lot-to-acknowledge" || kind === "lot-unacknowledged";
    return rows.map((row) =>
      task(kind, {
        whom: isPartner ? "" : row.currentName,
        about: `${row.dataName} ${row.number}`,
        dueOn: isAcknowledging ? null : row.dueOn,
        sinceOn: row.openedOn,
        href: isPartner ? `/company/lots/${row.id}` : `/lots/${row.id}`,
        isWaiting: kind === "lot-unacknowledged",
      }),
    );
  };

const certificates =
  (kind: "certificate-to-decide" | "certificate-returned"): Query =>
  async (executor, reach) => {
    let query = executor
      .selectFrom("disposalCertificate")
      .innerJoin("partner", "partner.id", "disposalCertificate.partnerId")
      .innerJoin("relation", "relation.id", "disposalCertificate.relationId")
      .select([
        "disposalCertificate.id",
        "disposalCertificate.number",
        "disposalCertificate.dataName",
        "disposalCertificate.filedAt",
        "disposalCertificate.lotId",
        "partner.currentName",
      ])
      .where("disposalCertificate.organisationId", "=", reach.organisationId)
      .where("disposalCertificate.state", "=", kind === "certificate-to-decide" ? "filed" : "returned");
    if (reach.partnerId !== null) query = query.where("disposalCertificate.partnerId", "=", reach.partnerId);
    if (reach.department !== null) query = query.where("relation.department", "=", reach.department);
    const rows = await query.orderBy("disposalCertificate.filedAt").limit(LIMIT).execute();
    return rows.map((row) =>
      task(kind, {
        whom: reach.partnerId === null ? row.currentName : "",
        about: `${row.dataName} ${row.number}`,
        sinceOn: dayOf(row.filedAt),
        href:
          kind === "certificate-to-decide"
            ? `/certificates/${row.id}`
            : `/company/lots/${row.lotId}/certificate`,
      }),
    );
  };

const subcontractors: Query = async (executor, reach) => {
  const rows = await relations(executor, reach)
    .innerJoin("subcontractor", "subcontractor.relationId", "relation.id")
    .select([
      "subcontractor.id",
      "subcontractor.name",
      "subcontractor.requestedAt",
      "partner.currentName",
      "relation.id as relationId",
    ])
    .where("subcontractor.state", "=", "requested")
    .orderBy("subcontractor.requestedAt", ascNullsFirst)
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("subcontractor-to-decide", {
      whom: row.currentName,
      about: row.name,
      sinceOn: dayOf(row.requestedAt),
      href: `/subcontractors/${row.id}`,
    }),
  );
};

const citations: Query = async (executor, reach) => {
  const rows = await executor
    .selectFrom("matterCitation")
    .select(["id", "place", "recordedAt"])
    .where("organisationId", "=", reach.organisationId)
    .where("state", "=", "proposed")
    .orderBy("recordedAt")
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("citation-to-decide", {
      whom: "",
      about: row.place,
      sinceOn: dayOf(row.recordedAt),
      href: "/policy#joint-use",
    }),
  );
};

const deferrals: Query = async (executor, reach) => {
  const rows = await relations(executor, reach)
    .innerJoin("deferral", "deferral.relationId", "relation.id")
    .select(["deferral.id", "deferral.requestedAt", "partner.currentName", "relation.title"])
    .where("deferral.state", "=", "requested")
    .where((eb) =>
      reach.role === "director"
        ? eb("deferral.decidedRole", "=", "director")
        : eb.or([eb("deferral.decidedRole", "is", null), eb("deferral.decidedRole", "!=", "director")]),
    )
    .orderBy("deferral.requestedAt")
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("deferral-to-decide", {
      whom: row.currentName,
      about: row.title,
      sinceOn: dayOf(row.requestedAt),
      href: "/deferrals",
    }),
  );
};

const circulations =
  (
    kind: TaskKind,
    states: readonly string[],
    options: { mine?: boolean; isWaiting?: boolean; decide?: boolean } = {},
  ): Query =>
  async (executor, reach) => {
    let query = executor
      .selectFrom("circulation")
      .select(["id", "subjectId", "number", "title", "submittedAt", "createdAt"])
      .where("organisationId", "=", reach.organisationId)
      .where("state", "in", [...states]);
    if (options.mine) query = query.where("drafterId", "=", reach.personId);
    const rows = await query.orderBy("createdAt").limit(LIMIT).execute();
    return rows.map((row) =>
      task(kind, {
        whom: "",
        about: `${row.title} ${row.number}`,
        sinceOn: dayOf(row.submittedAt ?? row.createdAt),
        href: options.decide ? `/decisions/${row.id}` : `/reports/${row.subjectId}`,
        isWaiting: options.isWaiting ?? false,
      }),
    );
  };

const draftReports: Query = async (executor, reach) => {
  const rows = await executor
    .selectFrom("report")
    .select(["id", "number", "title", "createdAt"])
    .where("organisationId", "=", reach.organisationId)
    .where("state", "=", "draft")
    .where("circulationId", "is", null)
    .orderBy("createdAt")
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("report-to-submit", {
      whom: "",
      about: `${row.title} ${row.number}`,
      sinceOn: dayOf(row.createdAt),
      href: `/reports/${row.id}`,
    }),
  );
};

/** Decisions made by a deputy that the principal has not yet confirmed (後閲). */
const toConfirm: Query = async (executor, reach) => {
  const rows = await executor
    .selectFrom("circulationAct")
    .innerJoin("circulation", "circulation.id", "circulationAct.circulationId")
    .select(["circulation.id", "circulation.title", "circulation.number", "circulationAct.at"])
    .where("circulation.organisationId", "=", reach.organisationId)
    .where("circulationAct.onBehalfOf", "=", reach.personId ?? "")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("circulationAct as confirmed")
            .select("confirmed.id")
            .whereRef("confirmed.circulationId", "=", "circulation.id")
            .where("confirmed.kind", "=", "confirm"),
        ),
      ),
    )
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("decision-to-confirm", {
      whom: "",
      about: `${row.title} ${row.number}`,
      sinceOn: dayOf(row.at),
      href: `/decisions/${row.id}`,
    }),
  );
};

const invited: Query = async (executor, reach, window) => {
  const rows = await executor
    .selectFrom("oneTimeToken")
    .select(["name", "email", "createdAt", "expiresAt"])
    .where("organisationId", "=", reach.organisationId)
    .where("purpose", "=", "invitation")
    .where("partnerId", "is", null)
    .where("consumedAt", "is", null)
    .where("expiresAt", ">", window.now)
    .orderBy("createdAt")
    .limit(LIMIT)
    .execute();
  return rows.map((row) =>
    task("person-invited", {
      whom: row.name ?? "",
      about: row.email,
      dueOn: dayOf(row.expiresAt),
      href: "/settings/people",
      isWaiting: true,
    }),
  );
};

const failedMail: Query = async (executor, reach) => {
  const rows = await executor
    .selectFrom("outboxMail")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("organisationId", "=", reach.organisationId)
    .where("state", "=", "failed")
    .execute();
  const n = Number(rows[0]?.n ?? 0);
  return n === 0 ? [] : [task("mail-failed", { whom: "", about: "", count: n, href: "/settings/people" })];
};

export const taskQueries: Record<TaskKind, Query> = {
  "relation-to-approve": relationsIn("relation-to-approve", "in-review", (id) => `/relations/${id}`),
  "relation-to-activate": relationsIn("relation-to-activate", "approved", (id) => `/relations/${id}`),
  "relation-draft": relationsIn("relation-draft", "draft", (id) => `/relations/${id}/scope`),
  "contract-ended": contracts("contract-ended"),
  "contract-notice": contracts("contract-notice"),
  "assessment-to-review": assessments(
    "assessment-to-review",
    ["submitted", "in-review", "graded"],
    (id) => `/assessments/${id}`,
  ),
  "assessment-waiting": assessments(
    "assessment-waiting",
    ["sent", "answering", "returned"],
    (id) => `/assessments/${id}`,
    true,
  ),
  "assessment-expiring": expiring,
  "assessment-to-answer": assessments(
    "assessment-to-answer",
    ["sent", "answering", "returned"],
    (id) => `/company/assessments/${id}`,
  ),
  "finding-due": findings("finding-due"),
  "finding-to-close": findings("finding-to-close"),
  "finding-to-plan": findings("finding-to-plan"),
  "finding-to-correct": findings("finding-to-correct"),
  "subcontractor-to-decide": subcontractors,
  "citation-to-decide": citations,
  "deferral-to-decide": deferrals,
  "lot-overdue": lots("lot-overdue"),
  "lot-due": lots("lot-due"),
  "lot-to-acknowledge": lots("lot-to-acknowledge"),
  "lot-unacknowledged": lots("lot-unacknowledged"),
  "certificate-to-decide": certificates("certificate-to-decide"),
  "certificate-returned": certificates("certificate-returned"),
  "report-to-submit": draftReports,
  "report-returned": circulations("report-returned", ["returned", "withdrawn"], { mine: true }),
  "report-to-review": circulations("report-to-review", ["submitted"], { decide: true }),
  "report-to-decide": circulations("report-to-decide", ["reviewed", "on-hold"], { decide: true }),
  "report-waiting": circulations("report-waiting", ["submitted", "reviewed", "on-hold"], { isWaiting: true }),
  "decision-to-confirm": toConfirm,
  "person-invited": invited,
  "mail-failed": failedMail,
};
