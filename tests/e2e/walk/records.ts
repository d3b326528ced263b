import { words as findings } from "#app/modules/assessments/words.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/registry/words.ts";
import { helper, unknownHelper } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import { dayFrom, gateGives, goCure, pdfFile, tellPolicy, today, written } from "./parts.ts";

const w = words.ja;
const e = words.en;

/** The small records of a contractor, each turning the gate and back: told day, route abroad, subcontractors, finding. */
export async function keepRecords(journey: Journey): Promise<void> {
  const relation = foundOf(journey, "relation");
  await tellPolicy(personOf(journey, "colleague"), relation);
  await gateGives(personOf(journey, "office"), relation, []);
  await handleAbroad(journey, relation);
  await findSubcontractor(journey, relation);
  await askForSubcontractor(journey, relation);
  await findFault(journey, relation);
}

async function handleAbroad(journey: Journey, relation: string): Promise<void> {
  const office = personOf(journey, "office");
  await office.open(`${relation}/edit`);
  await office.fill({ handlesAbroad: true });
  await office.press(w.form.buttons.save);
  await office.sees(w.done["registry.relation-revised"], w.relationPage.foreignEmpty);
  await gateGives(office, relation, ["foreign-route-missing"]);
  await office.sees(gate.ja.blocked, "法28条");

  await goCure(office, "foreign-route-missing");
  const route = { serviceName: "夜間の受付(架空)", route: "equivalent-system", confirmedOn: dayFrom(-400) };
  await office.fill({ ...route, country: "JP" });
  if (journey.javaScript) await office.pressHere(w.form.buttons.recordRoute);
  else await office.press(w.form.buttons.recordRoute, 422);
  await office.sees(
    w.fieldProblems["country-is-japan"]({ label: w.form.labels.country, value: "", other: "" }),
  );
  await office.fill({ country: "ＳＧ" });
  await office.press(w.form.buttons.recordRoute);
  await office.sees(w.done["registry.foreign-route-recorded"], w.foreignRoutes["equivalent-system"]);
  await gateGives(office, relation, ["foreign-confirmation-overdue"]);
  await office.sees(gate.ja.blocked, "規則18条");

  // The yearly look, in English, from the reason to its own form.
  const colleague = personOf(journey, "colleague");
  await colleague.open(`${relation}/gate`);
  await goCure(colleague, "foreign-confirmation-overdue");
  await colleague.sees(e.relationPage.foreignConfirm, route.serviceName);
  await colleague.fill({ confirmedOn: dayFrom(3) });
  await colleague.press(e.form.buttons.confirmRoute, 422);
  await colleague.fill({ confirmedOn: today() });
  await colleague.press(e.form.buttons.confirmRoute);
  await colleague.sees(e.done["registry.foreign-route-confirmed"], written(today(), "en"));
  await gateGives(colleague, relation, []);
  await colleague.sees(gate.en.met["foreign-in-order"]({ count: 1 }));
}

/** Found working without consent: blocked, refused, and clear again once it is gone. */
async function findSubcontractor(journey: Journey, relation: string): Promise<void> {
  const colleague = personOf(journey, "colleague");
  await colleague.open(relation);
  await colleague.follow(colleague.page.locator('main a[href$="/subcontractors/new"]').first());
  await colleague.fill({
    name: unknownHelper.name,
    work: "配送の一部",
    items: ["full-name", "address"],
    startsOn: dayFrom(-10),
    foundOn: today(),
  });
  await colleague.press(e.form.buttons.requestSub);
  await colleague.sees(e.done["registry.subcontractor-found"], e.subcontractorStates.unapproved);
  await gateGives(colleague, relation, ["subcontractor-unapproved"]);
  await colleague.sees(gate.en.blocked, unknownHelper.name);

  const manager = personOf(journey, "privacy-manager");
  await manager.open(`${relation}/gate`);
  await goCure(manager, "subcontractor-unapproved");
  await manager.fill({ approved: "no" });
  await manager.press(e.form.buttons.decideSub, 422);
  await manager.fill({ approved: "no", conditions: "個人情報の管理者がいないため" });
  await manager.press(e.form.buttons.decideSub);
  await manager.sees(e.done["registry.subcontractor-refused"]);
  // Refused, yet it still holds the data: only its end opens the gate.
  const office = personOf(journey, "office");
  await gateGives(office, relation, ["subcontractor-unapproved"]);
  await goCure(office, "subcontractor-unapproved");
  await office.sees(w.subcontractorStates.refused, "個人情報の管理者がいないため");
  await office.fill({ on: today() });
  await office.press(w.form.buttons.removeSub);
  await office.sees(w.done["registry.subcontractor-removed"], w.subcontractorStates.removed);
  await gateGives(office, relation, []);
}

/** The partner asks in its own area; the privacy manager consents with conditions. */
async function askForSubcontractor(journey: Journey, relation: string): Promise<void> {
  const partner = personOf(journey, "partner");
  await partner.open("/company/subcontractors");
  await partner.sees(unknownHelper.name, w.subcontractorStates.removed);
  await partner.fill({ name: helper.name, work: "繁忙期の配送", startsOn: today() });
  if (journey.javaScript) await partner.pressHere(w.form.buttons.requestSub);
  else await partner.press(w.form.buttons.requestSub, 422);
  await partner.sees(w.form.labels.items);
  await partner.fill({ items: ["full-name"], safetyMeasures: "名簿は毎日回収する" });
  await partner.press(w.form.buttons.requestSub);
  await partner.sees(w.done["registry.subcontractor-requested"], w.subcontractorStates.requested);
  await gateGives(personOf(journey, "office"), relation, ["subcontractor-unapproved"]);

  const manager = personOf(journey, "privacy-manager");
  await manager.open("/home");
  await manager.follow(manager.page.locator('main a[href^="/subcontractors/"]').first());
  await manager.sees(helper.name, "名簿は毎日回収する");
  await manager.fill({ approved: "yes", conditions: "名簿を持ち帰らない", approvedUntil: dayFrom(120) });
  await manager.press(e.form.buttons.decideSub);
  await manager.sees(e.done["registry.subcontractor-approved"], e.subcontractorStates.approved);

  await partner.open("/company/subcontractors");
  await partner.sees(
    w.subcontractorStates.approved,
    w.relationPage.until({ day: written(dayFrom(120), "ja") }),
  );
  await gateGives(manager, relation, []);
  await manager.sees(gate.en.met["subcontractors-approved"]({ count: 1 }));
}

/** A critical finding from a visit: it warns until its day, the partner plans and corrects it, the privacy manager closes it. */
async function findFault(journey: Journey, relation: string): Promise<void> {
  const office = personOf(journey, "office");
  const j = findings.ja.finding;
  await office.open(relation);
  await office.follow(office.page.locator('main a[href$="/findings/new"]').first());
  await office.sees(j.newTitle);
  await office.fill({
    title: "控えの名簿が施錠されていない",
    detail: "11月の訪問で、控えの名簿が棚に置かれたままだった。",
    severity: "critical",
    dueOn: dayFrom(30),
  });
  await office.press(j.raise);
  await office.sees(findings.ja.done["finding.raised"], j.states.open);
  const finding = new URL(office.page.url()).pathname;
  await gateGives(office, relation, ["critical-finding"]);
  await office.misses(gate.ja.blocked);

  const partner = personOf(journey, "partner");
  await partner.open("/company");
  await partner.follow(partner.page.locator(`main a[href="/company${finding}"]`).first());
  await partner.fill({ plan: "鍵付きの棚を置く", planDueOn: dayFrom(10) });
  await partner.press(j.planButton);
  await partner.sees(findings.ja.done["finding.planned"], "鍵付きの棚を置く");
  const report = partner.page.locator('main form:has([name="correctedOn"])').first();
  await partner.fill(
    { correctedOn: today(), note: "棚を替えました。", file: pdfFile("棚の写真.pdf") },
    report,
  );
  await partner.press(report.getByRole("button", { name: j.correctedButton, exact: true }));
  await partner.sees(findings.ja.done["finding.corrected"], "棚の写真.pdf");

  const manager = personOf(journey, "privacy-manager");
  const m = findings.en.finding;
  await manager.open(finding);
  await manager.sees(m.states.corrected, "棚を替えました。");
  await manager.fill(
    { note: "写真で確かめました。" },
    manager.page.locator("main #close form, main form").last(),
  );
  await manager.press(m.closeButton);
  await manager.sees(findings.en.done["finding.closed"], m.states.closed);
  await gateGives(manager, relation, []);
}
