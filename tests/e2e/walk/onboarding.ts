import { words as contracts } from "#app/modules/contracts/words.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { words as policy } from "#app/modules/policy/words.ts";
import { words } from "#app/modules/registry/words.ts";
import { contractor } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";
import { bringIntoForce, checkClauses, enterContract, gateGives, relationHere } from "./parts.ts";

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
    "profile.corporateNumber": contractor.wrongNumber,
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
  await office.fill({ "profile.corporateNumber": contractor.number });
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

  const relation = relationHere(office);
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

  await enterContract(office, "配送業務委託契約書(架空)");
  await checkClauses(office);
  await office.sees(c.done["clause.checked"]);

  await office.open(`${relation}/confirm`);
  await office.sees(w.steps.ready, contractor.name, "配送業務委託契約書(架空)", "980-0811");

  // The office cannot approve what it submitted.
  await bringIntoForce(journey, office, relation);

  // Active is not yet allowed: the gate gives every reason, each with its cure.
  await gateGives(office, relation, ["assessment-missing", "policy-not-told"]);
  await office.sees(gate.ja.blocked, gate.ja.cure.assessment, gate.ja.cure.told);
}
