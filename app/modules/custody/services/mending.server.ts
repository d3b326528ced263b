import { formatDay } from "#app/i18n/format.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { invalid, ok, type Result, refused } from "#app/result.ts";
import type { Write } from "#db/index.server.ts";
import {
  type EntryRow,
  listCertificates,
  listChildLots,
  updateCertificateIfRevision,
} from "../queries/lots.server.ts";
import type { CustodyEvent } from "../rules/events.ts";
import { words } from "../words.ts";
import { mailPartner } from "./base.server.ts";
import { type OnLot, reachLot, writeEntry } from "./lots.server.ts";

/**
 * Corrects a mistake by a reversing entry 取消し; what was written stays readable. The certificate behind a reversed disposal is
 * given back to be filed again.
 */
export async function reverseEntry(
  deps: Deps,
  actor: Actor,
  input: OnLot & { readonly entryId: string; readonly reason: string; readonly once: string },
): Promise<Result<{ lotId: string; outstanding: number }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  if (input.reason.trim() === "") return invalid({ path: "reason", code: "reason-required" });
  return actOnce(deps, actor, { key: input.once, act: "custody.reverse" }, async (trx) => {
    const reached = await reachLot(trx, actor, input.lotId);
    if (!reached.ok) return reached;
    const { lot, entries } = reached.value;
    const target = entries.find((entry) => entry.id === input.entryId);
    if (!target) return refused("reversal-unknown");
    const isOpening = target.kind === "hand-over" || target.kind === "copy";
    if (isOpening) {
      const copies = await listChildLots(trx, actor.organisationId, lot.id);
      if (copies.some((copy) => copy.state === "open")) return refused("reversal-has-copies");
    }
    const written = await writeEntry(trx, deps, actor, reached.value, input.revision, {
      kind: "reversal",
      quantity: target.quantity,
      occurredOn: todayOf(deps),
      handedByName: null,
      receivedByName: null,
      method: null,
      reversesEntryId: target.id,
      certificateId: null,
      note: input.reason,
    });
    if (!written.ok) return written;
    if (target.certificateId !== null) await giveBackCertificate(trx, deps, actor, target, input.reason);
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.entry-reversed",
      subject: { kind: "lot", id: lot.id },
      partnerId: lot.partnerId,
      data: {
        number: lot.number,
        kind: target.kind,
        quantity: target.quantity,
        outstanding: written.value.outstanding,
      },
      personal: { reason: input.reason },
    });
    return ok({ lotId: lot.id, outstanding: written.value.outstanding });
  });
}

async function giveBackCertificate(
  trx: Write,
  deps: Deps,
  actor: Actor,
  target: EntryRow,
  reason: string,
): Promise<void> {
  const [certificate] = (await listCertificates(trx, actor.organisationId, [target.lotId])).filter(
    (one) => one.id === target.certificateId,
  );
  if (!certificate) return;
  await updateCertificateIfRevision(
    trx,
    actor.organisationId,
    certificate.id,
    { revision: certificate.revision, state: "accepted" },
    { state: "returned", decidedBy: personIdOf(actor), decidedOn: todayOf(deps), decisionNote: reason },
  );
}

/** Reminds the partner of what is out past its day, by mail; once a form. */
export async function remindOverdue(
  deps: Deps,
  actor: Actor,
  input: { readonly lotIds: readonly string[]; readonly once: string },
): Promise<Result<{ lots: number; mails: number }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  const lotIds = [...new Set(input.lotIds)].slice(0, 200);
  if (lotIds.length === 0) return invalid({ path: "lots", code: "choose-some" });
  return actOnce(deps, actor, { key: input.once, act: "custody.remind" }, async (trx) => {
    const organisation = await getOrganisation(trx, actor.organisationId);
    const today = todayOf(deps);
    let mails = 0;
    let lots = 0;
    for (const lotId of lotIds) {
      const reached = await reachLot(trx, actor, lotId);
      if (!reached.ok) return reached;
      const { lot } = reached.value;
      if (lot.state !== "open" || lot.dueOn === null || lot.dueOn >= today) return refused("not-overdue");
      const { dueOn } = lot;
      const sent = await mailPartner(trx, deps, lot, (lang) => ({
        templateKey: "reminder",
        params: {
          organisation: organisation?.name ?? "",
          text: words[lang].reminder({ number: lot.number, dataName: lot.dataName }),
          dueOn: formatDay(dueOn, lang),
          link: `${deps.links.origin}/company/lots/${lot.id}`,
        },
      }));
      lots += 1;
      mails += sent;
      await recordEvent<CustodyEvent>(trx, deps, actor, {
        type: "custody.reminded",
        subject: { kind: "lot", id: lot.id },
        partnerId: lot.partnerId,
        data: { number: lot.number, dueOn, mails: sent },
      });
    }
    if (mails === 0) return refused("nobody-to-remind");
    return ok({ lots, mails });
  });
}
