import { langOf } from "#app/i18n/lang.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import type { Deps } from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";
import type { CirculationRow } from "../fragments.server.ts";
import { listStaffOn, type StaffPerson, toCirculation } from "../queries.server.ts";
import { hasDrafted, hasReviewed } from "../rules/circulation.ts";
import { turnOf } from "../rules/engine.ts";
import { words } from "../words.ts";

const linkTo = (deps: Deps, row: CirculationRow): string => `${deps.links.origin}/decisions/${row.id}`;
const unique = (people: readonly StaffPerson[]): StaffPerson[] => [
  ...new Map(people.map((p) => [p.email, p])).values(),
];

/** Tells whoever has to act next: the named person, or everybody who may. */
export async function tellNext(trx: Write, deps: Deps, row: CirculationRow, drafter: string): Promise<void> {
  const turn = turnOf(toCirculation(row));
  if (turn !== "reviewer" && turn !== "decider") return;
  const engine = toCirculation(row);
  const staff = await listStaffOn(trx, row.organisationId, todayOf(deps));
  const named = turn === "reviewer" ? row.reviewerId : row.deciderId;
  const role = turn === "reviewer" ? "privacy-manager" : "director";
  const people = staff.filter(
    (s) =>
      s.role === role &&
      (named === null || s.personId === named) &&
      !hasDrafted(engine, s.personId) &&
      (turn === "reviewer" || !hasReviewed(engine, s.personId)),
  );
  const organisation = await getOrganisationName(trx, row.organisationId);
  for (const person of unique(people)) {
    await enqueueMail(trx, deps, {
      organisationId: row.organisationId,
      recipient: person.email,
      templateKey: "report-submitted",
      language: langOf(person.language),
      params: { organisation, number: row.number, title: row.title, drafter, link: linkTo(deps, row) },
    });
  }
}

/** Tells the drafter that it came back. */
export async function tellReturned(
  trx: Write,
  deps: Deps,
  row: CirculationRow,
  reason: string,
): Promise<void> {
  const staff = await listStaffOn(trx, row.organisationId, todayOf(deps));
  const organisation = await getOrganisationName(trx, row.organisationId);
  for (const person of unique(staff.filter((s) => s.personId === row.drafterId))) {
    await enqueueMail(trx, deps, {
      organisationId: row.organisationId,
      recipient: person.email,
      templateKey: "report-returned",
      language: langOf(person.language),
      params: { organisation, number: row.number, title: row.title, reason, link: linkTo(deps, row) },
    });
  }
}

/** Tells the drafter and the reviewers how it ended, and the principal whose deputy decided. */
export async function tellDecided(trx: Write, deps: Deps, row: CirculationRow): Promise<void> {
  const staff = await listStaffOn(trx, row.organisationId, todayOf(deps));
  const organisation = await getOrganisationName(trx, row.organisationId);
  const involved = new Set([
    row.drafterId,
    ...row.acts.filter((a) => a.kind === "pass").map((a) => a.actorId),
    ...row.acts.flatMap((a) => (a.onBehalfOf === null ? [] : [a.onBehalfOf])),
  ]);
  for (const person of unique(staff.filter((s) => involved.has(s.personId)))) {
    const lang = langOf(person.language);
    await enqueueMail(trx, deps, {
      organisationId: row.organisationId,
      recipient: person.email,
      templateKey: "report-decided",
      language: lang,
      params: {
        organisation,
        number: row.number,
        title: row.title,
        outcome: words[lang].state[row.state],
        link: linkTo(deps, row),
      },
    });
  }
}
