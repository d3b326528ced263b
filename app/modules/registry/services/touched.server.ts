import { relationsTouched, touchesNone } from "#app/contribution.ts";
import type { Executor } from "#db/index.server.ts";
import { relationsInReach } from "../fragments/rows.server.ts";
import { findSubcontractor } from "../queries/records.server.ts";
import type { RegistryEvent } from "../rules/events.ts";

interface About {
  readonly subject: { readonly id: string };
}
const itself = (_executor: Executor, _organisationId: string, { subject }: About): readonly string[] => [
  subject.id,
];
const ofPartner = async (executor: Executor, organisationId: string, event: { readonly partnerId: string }) =>
  (await relationsInReach(executor, { organisationId, partnerId: event.partnerId }).execute()).map(
    (row) => row.id,
  );
const ofSubcontractor = async (executor: Executor, organisationId: string, { subject }: About) => {
  const row = await findSubcontractor(executor, organisationId, subject.id);
  return row === null ? [] : [row.relationId];
};

/** Relations whose gate an act of the register may change. */
export const relationsOf = relationsTouched<RegistryEvent>({
  // What a set-up brings is recorded of each relation and of the policy.
  "registry.organisation-set-up": touchesNone,
  "registry.organisation-revised": touchesNone,
  "registry.partner-registered": touchesNone,
  "registry.profile-revised": touchesNone,
  "registry.contact-added": touchesNone,
  "registry.contact-ended": touchesNone,
  "registry.partner-retired": touchesNone,
  "registry.partner-restored": touchesNone,
  "registry.relation-drafted": itself,
  "registry.relation-revised": itself,
  "registry.scope-revised": itself,
  "registry.relation-moved": itself,
  "registry.subcontractor-requested": ofSubcontractor,
  "registry.subcontractor-found": ofSubcontractor,
  "registry.subcontractor-decided": ofSubcontractor,
  "registry.subcontractor-removed": ofSubcontractor,
  "registry.foreign-route-recorded": itself,
  "registry.foreign-route-confirmed": itself,
  "registry.referral-route-recorded": itself,
  "registry.policy-told": ofPartner,
  "registry.confirmation-recorded": itself,
  "registry.exported": touchesNone,
});
