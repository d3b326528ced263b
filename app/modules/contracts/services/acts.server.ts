import { reachesDepartment } from "#app/modules/access/rules.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, todayOf } from "#app/modules/calendar/rules/day.ts";
import { attachFiles } from "#app/modules/files/services.server.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import {
  findRelationHead,
  listPartnerRelationHeads,
  listRelationHeads,
  type RelationHead,
} from "#app/modules/registry/fragments/heads.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Executor, Write } from "#db/index.server.ts";
import { type ContractRow, listLinks, newestOn } from "../fragments.server.ts";
import {
  findContract,
  insertClauseCheck,
  insertContract,
  isContractNumberTaken,
  linkRelations,
  listClauseChecks,
  updateContractIfRevision,
} from "../queries/contracts.server.ts";
import { ClauseLibrary, latestChecks } from "../rules/clauses.ts";
import type { ContractEvent } from "../rules/events.ts";
import type { ClauseChecksForm, ContractForm } from "../rules/forms.ts";
import { lastDayOf } from "../rules/terms.ts";

/** The clause library to check by on a day: the one in force, or any where none is. */
export async function readLibrary(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  day: string,
): Promise<ClauseLibrary> {
  return (await readLibraryOn(executor, deps, organisationId, day)).library;
}

/** The same with every day on which another one may come into force. */
export async function readLibraryOn(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  day: string,
): Promise<{ readonly library: ClauseLibrary; readonly changesOn: readonly string[] }> {
  const kept = await listTemplates(executor, deps.templates, organisationId, "clauses");
  const found = newestOn(kept, day) ?? kept[0];
  return {
    library: ClauseLibrary.parse(found?.document),
    changesOn: kept.flatMap((t) =>
      t.validTo === null ? [t.validFrom] : [t.validFrom, addDays(t.validTo, 1)],
    ),
  };
}

/** A relation this member of staff reaches; others look as if they did not exist. */
export async function reachRelation(
  executor: Executor,
  actor: Actor,
  relationId: string,
): Promise<RelationHead | null> {
  const relation = await findRelationHead(executor, actor.organisationId, relationId);
  if (!relation || !reachesDepartment(actor, relation.department)) return null;
  if (actor.kind === "partner" && actor.partnerId !== relation.partnerId) return null;
  return relation;
}

/** A contract with the relations it covers; department staff reach it through a relation of theirs. */
export async function reachContract(
  executor: Executor,
  actor: Actor,
  contractId: string,
): Promise<{ contract: ContractRow; relations: RelationHead[] } | null> {
  const contract = await findContract(executor, actor.organisationId, contractId);
  if (!contract) return null;
  const links = await listLinks(executor, actor.organisationId, { contractIds: [contract.id] });
  const relations = await listRelationHeads(
    executor,
    actor.organisationId,
    links.map((link) => link.relationId),
  );
  const reached = relations.filter((relation) => reachesDepartment(actor, relation.department));
  return reached.length > 0 || relations.length === 0 ? { contract, relations: reached } : null;
}

const columnsOf = (form: ContractForm) => ({
  title: form.title,
  signedOn: form.signedOn,
  startsOn: form.startsOn,
  endsOn: form.endsOn,
  isAutoRenewing: toFlag(form.autoRenewal),
  renewalMonths: form.renewalMonths,
  noticeMonths: form.noticeMonths,
  terminatedOn: form.terminatedOn,
  note: form.note === "" ? null : form.note,
});

/** A contract's files are the organisation's own: no partner reads them here. */
const copyOf = (contractId: string, fileIds: readonly string[] = []) => ({
  fileIds,
  subjectKind: "contract",
  subjectId: contractId,
  partnerId: null,
});

/**
 * Registers a contract and the relations it covers, all of one partner. Without a number it takes the next of its series
 * (`C-0042`). Refuses `not-one-partner`.
 */
export async function registerContract(
  deps: Deps,
  actor: Actor,
  input: ContractForm & {
    readonly relationIds: readonly string[];
    /** Staged files that become the copy of the contract. */
    readonly fileIds?: readonly string[];
    readonly once?: string;
  },
): Promise<Result<{ contractId: string; number: string }>> {
  const no = denied(actor, "contract.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once ?? "", act: "contract.register" }, async (trx) => {
    const relations: RelationHead[] = [];
    for (const relationId of new Set(input.relationIds)) {
      const relation = await reachRelation(trx, actor, relationId);
      if (!relation) return fail({ kind: "not-found" });
      relations.push(relation);
    }
    const [first] = relations;
    if (!first) return fail({ kind: "not-found" });
    if (relations.some((relation) => relation.partnerId !== first.partnerId))
      return refused("not-one-partner");
    const { organisationId } = actor;
    if (input.number !== "" && (await isContractNumberTaken(trx, organisationId, input.number)))
      return invalid({ path: "number", code: "already-used", params: { value: input.number } });
    const number =
      input.number === "" ? numbered("C", await nextNumber(trx, organisationId, "contract")) : input.number;
    const id = deps.newId();
    await insertContract(trx, {
      id,
      organisationId,
      partnerId: first.partnerId,
      number,
      ...columnsOf(input),
      createdAt: deps.now().toISOString(),
      createdBy: personIdOf(actor),
      revision: 1,
    });
    await linkRelations(
      trx,
      organisationId,
      id,
      relations.map((relation) => relation.id),
    );
    const attached = await attachFiles(trx, deps, actor, copyOf(id, input.fileIds));
    if (!attached.ok) return attached;
    await recordEvent<ContractEvent>(trx, deps, actor, {
      type: "contract.registered",
      subject: { kind: "contract", id },
      partnerId: first.partnerId,
      data: {
        number,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        relations: relations.map((relation) => relation.number),
      },
    });
    return ok({ contractId: id, number });
  });
}

interface Versioned {
  readonly contractId: string;
  readonly revision: number;
}
type Change<T> = (
  trx: Write,
  contract: ContractRow,
) => Promise<Result<{ set: Parameters<typeof updateContractIfRevision>[2]; event: ContractEvent; value: T }>>;

async function changeContract<T>(
  deps: Deps,
  actor: Actor,
  { contractId, revision }: Versioned,
  change: Change<T>,
): Promise<Result<T>> {
  const no = denied(actor, "contract.write");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachContract(trx, actor, contractId);
    if (!reached) return fail({ kind: "not-found" });
    const changed = await change(trx, reached.contract);
    if (!changed.ok) return changed;
    const { set, event, value } = changed.value;
    const id = { organisationId: actor.organisationId, id: contractId, revision };
    if (!(await updateContractIfRevision(trx, id, set))) return fail({ kind: "conflict", what: "contract" });
    await recordEvent<ContractEvent>(trx, deps, actor, event);
    return ok(value);
  });
}

const about = (contract: ContractRow) =>
  ({ subject: { kind: "contract", id: contract.id }, partnerId: contract.partnerId }) as const;

/** Corrects what was entered. A renewal or an end of the contract has its own act, which keeps its reason. */
export async function updateContract(
  deps: Deps,
  actor: Actor,
  input: ContractForm &
    Versioned & { readonly relationIds?: readonly string[]; readonly fileIds?: readonly string[] },
): Promise<Result<null>> {
  return changeContract(deps, actor, input, async (trx, contract) => {
    const number = input.number === "" ? contract.number : input.number;
    if (number !== contract.number && (await isContractNumberTaken(trx, actor.organisationId, number)))
      return invalid({ path: "number", code: "already-used", params: { value: number } });
    if (input.relationIds) {
      const own = await listPartnerRelationHeads(trx, actor.organisationId, contract.partnerId);
      const wanted = new Set(input.relationIds);
      if ([...wanted].some((id) => !own.some((relation) => relation.id === id)))
        return fail({ kind: "not-found" });
      await linkRelations(trx, actor.organisationId, contract.id, [...wanted]);
    }
    const attached = await attachFiles(trx, deps, actor, copyOf(contract.id, input.fileIds));
    if (!attached.ok) return attached;
    const set = { number, ...columnsOf(input) };
    const before: Record<string, string | number | boolean | null> = {};
    for (const [field, value] of Object.entries(set)) {
      const was =
        field === "isAutoRenewing"
          ? toFlag(contract.terms.autoRenewal)
          : contract[field as keyof ContractRow];
      if (was !== value && field !== "note" && (was === null || typeof was !== "object")) before[field] = was;
    }
    return ok({
      set,
      value: null,
      event: {
        ...about(contract),
        type: "contract.changed",
        data: { number, before, fields: Object.keys(before) },
      },
    });
  });
}

/**
 * Renews by agreement: the term goes on without a gap through `endsOn`. Refuses `renewal-not-later` and `contract-ended`
 * (a contract that was interrupted is a new one: the days between must not look covered).
 */
export async function renewContract(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly endsOn: string; readonly signedOn?: string | null },
): Promise<Result<null>> {
  return changeContract(deps, actor, input, async (_trx, contract) => {
    const last = lastDayOf(contract.terms);
    if (last === null) return refused("renewal-needless");
    if (input.endsOn <= last)
      return invalid({
        path: "endsOn",
        code: "renewal-not-later",
        params: { value: input.endsOn, other: last },
      });
    if (contract.terminatedOn !== null) return refused("contract-terminated");
    const agreedOn = input.signedOn ?? todayOf(deps);
    if (agreedOn > addDays(last, 1)) return refused("contract-ended", { last });
    return ok({
      set: { endsOn: input.endsOn },
      value: null,
      event: {
        ...about(contract),
        type: "contract.renewed",
        data: { number: contract.number, from: last, to: input.endsOn },
      },
    });
  });
}

/** Records a termination or a refusal to renew: `terminatedOn` is the last day in force. */
export async function terminateContract(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly terminatedOn: string; readonly reason: string },
): Promise<Result<null>> {
  return changeContract(deps, actor, input, async (_trx, contract) => {
    if (input.terminatedOn < contract.startsOn)
      return invalid({ path: "terminatedOn", code: "before-start", params: { value: input.terminatedOn } });
    return ok({
      set: { terminatedOn: input.terminatedOn },
      value: null,
      event: {
        ...about(contract),
        type: "contract.terminated",
        data: { number: contract.number, on: input.terminatedOn, reason: input.reason },
      },
    });
  });
}

/** Lets a contract cover more relations of its partner. */
export async function linkContract(
  deps: Deps,
  actor: Actor,
  input: { readonly contractId: string; readonly relationIds: readonly string[] },
): Promise<Result<null>> {
  const no = denied(actor, "contract.write");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachContract(trx, actor, input.contractId);
    if (!reached) return fail({ kind: "not-found" });
    const { contract } = reached;
    const own = await listPartnerRelationHeads(trx, actor.organisationId, contract.partnerId);
    const wanted = own.filter((relation) => input.relationIds.includes(relation.id));
    if (wanted.length !== new Set(input.relationIds).size) return fail({ kind: "not-found" });
    await linkRelations(
      trx,
      actor.organisationId,
      contract.id,
      wanted.map((relation) => relation.id),
    );
    await recordEvent<ContractEvent>(trx, deps, actor, {
      ...about(contract),
      type: "contract.linked",
      data: { number: contract.number, relations: wanted.map((relation) => relation.number) },
    });
    return ok(null);
  });
}

/**
 * Records what the reviewer found on clauses of a contract, valid from `checkedOn` (today or earlier). An exception asked
 * for here waits for the privacy manager (`exceptClause`). A row equal to what holds is left alone.
 */
export async function checkClauses(
  deps: Deps,
  actor: Actor,
  input: ClauseChecksForm & { readonly contractId: string },
): Promise<Result<{ recorded: number }>> {
  const no = denied(actor, "clause.check");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachContract(trx, actor, input.contractId);
    if (!reached) return fail({ kind: "not-found" });
    const { contract } = reached;
    const today = todayOf(deps);
    if (input.checkedOn > today)
      return invalid({ path: "checkedOn", code: "day-future", params: { value: input.checkedOn } });
    const library = await readLibrary(trx, deps, actor.organisationId, input.checkedOn);
    const known = new Set(library.clauses.map((clause) => clause.id));
    if (input.checks.some((check) => !known.has(check.clauseId))) return fail({ kind: "not-found" });
    const rows = await listClauseChecks(trx, actor.organisationId, [contract.id]);
    const latest = new Map(rows.filter((r) => r.validFrom <= input.checkedOn).map((r) => [r.clauseId, r]));
    const results: Record<string, (typeof input.checks)[number]["result"]> = {};
    for (const check of input.checks) {
      const now = latest.get(check.clauseId);
      const isSame =
        now?.result === check.result &&
        (now.articleNumber ?? "") === check.article &&
        (now.note ?? "") === check.note &&
        (now.exceptionUntil ?? null) === check.exceptionUntil &&
        (now.exceptionReason ?? "") === check.exceptionReason;
      if (isSame) continue;
      // An approved exception stays with an unchanged request; anything else asks anew.
      const keepsException =
        now?.exceptionState === "approved" &&
        check.result === "partial" &&
        now.exceptionUntil === check.exceptionUntil &&
        now.exceptionReason === check.exceptionReason;
      await insertClauseCheck(
        trx,
        {
          id: deps.newId(),
          organisationId: actor.organisationId,
          contractId: contract.id,
          clauseId: check.clauseId,
          libraryVersion: `${library.id}@${library.version}`,
          result: check.result,
          articleNumber: check.article === "" ? null : check.article,
          note: check.note === "" ? null : check.note,
          exceptionReason: check.exceptionReason === "" ? null : check.exceptionReason,
          exceptionUntil: check.exceptionUntil,
          exceptionState: check.exceptionUntil === null ? null : keepsException ? "approved" : "requested",
          exceptionBy: keepsException ? now.exceptionBy : null,
          checkedBy: personIdOf(actor),
          validFrom: input.checkedOn,
          recordedAt: deps.now().toISOString(),
        },
        (day) => addDays(day, -1),
      );
      results[check.clauseId] = check.result;
    }
    const recorded = Object.keys(results).length;
    if (recorded > 0) {
      await recordEvent<ContractEvent>(trx, deps, actor, {
        ...about(contract),
        type: "clause.checked",
        data: { number: contract.number, on: input.checkedOn, results },
      });
    }
    return ok({ recorded });
  });
}

/**
 * The privacy manager accepts (until a day) or refuses an exception for a clause found 一部不足. Refuses `not-partial`.
 * The exception holds from today: a past day does not become covered afterwards.
 */
export async function exceptClause(
  deps: Deps,
  actor: Actor,
  input: {
    readonly contractId: string;
    readonly clauseId: string;
    /** Null refuses what was asked for. */
    readonly until: string | null;
    readonly reason: string;
  },
): Promise<Result<null>> {
  const no = denied(actor, "clause.except");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachContract(trx, actor, input.contractId);
    if (!reached) return fail({ kind: "not-found" });
    const { contract } = reached;
    const today = todayOf(deps);
    const rows = await listClauseChecks(trx, actor.organisationId, [contract.id]);
    const latest = latestChecks(
      rows.map((row) => row.check),
      today,
    ).get(input.clauseId);
    const now = rows.filter((row) => row.check === latest).at(-1);
    if (!now) return fail({ kind: "not-found" });
    if (now.result !== "partial") return refused("not-partial");
    if (input.reason.trim() === "") return invalid({ path: "reason", code: "required" });
    if (input.until !== null && input.until < today)
      return invalid({ path: "until", code: "day-past", params: { value: input.until } });
    const { check: _, validTo: __, ...row } = now;
    await insertClauseCheck(
      trx,
      {
        ...row,
        id: deps.newId(),
        exceptionReason: input.reason,
        exceptionUntil: input.until ?? row.exceptionUntil,
        exceptionState: input.until === null ? "refused" : "approved",
        exceptionBy: personIdOf(actor),
        validFrom: today,
        recordedAt: deps.now().toISOString(),
      },
      (day) => addDays(day, -1),
    );
    const data = { number: contract.number, clauseId: input.clauseId, reason: input.reason };
    await recordEvent<ContractEvent>(
      trx,
      deps,
      actor,
      input.until === null
        ? { ...about(contract), type: "clause.exception-refused", data }
        : { ...about(contract), type: "clause.exception-granted", data: { ...data, until: input.until } },
    );
    return ok(null);
  });
}
