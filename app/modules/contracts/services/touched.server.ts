import { relationsTouched, touchesNone } from "#app/contribution.ts";
import type { Executor } from "#db/index.server.ts";
import { listLinks } from "../fragments.server.ts";
import type { ContractEvent } from "../rules/events.ts";

/** Every relation that the contract covers: links are only ever added, so those of before are among them. */
const covered = async (
  executor: Executor,
  organisationId: string,
  { subject }: { readonly subject: { readonly id: string } },
) =>
  (await listLinks(executor, organisationId, { contractIds: [subject.id] })).map((link) => link.relationId);

/** Relations whose gate an act on a contract may change. */
export const relationsOf = relationsTouched<ContractEvent>({
  "contract.registered": covered,
  "contract.changed": covered,
  "contract.renewed": covered,
  "contract.terminated": covered,
  "contract.linked": covered,
  "contract.file-added": touchesNone,
  "clause.checked": covered,
  "clause.exception-granted": covered,
  // The check itself stands as before, but without what had been granted.
  "clause.exception-refused": covered,
});
