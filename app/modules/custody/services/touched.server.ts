import { relationsTouched, touchesNone } from "#app/contribution.ts";
import { findDeferral } from "#app/modules/deferrals/fragments.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { CustodyEvent } from "../rules/events.ts";

const ofDeferral = async (
  executor: Executor,
  organisationId: string,
  { subject }: { readonly subject: { readonly id: string } },
) => {
  const deferral = await findDeferral(executor, organisationId, subject.id);
  return deferral === null ? [] : [deferral.relationId];
};

/** Relations whose gate an act may change: what is out with a partner changes none, the gate decides what goes out. */
export const relationsOf = relationsTouched<CustodyEvent>({
  "custody.handed-over": touchesNone,
  "custody.hand-over-refused": touchesNone,
  "custody.acknowledged": touchesNone,
  "custody.returned": touchesNone,
  "custody.copied": touchesNone,
  "custody.entry-reversed": touchesNone,
  "custody.certificate-filed": touchesNone,
  "custody.certificate-accepted": touchesNone,
  "custody.certificate-returned": touchesNone,
  "custody.reminded": touchesNone,
  "custody.standing-opened": touchesNone,
  "custody.standing-used": touchesNone,
  "custody.standing-closed": touchesNone,
  "custody.deferral-requested": touchesNone,
  "custody.deferral-granted": ofDeferral,
  "custody.deferral-refused": touchesNone,
  "custody.deferral-revoked": ofDeferral,
  // The register records the move itself.
  "custody.relation-closed": touchesNone,
});
