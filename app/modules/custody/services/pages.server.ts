import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { actorCan, departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { findPartner, findProfileOn } from "#app/modules/registry/fragments/partners.server.ts";
import { listRelationStates } from "#app/modules/registry/fragments/relations.server.ts";
import { reachRelation } from "#app/modules/registry/services/common.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import type { RelationTable } from "#db/schema.ts";
import { findLot, type LotRow } from "../fragments/rows.server.ts";
import {
  type LotFilter,
  type LotListRow,
  listCertificates,
  listChildLots,
  listLots,
  loadBalances,
  sumOutstanding,
} from "../queries/lots.server.ts";
import { listStandings, listUses, type StandingListRow } from "../queries/standing.server.ts";
import { type ClosingProblem, missingMonths, type StandingState, standingStateOn } from "../rules/closing.ts";
import { type Balance, balanceOf, type LotStanding, standingOf, type Unit, units } from "../rules/lots.ts";
import { reachCertificate } from "./certificates.server.ts";
import { readClosing } from "./closing.server.ts";
import { type GateView, judgeRelation, type RecordedCheck, readCheck, viewOf } from "./gate.server.ts";
import { reachLot } from "./lots.server.ts";

/** What every page of a relation's custody says of it. */
export interface RelationHead {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly basis: string;
  readonly state: string;
  readonly revision: number;
  readonly department: string;
  readonly returnRule: string | null;
  readonly returnDueOn: string | null;
  readonly partnerId: string;
  readonly partnerName: string;
}
export async function headOf(executor: Executor, relation: RelationTable): Promise<RelationHead> {
  const partner = await findPartner(executor, relation.organisationId, relation.partnerId);
  return {
    id: relation.id,
    number: relation.number,
    title: relation.title,
    basis: relation.basis,
    state: relation.state,
    revision: relation.revision,
    department: relation.department,
    returnRule: relation.returnRule,
    returnDueOn: relation.returnDueOn,
    partnerId: relation.partnerId,
    partnerName: partner?.currentName ?? "",
  };
}

export interface LotLine extends LotListRow {
  readonly balance: Balance;
  readonly standing: LotStanding;
}
export interface Ledger {
  readonly lots: readonly LotLine[];
  readonly sums: readonly { readonly unit: Unit; readonly lots: number; readonly outstanding: number }[];
  readonly standings: readonly StandingLine[];
  readonly next: { readonly due: string; readonly number: string } | null;
  readonly mayWrite: boolean;
}

export const ledgerViews = ["open", "overdue", "closed", "standing"] as const;
export type LedgerView = (typeof ledgerViews)[number];
const PAGE = 50;

/** The custody ledger 授受記録簿: the lots in reach, the one due first on top, and what is out by unit. */
export async function readLedger(
  deps: Deps,
  actor: Actor,
  ask: {
    readonly view: LedgerView;
    readonly text?: string;
    readonly unit?: string;
    readonly relationId?: string;
    readonly partnerId?: string;
    readonly after?: { readonly due: string; readonly number: string };
  },
): Promise<Result<Ledger>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const { organisationId } = actor;
  const today = todayOf(deps);
  const unit = units.find((one) => one === ask.unit);
  const common: Omit<LotFilter, "limit" | "after"> = {
    department: departmentOf(actor),
    ...(actor.kind === "partner"
      ? { partnerId: actor.partnerId }
      : ask.partnerId
        ? { partnerId: ask.partnerId }
        : {}),
    ...(ask.relationId ? { relationId: ask.relationId } : {}),
    ...(unit ? { unit } : {}),
    ...(ask.text?.trim() ? { text: ask.text.trim().slice(0, 100) } : {}),
  };
  const standings =
    ask.view === "standing"
      ? await listStandings(read, organisationId, {
          department: departmentOf(actor),
          ...(common.partnerId ? { partnerId: common.partnerId } : {}),
          ...(ask.relationId ? { relationId: ask.relationId } : {}),
          limit: 500,
        })
      : [];
  const rows =
    ask.view === "standing"
      ? []
      : await listLots(read, organisationId, {
          ...common,
          ...(ask.view === "overdue" ? { isOverdueOn: today } : { state: ask.view }),
          ...(ask.after ? { after: ask.after } : {}),
          limit: PAGE + 1,
        });
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return ok({
    lots: await withBalances(read, organisationId, page, today),
    sums: await sumOutstanding(read, organisationId, common),
    standings: await toStandingLines(read, organisationId, standings, today),
    next: last === undefined ? null : { due: last.dueOn ?? "9999-12-31", number: last.number },
    mayWrite: actorCan(actor, "custody.write"),
  });
}

async function withBalances<R extends LotRow>(
  executor: Executor,
  organisationId: string,
  rows: readonly R[],
  today: Day,
): Promise<(R & { readonly balance: Balance; readonly standing: LotStanding })[]> {
  const balances = await loadBalances(
    executor,
    organisationId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const balance = balances.get(row.id) ?? balanceOf([]);
    return { ...row, balance, standing: standingOf(asLot(row), balance, today) };
  });
}

const asLot = (row: LotRow) => ({
  id: row.id,
  unit: row.unit,
  openedOn: row.openedOn,
  dueOn: row.dueOn,
  acknowledgedOn: row.acknowledgedAt === null ? null : row.acknowledgedAt.slice(0, 10),
});

export interface StandingLine extends StandingListRow {
  readonly stateOn: StandingState;
  readonly missing: readonly string[];
}
async function toStandingLines(
  executor: Executor,
  organisationId: string,
  rows: readonly StandingListRow[],
  today: Day,
): Promise<StandingLine[]> {
  const uses = await listUses(
    executor,
    organisationId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    stateOn: standingStateOn(row, today),
    missing: missingMonths(
      row,
      uses.filter((use) => use.standingId === row.id),
      today,
    ),
  }));
}

/** Names of ids of the policy in force, in the reader's language. */
export interface Names {
  readonly subjects: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
  readonly purposes: Readonly<Record<string, string>>;
}
export async function namesOf(executor: Executor, deps: Deps, actor: Actor, day: Day): Promise<Names> {
  const version =
    (await findPolicyOn(executor, actor.organisationId, day)) ??
    (await findPolicyOn(executor, actor.organisationId, todayOf(deps)));
  const names = (map: ReadonlyMap<string, { readonly name: { readonly ja: string; readonly en: string } }>) =>
    Object.fromEntries([...map].map(([id, one]) => [id, one.name[actor.lang]]));
  return version === null
    ? { subjects: {}, items: {}, purposes: {} }
    : {
        subjects: names(version.index.subjects),
        items: names(version.index.items),
        purposes: names(version.index.purposes),
      };
}

export interface LotPage {
  readonly lot: LotRow;
  readonly relation: RelationHead;
  readonly balance: Balance;
  readonly standing: LotStanding;
  readonly entries: readonly {
    readonly id: string;
    readonly kind: string;
    readonly quantity: number;
    readonly occurredOn: string;
    readonly handedByName: string | null;
    readonly receivedByName: string | null;
    readonly note: string | null;
    readonly certificateId: string | null;
    readonly isReversed: boolean;
    readonly recordedByName: string | null;
  }[];
  readonly certificates: readonly {
    readonly id: string;
    readonly number: string;
    readonly state: string;
    readonly quantity: number;
    readonly disposedOn: string;
    readonly isProxy: boolean;
    readonly decisionNote: string | null;
  }[];
  readonly copies: readonly { readonly id: string; readonly number: string; readonly dataName: string }[];
  readonly parent: { readonly id: string; readonly number: string } | null;
  readonly check: RecordedCheck | null;
  readonly names: Names;
  readonly acknowledgedByName: string | null;
  readonly mayWrite: boolean;
  readonly mayDecide: boolean;
}

/** One lot 預託データ with its entries, certificates and copies. */
export async function readLot(deps: Deps, actor: Actor, lotId: string): Promise<Result<LotPage>> {
  const isPartner = actor.kind === "partner";
  const no = denied(actor, isPartner ? "own.read" : "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachLot(read, actor, lotId);
  if (!reached.ok) return reached;
  const { lot, relation, entries, counted } = reached.value;
  const balance = balanceOf(counted);
  const people = await listPersonNames(read, [
    lot.acknowledgedBy,
    ...(isPartner ? [] : entries.map((entry) => entry.recordedBy)),
  ]);
  const reversed = new Set(entries.map((entry) => entry.reversesEntryId));
  const certificates = await listCertificates(read, actor.organisationId, [lot.id]);
  const parent = lot.parentLotId === null ? null : await findLot(read, actor.organisationId, lot.parentLotId);
  return ok({
    lot,
    relation: await headOf(read, relation),
    balance,
    standing: standingOf(asLot(lot), balance, todayOf(deps)),
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      quantity: entry.quantity,
      occurredOn: entry.occurredOn,
      handedByName: entry.handedByName,
      receivedByName: entry.receivedByName,
      note: isPartner ? null : entry.note,
      certificateId: entry.certificateId,
      isReversed: reversed.has(entry.id),
      recordedByName: people.get(entry.recordedBy ?? "") ?? null,
    })),
    certificates: certificates.map(({ id, number, state, quantity, disposedOn, isProxy, decisionNote }) => ({
      id,
      number,
      state,
      quantity,
      disposedOn,
      isProxy,
      decisionNote,
    })),
    copies: await listChildLots(read, actor.organisationId, lot.id),
    parent: parent && { id: parent.id, number: parent.number },
    // Why something was let go is not the partner's to read.
    check: isPartner ? null : await readCheck(read, actor, lot.gateCheckId),
    names: await namesOf(read, deps, actor, lot.openedOn),
    acknowledgedByName: people.get(lot.acknowledgedBy ?? "") ?? null,
    mayWrite: actorCan(actor, "custody.write"),
    mayDecide: actorCan(actor, "certificate.decide"),
  });
}

/** The lots of the actor's own company. */
export interface ScopeChoice {
  readonly subject: string;
  readonly items: readonly string[];
  readonly purposes: readonly string[];
}
export interface HandOverPage {
  readonly relation: RelationHead;
  readonly gate: GateView;
  readonly choices: readonly ScopeChoice[];
  readonly names: Names;
  readonly today: Day;
  readonly actorName: string;
  readonly mayRequestDeferral: boolean;
}

/** What the form of a hand-over offers: the scope of today, and whether the gate is open. */
export async function readHandOver(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<Result<HandOverPage>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachRelation(read, actor, relationId);
  if (!reached.ok) return reached;
  const today = todayOf(deps);
  const judged = await judgeRelation(read, deps, actor.organisationId, relationId, today);
  if (judged === null) return fail({ kind: "not-found" });
  return ok({
    relation: await headOf(read, reached.value),
    gate: await viewOf(read, deps, judged, actor),
    choices: judged.of.lines.map(({ subject, items, purposes }) => ({ subject, items, purposes })),
    names: await namesOf(read, deps, actor, today),
    today,
    actorName: actor.name,
    mayRequestDeferral: actorCan(actor, "deferral.request"),
  });
}

export interface CertificatePage {
  readonly certificate: Awaited<ReturnType<typeof listCertificates>>[number];
  readonly lot: LotRow;
  readonly relation: RelationHead;
  readonly balance: Balance;
  readonly files: readonly FileSummary[];
  readonly filedByName: string | null;
  readonly decidedByName: string | null;
  readonly mayDecide: boolean;
}

export async function readCertificate(
  deps: Deps,
  actor: Actor,
  certificateId: string,
): Promise<Result<CertificatePage>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachCertificate(read, actor, certificateId);
  if (!reached.ok) return reached;
  const { certificate, lot, relation, counted } = reached.value;
  const people = await listPersonNames(read, [certificate.filedBy, certificate.decidedBy]);
  return ok({
    certificate,
    lot,
    relation: await headOf(read, relation),
    balance: balanceOf(counted),
    files: await listFilesOf(read, actor, "certificate", [certificate.id]),
    filedByName: people.get(certificate.filedBy ?? "") ?? null,
    decidedByName: people.get(certificate.decidedBy ?? "") ?? null,
    mayDecide: actorCan(actor, "certificate.decide") && certificate.state === "filed",
  });
}

export interface CertificateFormPage {
  readonly lot: LotRow;
  readonly relation: RelationHead;
  readonly available: number;
  /** The one that waits, and the one sent back, if any. */
  readonly waiting: { readonly number: string } | null;
  readonly returned: Awaited<ReturnType<typeof listCertificates>>[number] | null;
  readonly organisationName: string;
  /** What the form begins with: the issuer as registered. */
  readonly issuer: { readonly name: string; readonly address: string; readonly responsible: string };
}

/** The form of a certificate, for the partner or for a member of staff on its behalf. */
export async function readCertificateForm(
  deps: Deps,
  actor: Actor,
  lotId: string,
): Promise<Result<CertificateFormPage>> {
  const no = denied(actor, actor.kind === "partner" ? "own.certificate" : "custody.write");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachLot(read, actor, lotId);
  if (!reached.ok) return reached;
  const { lot, relation, counted } = reached.value;
  const { outstanding, pending } = balanceOf(counted);
  const certificates = await listCertificates(read, actor.organisationId, [lot.id]);
  const profile = await findProfileOn(read, actor.organisationId, lot.partnerId, todayOf(deps));
  const organisation = await getOrganisation(read, actor.organisationId);
  return ok({
    lot,
    relation: await headOf(read, relation),
    available: outstanding - pending,
    waiting: certificates.find((one) => one.state === "filed") ?? null,
    returned: certificates.find((one) => one.state === "returned") ?? null,
    organisationName: organisation?.name ?? "",
    issuer: {
      name: profile?.name ?? "",
      address: profile?.address ?? "",
      responsible: profile?.representativeName ?? "",
    },
  });
}

export interface ClosePage {
  readonly relation: RelationHead;
  readonly problems: readonly { readonly code: ClosingProblem; readonly count: number }[];
  readonly endedOn: Day | null;
  readonly mayClose: boolean;
}

export async function readClosePage(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<Result<ClosePage>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachRelation(read, actor, relationId);
  if (!reached.ok) return reached;
  const states = await listRelationStates(read, actor.organisationId, relationId);
  return ok({
    relation: await headOf(read, reached.value),
    problems: (await readClosing(read, reached.value)).problems,
    endedOn: states.filter((row) => row.state === "ended").at(-1)?.validFrom ?? null,
    mayClose: actorCan(actor, "relation.close"),
  });
}
