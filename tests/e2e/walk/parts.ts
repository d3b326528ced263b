import { formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { words as contracts } from "#app/modules/contracts/words.ts";
import { type GateCode, gateCodes } from "#app/modules/custody/rules/gate-table.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/registry/words.ts";
import { type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import { smallPdf } from "../support.ts";

/** Today where the co-op is, and days counted from it: what the journeys enter does not grow old. */
export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format();
export const dayFrom = (days: number): string => addDays(today(), days);

/** A day as the screens write it. */
export const written = (day: string, lang: Lang): string => formatDay(day, lang);

export const langOf = async (person: Person): Promise<Lang> =>
  (await person.page.locator("html").getAttribute("lang")) === "en" ? "en" : "ja";

export const pdfFile = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: smallPdf(`${name.replaceAll(/[^\x20-\x7e]/g, "")} (fictional)`),
});

const rows = (person: Person) => person.page.locator("main section.gate tbody tr");

/** Fails unless the gate gives exactly these reasons, each in the reader's language. */
export async function gateGives(
  person: Person,
  relation: string,
  wanted: readonly GateCode[],
): Promise<void> {
  await person.open(`${relation}/gate`);
  const { reason } = gate[await langOf(person)];
  const said = await rows(person).locator("th").allInnerTexts();
  const found = new Set(
    said.map((text) => gateCodes.find((code) => text.includes(reason[code].title)) ?? text),
  );
  const is = [...found].sort().join(" ");
  const should = [...wanted].sort().join(" ");
  if (is !== should) throw new Error(`${relation}: the gate gives [${is}], not [${should}]`);
}

/** From the gate page to where a reason is cured. */
export async function goCure(person: Person, code: GateCode): Promise<void> {
  const w = gate[await langOf(person)];
  const row = rows(person).filter({ hasText: w.reason[code].title }).first();
  await person.follow(row.locator("td a").last());
}

/** A contract with its file and every clause found conforming. */
export async function registerContract(person: Person, relation: string, title: string): Promise<void> {
  const w = contracts[await langOf(person)];
  await person.open(`${relation}/contract`);
  await enterContract(person, title);
  await checkClauses(person);
  await person.sees(w.done["clause.checked"]);
}

export async function enterContract(person: Person, title: string): Promise<void> {
  const w = contracts[await langOf(person)];
  await person.sees(w.form.titleNew);
  await person.fill({
    title,
    startsOn: dayFrom(-60),
    endsOn: dayFrom(300),
    autoRenewal: "yes",
    renewalMonths: "12",
    noticeMonths: "3",
    file: pdfFile("契約書.pdf"),
  });
  await person.press(w.form.save);
}

export async function checkClauses(person: Person): Promise<void> {
  const w = contracts[await langOf(person)];
  await person.sees(w.check.title);
  const results = await person.page
    .locator('main [name^="checks."][name$=".result"]')
    .evaluateAll((all) => [...new Set(all.map((each) => each.getAttribute("name") ?? ""))]);
  for (const [at, result] of results.entries())
    await person.fill({
      [result]: "conforming",
      [result.replace(/result$/, "article")]: `第${at + 1}条`,
    });
  await person.press(w.check.save);
}

/** Submitted by whoever drafted it; approved and activated by the privacy manager, in English. */
export async function bringIntoForce(journey: Journey, drafter: Person, relation: string): Promise<void> {
  const w = words[await langOf(drafter)];
  if (!drafter.page.url().endsWith("/confirm")) await drafter.open(`${relation}/confirm`);
  await drafter.sees(w.steps.ready);
  await drafter.press(w.form.buttons.submit);
  await drafter.sees(w.done["registry.relation-submit"]);
  const manager = personOf(journey, "privacy-manager");
  await manager.open(relation);
  await manager.press(words.en.relationEvents.approve);
  await manager.sees(words.en.done["registry.relation-approve"]);
  await manager.press(words.en.relationEvents.activate);
  await manager.sees(words.en.done["registry.relation-activate"]);
}

/** The relation whose scope the person is deciding now. */
export const relationHere = (person: Person): string =>
  new URL(person.page.url()).pathname.replace(/\/scope$/, "");

/** The partner is told of the policy in force: from the gate to the form and back. */
export async function tellPolicy(person: Person, relation: string): Promise<void> {
  const w = words[await langOf(person)];
  await person.open(`${relation}/gate`);
  await goCure(person, "policy-not-told");
  await person.sees(w.told.title);
  await person.fill({ toldOn: dayFrom(1), method: "paper" });
  await person.press(w.form.buttons.recordTold, 422);
  await person.fill({ toldOn: today() });
  await person.press(w.form.buttons.recordTold);
  await person.sees(w.done["registry.policy-told"], written(today(), await langOf(person)));
}
