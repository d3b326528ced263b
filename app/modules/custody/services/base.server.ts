import type { Lang } from "#app/i18n/lang.ts";
import { langOf } from "#app/i18n/lang.ts";
import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import type { MailKey } from "#app/modules/outbox/rules.ts";
import { enqueueMail, type MailOrder } from "#app/modules/outbox/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";

/** Whether an act of this actor stands in for the partner: a member of staff writes down what came by paper or telephone. */
export const isOnBehalf = (actor: Actor): boolean => actor.kind !== "partner";

/** One mail to each person of a partner, in that person's language; how many. */
export async function mailPartner<K extends MailKey>(
  trx: Write,
  deps: Deps,
  to: { readonly organisationId: string; readonly partnerId: string },
  write: (lang: Lang) => Pick<MailOrder<K>, "templateKey" | "params">,
): Promise<number> {
  const people = await listPartnerMailboxes(trx, to.organisationId, to.partnerId, todayOf(deps));
  const seen = new Set<string>();
  for (const person of people) {
    if (seen.has(person.email)) continue;
    seen.add(person.email);
    const language = langOf(person.language);
    await enqueueMail(trx, deps, {
      organisationId: to.organisationId,
      recipient: person.email,
      language,
      ...write(language),
    });
  }
  return seen.size;
}
