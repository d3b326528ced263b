import { words } from "#app/modules/custody/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import { contractor } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import { smallPdf } from "../support.ts";

const w = words.ja;
const s = w.screen;

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
    dueOn: "2027/1/31",
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

  // Not everything is back: the relation ends, and is not closed.
  await office.open(`${relation}/close`);
  await office.fill({ reason: "契約の見直しのため" });
  await office.press(s.closeEnd);
  await office.sees(w.done["custody.relation-ended"], w.closing["lot-outstanding"]({ count: 1 }));
  await office.press(s.closeDo, 422);
  await office.sees(w.closing["lot-outstanding"]({ count: 1 }));

  await partner.open(`/company${lot}/certificate`);
  await partner.fill({
    number: "廃-001",
    issuerName: contractor.name,
    issuerAddress: "宮城県仙台市青葉区一番町9-9-9(架空)",
    issuerResponsible: "責任 五郎(架空)",
    quantity: "500",
    mediumDetail: "紙の名簿",
    method: "dissolution",
    place: "青葉配送センター(架空)",
    disposedOn: today(),
    witness: "立会 六郎(架空)",
    hasNoCopies: true,
    coversBackups: true,
    file: { name: "証明書.pdf", mimeType: "application/pdf", buffer: smallPdf("Certificate (fictional)") },
  });
  await partner.press(s.file);
  await partner.sees(w.done["custody.certificate-filed"]);

  await office.open(lot);
  await office.follow("廃-001");
  await office.press(s.accept);
  await office.sees(w.done["custody.certificate-accepted"], s.nothingOut);

  await office.open(`${relation}/close`);
  await office.press(s.closeDo);
  await office.sees(w.done["custody.relation-closed"]);
}

const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format();
