import { words as contracts } from "#app/modules/contracts/words.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { words as policy } from "#app/modules/policy/words.ts";
import { corporateCheckDigit } from "#app/modules/registry/rules/identifiers.ts";
import { words } from "#app/modules/registry/words.ts";
import { contractor } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";
import { smallPdf } from "../support.ts";

const outside = policy.ja.violations["account-item-without-purpose"].what({
  subject: "組合員",
  item: "組合員登録口座",
  purpose: "",
  group: "",
  partner: "",
  activity: "",
  clause: "1.2(2)<2>",
  tier: "",
  on: "",
  approvedOn: "",
  startsOn: "",
});

const w = words.ja;
const c = contracts.ja;

/** 法人番号 of a company that is made up: its check digit holds. */
const corporateNumber = `${corporateCheckDigit("012345678901")}012345678901`;

/** Company, relation, scope, contract, clauses, submission; then approval and activation. */
export async function onboard(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  await office.open("/home");
  await office.open("/partners/new");
  // The check digit is wrong: the form comes back with what was typed.
  await office.fill({
    kind: "entrustment",
    "profile.name": contractor.name,
    "profile.nameKana": "ｶﾌﾞｼｷｶﾞｲｼｬｱｵﾊﾞﾊｲｿｳｾﾝﾀｰ",
    "profile.corporateNumber": `${(corporateCheckDigit("012345678901") % 9) + 1}012345678901`,
    "profile.postalCode": "９８０－０８１１",
    "profile.address": "宮城県仙台市青葉区一番町9-9-9(架空)",
    "profile.representativeTitle": "代表取締役",
    "profile.representativeName": "青葉 守(架空)",
    "contact.name": "連絡 三郎(架空)",
    "contact.email": "contact@example.com",
    "contact.isResponsible": true,
  });
  const save = w.form.buttons.saveCompany;
  if (journey.javaScript) await office.pressHere(save);
  else await office.press(save, 422);
  await office.sees(w.form.labels["profile.corporateNumber"]);
  await office.fill({ "profile.corporateNumber": corporateNumber });
  await office.press(save);

  await office.sees(w.steps.relationTitle, contractor.name);
  await office.fill({
    title: contractor.work,
    activity: "delivery",
    department: "供給課",
    handlingPlace: "青葉配送センター(架空)",
    volumePerYear: "１２，０００",
    volumeUnit: "records",
    startsOn: "令和8年4月1日",
    returnRule: "配送の翌月末までに返却する",
  });
  await office.press(w.form.buttons.saveRelation);

  const relation = new URL(office.page.url()).pathname.replace(/\/scope$/, "");
  journey.found.set("relation", relation);

  // The first line leaves the published purposes: refused with words, then mended.
  await office.sees(w.steps.scopeTitle);
  await office.fill({
    "lines.0.subject": "member",
    "lines.0.purposes": ["member-order-and-dispatch", "direct-debit"],
  });
  const check = async () => {
    if (!journey.javaScript) await office.press(w.form.buttons.checkLines);
  };
  await check();
  await office.fill({
    "lines.0.items": ["full-name", "address", "phone-number", "member-bank-account"],
    "lines.0.headcount": "3,400",
    "lines.0.reason": "不在のときに連絡するため",
  });
  await office.fill({ "lines.0.purposes": ["member-order-and-dispatch"] });
  await office.press(w.form.buttons.saveScope);
  await office.sees(w.done["registry.scope-outside"]);
  await office.sees(outside);
  await office.fill({ "lines.0.items": ["full-name", "address", "phone-number"] });
  await office.press(w.form.buttons.saveScope);

  await office.sees(c.form.titleNew);
  await office.fill({
    title: "配送業務委託契約書(架空)",
    startsOn: "2026/4/1",
    endsOn: "2027-03-31",
    autoRenewal: "yes",
    renewalMonths: "12",
    noticeMonths: "3",
    file: { name: "契約書.pdf", mimeType: "application/pdf", buffer: smallPdf("Contract (fictional)") },
  });
  await office.press(c.form.save);
  await office.sees(c.check.title);
  for (let at = 0; at < 20; at += 1) {
    await office.fill({ [`checks.${at}.result`]: "conforming", [`checks.${at}.article`]: `第${at + 1}条` });
  }
  await office.press(c.check.save);
  await office.sees(c.done["clause.checked"]);

  await office.open(`${relation}/confirm`);
  await office.sees(w.steps.ready, contractor.name, "配送業務委託契約書(架空)", "980-0811");
  await office.press(w.form.buttons.submit);
  await office.sees(w.done["registry.relation-submit"]);

  // The office cannot approve what it submitted; the privacy manager approves, then activates.
  const manager = personOf(journey, "privacy-manager");
  await manager.open(relation);
  await manager.press(w.relationEvents.approve);
  await manager.sees(w.done["registry.relation-approve"]);
  await manager.press(w.relationEvents.activate);
  await manager.sees(w.done["registry.relation-activate"]);

  // Active is not yet allowed: the gate gives every reason, each with its cure.
  await manager.open(`${relation}/gate`);
  await manager.sees(gate.ja.blocked, gate.ja.reason["assessment-missing"].title, gate.ja.cure.assessment);
}
