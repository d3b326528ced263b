import { words } from "#app/modules/custody/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import { contractor, helper } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import { dayFrom, pdfFile, today } from "./parts.ts";

const w = words.ja;
const s = w.screen;
const e = words.en;

/** Handed over, acknowledged, part returned, part destroyed, down to zero; nothing is closed before. */
export async function handOver(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  const partner = personOf(journey, "partner");
  const relation = foundOf(journey, "relation");
  await office.open(relation);
  await office.follow(registry.ja.relationPage.handOver);
  await office.fill({
    dataName: "11月4週 配送名簿",
    subjects: ["member"],
    items: ["full-name", "address"],
    purposes: ["member-order-and-dispatch"],
    quantity: "１，２００",
    unit: "records",
    medium: "紙(封筒)",
    method: "対面",
    openedOn: today(),
    receivedByName: "受取 四郎(架空)",
    dueOn: dayFrom(69),
  });
  await office.press(s.handOver);
  await office.sees(w.done["custody.handed-over"], "1,200");
  const lot = new URL(office.page.url()).pathname;

  await partner.open("/company/lots");
  await partner.sees("11月4週 配送名簿");
  await partner.open(`/company${lot}`);
  await partner.fill({ note: "件数を確かめました。" });
  await partner.press(s.acknowledge);
  await partner.sees(w.done["custody.acknowledged"]);

  await office.open(lot);
  await office.fill({
    quantity: "700",
    occurredOn: today(),
    handedByName: "受取 四郎(架空)",
    receivedByName: "事務 花子(架空)",
    method: "対面",
  });
  await office.press(s.recordReturn);
  await office.sees(w.done["custody.returned"], "500");

  const standing = await supplyContinuously(journey, relation);

  // Not everything is back: the relation ends, and is not closed.
  await office.open(`${relation}/close`);
  await office.fill({ reason: "契約の見直しのため" });
  await office.press(s.closeEnd);
  await office.sees(
    w.done["custody.relation-ended"],
    w.closing["lot-outstanding"]({ count: 2 }),
    w.closing["standing-open"]({ count: 1 }),
    w.closing["subcontractor-holds-data"]({ count: 1 }),
  );
  await office.press(s.closeDo, 422);
  await office.sees(w.problems["closing-lot-outstanding"]);

  await destroy(journey, lot, "廃-001", "500");
  await endSupply(journey, standing);
  await office.open(`${relation}/close`);
  await office.press(s.closeDo, 422);
  await office.sees(w.problems["closing-subcontractor-holds-data"]);
  await office.follow(s.cureSubcontractors);
  await office.follow(helper.name);
  await office.fill({ on: today() });
  await office.press(registry.ja.form.buttons.removeSub);
  await office.sees(registry.ja.done["registry.subcontractor-removed"]);

  // From the page of the relation that has ended to its closing.
  await office.follow(registry.ja.relationEvents.close);
  await office.sees(s.closeMet.lots, s.closeMet.standings, s.closeMet.subcontractors);
  await office.press(s.closeDo);
  await office.sees(w.done["custody.relation-closed"]);
}

/** Nothing was handed over, yet the content must be out: closed only once that is confirmed. */
export async function leaveProvider(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  const relation = foundOf(journey, "no handling");
  const r = registry.ja;
  await office.open(relation);
  await office.follow(office.page.locator(`main a[href="${relation}/close"]`).first());
  await office.fill({ reason: "組合の中で保存することにしたため" });
  await office.press(s.closeEnd);
  await office.sees(w.closing["removal-missing"]({ count: 1 }));
  await office.press(s.closeDo, 422);
  await office.sees(w.problems["closing-removal-missing"]);
  await office.follow(s.cureConfirmation);
  await office.fill({ kind: "removal", confirmedOn: today(), isSatisfactory: "yes" });
  await office.press(r.form.buttons.recordConfirmation);
  await office.sees(r.done["registry.confirmation-recorded"], r.confirmationKinds.removal);
  await office.follow(r.relationEvents.close);
  await office.press(s.closeDo);
  await office.sees(w.done["custody.relation-closed"]);
}

/** The partner files a certificate for all that is left of a lot; staff accepts it. */
async function destroy(journey: Journey, lot: string, number: string, quantity: string): Promise<void> {
  const partner = personOf(journey, "partner");
  const office = personOf(journey, "office");
  await partner.open(`/company${lot}/certificate`);
  await partner.fill({
    number,
    issuerName: contractor.name,
    issuerAddress: "宮城県仙台市青葉区一番町9-9-9(架空)",
    issuerResponsible: "責任 五郎(架空)",
    quantity,
    mediumDetail: "紙の名簿",
    method: "dissolution",
    place: "青葉配送センター(架空)",
    disposedOn: today(),
    witness: "立会 六郎(架空)",
    hasNoCopies: true,
    coversBackups: true,
    file: pdfFile("証明書.pdf"),
  });
  await partner.press(s.file);
  await partner.sees(w.done["custody.certificate-filed"]);
  await office.open(lot);
  await office.follow(number);
  await office.press(s.accept);
  await office.sees(w.done["custody.certificate-accepted"], s.nothingOut);
}

/** A daily list under one authorisation, in English: this month's actual, and no end before everything is gone. */
async function supplyContinuously(journey: Journey, relation: string): Promise<string> {
  const colleague = personOf(journey, "colleague");
  await colleague.open(`${relation}/hand-over`);
  await colleague.follow(e.screen.toStanding);
  await colleague.fill({
    title: "日次の配送変更一覧",
    items: ["full-name", "address"],
    method: "専用回線",
    usualVolume: "２００",
    unit: "records",
    startsOn: today(),
    endsOn: dayFrom(200),
    receivedByName: "受取 四郎(架空)",
  });
  await colleague.press(e.screen.standingNew);
  await colleague.sees(e.done["custody.standing-opened"], "日次の配送変更一覧");
  const standing = new URL(colleague.page.url()).pathname;
  const use = colleague.page.locator('main form:has([name="month"])');
  await colleague.fill({ month: today().slice(0, 7), volume: "３２０" }, use);
  await colleague.press(e.screen.actualSave);
  await colleague.sees(e.done["custody.standing-used"], "320", e.screen.actualUnusual);
  await closeSupply(colleague, 422);
  await colleague.sees(e.problems["standing-erasure-certificate-missing"]);
  return standing;
}

async function closeSupply(person: Person, status = 200): Promise<void> {
  const close = person.page.locator('main form:has([name="accessRemovedOn"])');
  await person.fill({ accessRemovedOn: today(), note: "接続の一覧で確かめた" }, close);
  await person.press(e.screen.standingClose, status);
}

async function endSupply(journey: Journey, standing: string): Promise<void> {
  const colleague = personOf(journey, "colleague");
  await colleague.open(standing);
  const lot = await colleague.page.locator('main a[href^="/lots/"]').first().getAttribute("href");
  await destroy(journey, lot ?? "", "消-001", "200");
  await colleague.open(standing);
  await closeSupply(colleague);
  await colleague.sees(e.done["custody.standing-closed"]);
}
