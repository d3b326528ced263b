import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { attachFiles } from "#app/modules/files/services.server.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { findPartner } from "#app/modules/registry/fragments/partners.server.ts";
import { act } from "#app/modules/registry/services/common.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { DisposalCertificateTable } from "#db/schema.ts";
import { type CertificateRow, findCertificate } from "../fragments/rows.server.ts";
import {
  insertCertificate,
  isCertificateNumberTaken,
  updateCertificateIfRevision,
  updateLotIfRevision,
} from "../queries/lots.server.ts";
import type { CustodyEvent } from "../rules/events.ts";
import type { CertificateForm } from "../rules/forms.ts";
import { balanceOf, certificateProblems } from "../rules/lots.ts";
import { isOnBehalf, mailPartner } from "./base.server.ts";
import { type ReachedLot, reachLot, writeEntry } from "./lots.server.ts";

export interface FileCertificateInput extends CertificateForm {
  readonly lotId: string;
  /** A returned certificate that is filed again; a new one when left out. */
  readonly certificateId?: string | null;
  /** Staged files: the scan of the signed certificate. */
  readonly fileIds?: readonly string[];
  readonly once: string;
}

export interface ReachedCertificate extends ReachedLot {
  readonly certificate: CertificateRow;
}

export async function reachCertificate(
  executor: Executor,
  actor: Actor,
  certificateId: string,
): Promise<Result<ReachedCertificate>> {
  const certificate = await findCertificate(executor, actor.organisationId, certificateId);
  if (!certificate) return fail({ kind: "not-found" });
  const reached = await reachLot(executor, actor, certificate.lotId);
  return reached.ok ? ok({ ...reached.value, certificate }) : reached;
}

/**
 * Files a disposal certificate 廃棄・消去証明書 against a lot (facts 10.2): the partner, or a member of staff from paper on its behalf,
 * marked as such. It counts as pending until a member of staff accepts it. A returned one is filed again with its corrections.
 */
export async function fileCertificate(
  deps: Deps,
  actor: Actor,
  input: FileCertificateInput,
): Promise<Result<{ certificateId: string; lotId: string }>> {
  const no = denied(actor, actor.kind === "partner" ? "own.certificate" : "custody.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once, act: "custody.certificate" }, async (trx) => {
    const { organisationId } = actor;
    const reached = await reachLot(trx, actor, input.lotId);
    if (!reached.ok) return reached;
    const { lot, counted } = reached.value;
    const before =
      input.certificateId == null ? null : await findCertificate(trx, organisationId, input.certificateId);
    if (input.certificateId != null && (before === null || before.lotId !== lot.id))
      return fail({ kind: "not-found" });
    if (before !== null && before.state !== "returned")
      return fail({ kind: "conflict", what: "certificate" });
    const { outstanding, pending } = balanceOf(counted);
    const problems = certificateProblems(
      {
        ...input,
        unit: lot.unit,
        usedSubcontractor: input.usedSubcontractor,
        subcontractorName: input.subcontractorName ?? "",
      },
      {
        id: lot.id,
        unit: lot.unit,
        openedOn: lot.openedOn,
        dueOn: lot.dueOn,
        acknowledgedOn: null,
      },
      outstanding - pending,
      todayOf(deps),
    );
    if (problems.length > 0) {
      return invalid(
        ...problems.map(({ field, code }) => ({
          path: field,
          code: code === "in-the-future" ? "day-future" : code,
          params: { max: outstanding - pending },
        })),
      );
    }
    if (await isCertificateNumberTaken(trx, organisationId, lot.partnerId, input.number, before?.id ?? null))
      return invalid({ path: "number", code: "already-used", params: { value: input.number } });
    const onBehalf = isOnBehalf(actor);
    const certificateId = before?.id ?? deps.newId();
    const content = {
      number: input.number,
      issuerName: input.issuerName,
      issuerAddress: input.issuerAddress,
      issuerResponsible: input.issuerResponsible,
      dataName: input.dataName,
      quantity: input.quantity,
      unit: lot.unit,
      mediumDetail: input.mediumDetail,
      serialNumbers: input.serialNumbers,
      method: input.method,
      place: input.place,
      disposedOn: input.disposedOn,
      witness: input.witness,
      hasNoCopies: toFlag(input.hasNoCopies),
      coversBackups: toFlag(input.coversBackups),
      subcontractorName: input.usedSubcontractor ? input.subcontractorName : null,
      isProxy: toFlag(onBehalf),
      filedBy: personIdOf(actor),
      filedAt: deps.now().toISOString(),
      decidedBy: null,
      decidedOn: null,
      decisionNote: null,
    } satisfies Partial<DisposalCertificateTable>;
    if (before === null) {
      await insertCertificate(trx, {
        id: certificateId,
        organisationId,
        partnerId: lot.partnerId,
        relationId: lot.relationId,
        lotId: lot.id,
        state: "filed",
        revision: 1,
        ...content,
      });
    } else {
      const updated = await updateCertificateIfRevision(
        trx,
        organisationId,
        before.id,
        { revision: before.revision, state: "returned" },
        { state: "filed", ...content },
      );
      if (!updated) return fail({ kind: "conflict", what: "certificate" });
    }
    // Whoever reads the lot for the next entry must know of what is pending now.
    if (!(await updateLotIfRevision(trx, organisationId, lot.id, lot.revision, { state: lot.state })))
      return fail({ kind: "conflict", what: "lot" });
    const attached = await attachFiles(trx, deps, actor, {
      fileIds: input.fileIds ?? [],
      subjectKind: "certificate",
      subjectId: certificateId,
      partnerId: lot.partnerId,
    });
    if (!attached.ok) return attached;
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.certificate-filed",
      subject: { kind: "certificate", id: certificateId },
      partnerId: lot.partnerId,
      data: {
        lot: lot.number,
        certificate: input.number,
        quantity: input.quantity,
        disposedOn: input.disposedOn,
        onBehalf,
      },
    });
    return ok({ certificateId, lotId: lot.id });
  });
}

interface Decide {
  readonly certificateId: string;
  readonly revision: number;
}

/**
 * Accepts a certificate: only now the disposal counts, by an entry of the day it was done. Nobody accepts what they filed
 * themselves on the partner's behalf.
 */
export async function acceptCertificate(
  deps: Deps,
  actor: Actor,
  input: Decide,
): Promise<Result<{ certificateId: string; lotId: string; outstanding: number }>> {
  const no = denied(actor, "certificate.decide");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachCertificate(trx, actor, input.certificateId);
    if (!reached.ok) return reached;
    const { certificate, lot, counted } = reached.value;
    if (certificate.state !== "filed") return fail({ kind: "conflict", what: "certificate" });
    const me = personIdOf(actor);
    if (certificate.isProxy && me !== null && certificate.filedBy === me) return refused("own-certificate");
    const today = todayOf(deps);
    const updated = await updateCertificateIfRevision(
      trx,
      actor.organisationId,
      certificate.id,
      { revision: input.revision, state: "filed" },
      { state: "accepted", decidedBy: me, decidedOn: today, decisionNote: null },
    );
    if (!updated) return fail({ kind: "conflict", what: "certificate" });
    const written = await writeEntry(
      trx,
      deps,
      actor,
      // The pending disposal becomes the entry itself.
      { lot, counted: counted.filter((entry) => entry.id !== certificate.id) },
      lot.revision,
      {
        kind: "disposal",
        quantity: certificate.quantity,
        occurredOn: certificate.disposedOn,
        handedByName: null,
        receivedByName: null,
        method: certificate.method,
        reversesEntryId: null,
        certificateId: certificate.id,
        note: null,
      },
      today,
    );
    if (!written.ok) return written;
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.certificate-accepted",
      subject: { kind: "certificate", id: certificate.id },
      partnerId: lot.partnerId,
      data: {
        lot: lot.number,
        certificate: certificate.number,
        quantity: certificate.quantity,
        outstanding: written.value.outstanding,
      },
    });
    return ok({ certificateId: certificate.id, lotId: lot.id, outstanding: written.value.outstanding });
  });
}

/** Sends a certificate back with the reason; the partner files it again. */
export async function returnCertificate(
  deps: Deps,
  actor: Actor,
  input: Decide & { readonly reason: string },
): Promise<Result<{ certificateId: string; lotId: string }>> {
  const no = denied(actor, "certificate.decide");
  if (no) return no;
  const reason = input.reason.trim();
  if (reason === "") return invalid({ path: "reason", code: "reason-required" });
  return act(deps, async (trx) => {
    const reached = await reachCertificate(trx, actor, input.certificateId);
    if (!reached.ok) return reached;
    const { certificate, lot } = reached.value;
    const updated = await updateCertificateIfRevision(
      trx,
      actor.organisationId,
      certificate.id,
      { revision: input.revision, state: "filed" },
      { state: "returned", decidedBy: personIdOf(actor), decidedOn: todayOf(deps), decisionNote: reason },
    );
    if (!updated) return fail({ kind: "conflict", what: "certificate" });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.certificate-returned",
      subject: { kind: "certificate", id: certificate.id },
      partnerId: lot.partnerId,
      data: { lot: lot.number, certificate: certificate.number },
      personal: { reason },
    });
    const organisation = await getOrganisation(trx, actor.organisationId);
    const partner = await findPartner(trx, actor.organisationId, lot.partnerId);
    await mailPartner(trx, deps, lot, () => ({
      templateKey: "certificate-returned",
      params: {
        organisation: organisation?.name ?? "",
        partner: partner?.currentName ?? "",
        number: certificate.number,
        reason,
        link: `${deps.links.origin}/company/lots/${lot.id}/certificate`,
      },
    }));
    return ok({ certificateId: certificate.id, lotId: lot.id });
  });
}
