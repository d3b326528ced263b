import type { Text } from "#app/i18n/lang.ts";
import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { actorCan, departmentOf, reachesDepartment } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { addMonths, type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { type DeadlineRule, deadlineFileSchema } from "#app/modules/calendar/rules/deadline-rules.ts";
import { computeDeadline } from "#app/modules/calendar/rules/deadlines.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import {
  listLivingRelationHeads,
  listPartnerRelationHeads,
  type RelationHead,
} from "#app/modules/registry/fragments/heads.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import { type ContractRow, listContracts, listLinks, listTriggers } from "../fragments.server.ts";
import { type ClauseCheckRow, listClauseChecks } from "../queries/contracts.server.ts";
import { type BoardFilter, endingMonths } from "../rules/board.ts";
import { type ClauseLibrary, judgeClauses, type LibraryJudgement } from "../rules/clauses.ts";
import {
  type ContractState,
  contractStateOn,
  endingOn,
  lastDayOf,
  type Term,
  termOn,
  termsUntil,
} from "../rules/terms.ts";
import { reachContract, reachRelation, readLibrary } from "./acts.server.ts";

export interface NoticeDeadline {
  readonly dueOn: Day;
  readonly warnOn: Day;
  /** The day the term ends without a notice. */
  readonly endsOn: Day;
  readonly steps: readonly Text[];
}

async function readDeadlineRules(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
): Promise<readonly DeadlineRule[]> {
  const kept = await listTemplates(executor, deps.templates, organisationId, "rules");
  const file = kept.find((template) => template.key === "deadlines");
  return file ? deadlineFileSchema.parse(file.document).rules : [];
}

/** The last day for a notice before the term in force on `day` ends (facts 5.4), or null when none is agreed. */
function noticeOf(rules: readonly DeadlineRule[], contract: ContractRow, day: Day): NoticeDeadline | null {
  const { noticeMonths, terminatedOn } = contract.terms;
  const endsOn = termOn(contract.terms, day)?.endsOn;
  if (noticeMonths === null || terminatedOn !== null || !endsOn) return null;
  const deadline = computeDeadline(rules, "contract-notice", endsOn, { months: noticeMonths });
  if (!deadline.ok) return null;
  const { dueOn, warnOn, steps } = deadline.value;
  return { dueOn, warnOn, endsOn, steps: steps.map((step) => step.text) };
}

export interface ContractFace {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: ContractState;
  readonly term: Term | null;
  readonly lastOn: Day | null;
  readonly notice: NoticeDeadline | null;
}
const faceOf = (rules: readonly DeadlineRule[], contract: ContractRow, day: Day): ContractFace => ({
  id: contract.id,
  number: contract.number,
  title: contract.title,
  state: contractStateOn(contract.terms, day),
  term: termOn(contract.terms, day),
  lastOn: lastDayOf(contract.terms),
  notice: noticeOf(rules, contract, day),
});

export interface RelationContracts {
  readonly relation: RelationHead;
  /** The contract in force, else the next or the latest one. */
  readonly contract: ContractFace | null;
  readonly judgement: LibraryJudgement | null;
}

/** The contract that counts for a relation on a day, with its clauses judged; in set queries. */
async function contractsOf(
  executor: Executor,
  organisationId: string,
  relations: readonly RelationHead[],
  day: Day,
  library: ClauseLibrary,
  rules: readonly DeadlineRule[],
): Promise<RelationContracts[]> {
  const links = await listLinks(executor, organisationId, { relationIds: relations.map((r) => r.id) });
  const contractIds = [...new Set(links.map((link) => link.contractId))];
  const contracts = new Map(
    (await listContracts(executor, organisationId, { contractIds })).map((contract) => [
      contract.id,
      contract,
    ]),
  );
  const checks = new Map<string, ClauseCheckRow[]>();
  for (const row of await listClauseChecks(executor, organisationId, contractIds)) {
    checks.set(row.contractId, [...(checks.get(row.contractId) ?? []), row]);
  }
  const triggers = await listTriggers(executor, organisationId, relations, day);
  const rank: Record<ContractState, number> = { "in-force": 2, upcoming: 1, ended: 0 };
  return relations.map((relation) => {
    const faces = links
      .filter((link) => link.relationId === relation.id)
      .flatMap((link) => contracts.get(link.contractId) ?? [])
      .map((contract) => faceOf(rules, contract, day))
      .sort((a, b) => rank[b.state] - rank[a.state] || (a.number < b.number ? 1 : -1));
    const contract = faces[0] ?? null;
    const judgement =
      contract === null
        ? null
        : judgeClauses(
            library,
            relation.basis,
            triggers.get(relation.id) ?? [],
            (checks.get(contract.id) ?? []).map((row) => row.check),
            day,
          );
    return { relation, contract, judgement };
  });
}

const fits = (row: RelationContracts, filter: BoardFilter, day: Day): boolean => {
  const { contract, judgement, relation } = row;
  if (filter === "all") return true;
  if (filter === "none") return relation.basis !== "no-handling" && contract?.state !== "in-force";
  if (filter === "lacking") return judgement !== null && judgement.required > 0 && !judgement.isSufficient;
  return endingOn(contract?.lastOn, day, endingMonths) === "near";
};

export interface ContractBoard {
  readonly day: Day;
  readonly rows: readonly RelationContracts[];
  readonly nextAfter: string | null;
  readonly library: {
    readonly title: Text;
    readonly clauses: readonly { readonly id: string; readonly title: Text }[];
  };
}

const BATCH = 200;
/** Relations with the contract that counts, by number; `after` pages by key. */
export async function listContractBoard(
  deps: Deps,
  actor: Actor,
  { filter, after, limit = 50, asOf }: { filter: BoardFilter; after?: string; limit?: number; asOf?: Day },
): Promise<Result<ContractBoard>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const day = asOf ?? todayOf(deps);
  const { read } = deps.db;
  const { organisationId } = actor;
  const library = await readLibrary(read, deps, organisationId, day);
  const rules = await readDeadlineRules(read, deps, organisationId);
  const rows: RelationContracts[] = [];
  let cursor = after;
  let isMore = true;
  while (rows.length <= limit && isMore) {
    const heads = await listLivingRelationHeads(read, organisationId, {
      department: departmentOf(actor),
      ...(cursor === undefined ? {} : { afterNumber: cursor }),
      limit: BATCH,
    });
    const batch = await contractsOf(read, organisationId, heads, day, library, rules);
    rows.push(...batch.filter((row) => fits(row, filter, day)));
    cursor = heads.at(-1)?.number;
    isMore = heads.length === BATCH;
  }
  const page = rows.slice(0, limit);
  return ok({
    day,
    rows: page,
    nextAfter: rows.length > limit ? (page.at(-1)?.relation.number ?? null) : null,
    library: {
      title: library.title,
      clauses: library.clauses.map(({ id, title }) => ({ id, title })),
    },
  });
}

export interface CalendarEntry {
  readonly on: Day;
  readonly kind: "notice" | "end" | "exception-end";
  readonly relation: RelationHead;
  readonly contract: ContractFace;
  /** The clause whose exception runs out. */
  readonly clause: Text | null;
}
const CALENDAR_LIMIT = 5_000;

/** What happens to contracts in the coming months, and notices that were missed in the last one: earliest first. */
export async function listContractCalendar(
  deps: Deps,
  actor: Actor,
  { months = 12 }: { months?: number } = {},
): Promise<Result<{ day: Day; entries: CalendarEntry[] }>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const day = todayOf(deps);
  const board = await listContractBoard(deps, actor, { filter: "all", limit: CALENDAR_LIMIT });
  if (!board.ok) return board;
  const until = addMonths(day, months);
  const from = addMonths(day, -1);
  const entries: CalendarEntry[] = [];
  const isNear = (on: Day): boolean => on >= from && on <= until;
  for (const { relation, contract, judgement } of board.value.rows) {
    if (contract === null) continue;
    const at = { relation, contract, clause: null };
    if (contract.notice && isNear(contract.notice.dueOn))
      entries.push({ ...at, on: contract.notice.dueOn, kind: "notice" });
    if (contract.lastOn !== null && isNear(contract.lastOn))
      entries.push({ ...at, on: contract.lastOn, kind: "end" });
    for (const clause of judgement?.clauses ?? []) {
      if (!clause.isRequired || clause.exceptionUntil === null || !isNear(clause.exceptionUntil)) continue;
      const title = board.value.library.clauses.find((each) => each.id === clause.clauseId)?.title ?? null;
      entries.push({ ...at, on: clause.exceptionUntil, kind: "exception-end", clause: title });
    }
  }
  return ok({ day, entries: entries.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) });
}

export interface ClauseView {
  readonly clauseId: string;
  readonly title: Text;
  readonly checks: readonly Text[];
  readonly basis: Text;
  readonly trigger: string | null;
  readonly result: string | null;
  readonly article: string | null;
  readonly note: string | null;
  readonly exceptionUntil: Day | null;
  readonly exceptionReason: string | null;
  readonly exceptionState: string | null;
  readonly exceptionByName: string | null;
  readonly checkedByName: string | null;
  readonly checkedOn: Day | null;
}

export interface ContractView {
  readonly day: Day;
  readonly contract: Omit<ContractRow, "organisationId" | "createdBy">;
  readonly face: ContractFace;
  readonly terms: readonly Term[];
  readonly relations: readonly { readonly relation: RelationHead; readonly judgement: LibraryJudgement }[];
  /** Relations of the partner that this contract does not cover. */
  readonly otherRelations: readonly RelationHead[];
  readonly clauses: readonly ClauseView[];
  readonly libraryTitle: Text;
  readonly files: readonly FileSummary[];
  readonly may: { readonly write: boolean; readonly check: boolean; readonly except: boolean };
}

/** One contract as it stands on `asOf`: terms, relations, clauses judged for each, files. */
export async function readContract(
  deps: Deps,
  actor: Actor,
  contractId: string,
  asOf?: Day,
): Promise<Result<ContractView>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachContract(read, actor, contractId);
  if (!reached) return fail({ kind: "not-found" });
  const { contract, relations } = reached;
  const { organisationId } = actor;
  const day = asOf ?? todayOf(deps);
  const library = await readLibrary(read, deps, organisationId, day);
  const rules = await readDeadlineRules(read, deps, organisationId);
  const rows = await listClauseChecks(read, organisationId, [contract.id]);
  const triggers = await listTriggers(read, organisationId, relations, day);
  const latest = new Map(rows.filter((row) => row.validFrom <= day).map((row) => [row.clauseId, row]));
  const names = await listPersonNames(
    read,
    [...latest.values()].flatMap((row) => [row.checkedBy, row.exceptionBy]),
  );
  const nameOf = (id: string | null | undefined): string | null => (id ? (names.get(id) ?? null) : null);
  const { organisationId: _organisation, createdBy: _creator, ...shown } = contract;
  const covered = new Set(relations.map((relation) => relation.id));
  const siblings = await listPartnerRelationHeads(read, organisationId, contract.partnerId);
  return ok({
    day,
    contract: shown,
    face: faceOf(rules, contract, day),
    terms: termsUntil(contract.terms, day),
    relations: relations.map((relation) => ({
      relation,
      judgement: judgeClauses(
        library,
        relation.basis,
        triggers.get(relation.id) ?? [],
        rows.map((row) => row.check),
        day,
      ),
    })),
    otherRelations: siblings.filter(
      (relation) => !covered.has(relation.id) && reachesDepartment(actor, relation.department),
    ),
    clauses: library.clauses.map((clause) => {
      const row = latest.get(clause.id);
      return {
        clauseId: clause.id,
        title: clause.title,
        checks: clause.checks,
        basis: clause.basis,
        trigger: clause.trigger,
        result: row?.result ?? null,
        article: row?.articleNumber ?? null,
        note: row?.note ?? null,
        exceptionUntil: row?.exceptionUntil ?? null,
        exceptionReason: row?.exceptionReason ?? null,
        exceptionState: row?.exceptionState ?? null,
        exceptionByName: nameOf(row?.exceptionBy),
        checkedByName: nameOf(row?.checkedBy),
        checkedOn: row?.validFrom ?? null,
      };
    }),
    libraryTitle: library.title,
    files: await listFilesOf(read, actor, "contract", [contract.id]),
    may: {
      write: actorCan(actor, "contract.write"),
      check: actorCan(actor, "clause.check"),
      except: actorCan(actor, "clause.except"),
    },
  });
}

/** Step 4 of onboarding: a relation, its contracts, and the partner's other relations that one contract may cover. */
export async function readRelationContracts(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<
  Result<{
    relation: RelationHead;
    contracts: readonly ContractFace[];
    siblings: readonly RelationHead[];
    mayWrite: boolean;
  }>
> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const { read } = deps.db;
  const relation = await reachRelation(read, actor, relationId);
  if (!relation) return fail({ kind: "not-found" });
  const { organisationId } = actor;
  const day = todayOf(deps);
  const rules = await readDeadlineRules(read, deps, organisationId);
  const links = await listLinks(read, organisationId, { relationIds: [relation.id] });
  const contracts = await listContracts(read, organisationId, {
    contractIds: links.map((link) => link.contractId),
  });
  const siblings = await listPartnerRelationHeads(read, organisationId, relation.partnerId);
  return ok({
    relation,
    contracts: contracts.map((contract) => faceOf(rules, contract, day)),
    siblings: siblings.filter(
      (other) => other.id !== relation.id && reachesDepartment(actor, other.department),
    ),
    mayWrite: actorCan(actor, "contract.write"),
  });
}
