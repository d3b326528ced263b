import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/registry/words.ts";
import { referred } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";
import { bringIntoForce, dayFrom, gateGives, goCure, relationHere, tellPolicy, today } from "./parts.ts";

const w = words.en;
const f = w.form;

/** A company to which members are referred, onboarded in English: need of each item, route, keeping of the forms. */
export async function refer(journey: Journey): Promise<void> {
  const colleague = personOf(journey, "colleague");
  await colleague.open("/partners/new");
  await colleague.fill({
    kind: "referral",
    "profile.name": referred.name,
    "profile.nameKana": "カブシキガイシャミヤギノタビ",
    "profile.corporateNumber": referred.number,
    "profile.address": "宮城県仙台市青葉区本町9-9-9(架空)",
    "profile.representativeTitle": "代表取締役",
    "profile.representativeName": "広瀬 渡(架空)",
  });
  await colleague.press(f.buttons.saveCompany);
  await colleague.sees(w.steps.relationTitle, referred.name);
  await colleague.fill({ basis: "referral", title: referred.work, department: "組合員活動課" });
  await colleague.press(f.buttons.saveRelation);
  const relation = relationHere(colleague);
  journey.found.set("referral", relation);

  // Each item must be needed for the service (policy 2.2(2)).
  await colleague.fill({ "lines.0.subject": "member", "lines.0.purposes": ["service-referral"] });
  if (!journey.javaScript) await colleague.press(f.buttons.checkLines);
  await colleague.fill({ "lines.0.items": ["full-name", "phone-number"] });
  await colleague.press(f.buttons.saveScope);
  await colleague.sees(w.done["registry.scope-outside"]);
  await colleague.fill({ "lines.0.necessity": "旅行の申込みを受けるため" });
  await colleague.press(f.buttons.saveScope);
  await colleague.sees(w.done["registry.scope-saved"]);
  await bringIntoForce(journey, colleague, relation);

  await gateGives(colleague, relation, [
    "referral-route-missing",
    "contract-missing",
    "assessment-missing",
    "form-check-due",
    "policy-not-told",
  ]);
  await colleague.sees("APPI 27(1)");

  // By consent, without saying how it is taken and recorded: the law asks for both.
  await goCure(colleague, "referral-route-missing");
  const route = { route: "consent", serviceName: "日帰り旅行(架空)" };
  await colleague.fill(route);
  await colleague.press(f.buttons.recordReferral);
  await colleague.sees(w.done["registry.referral-route-recorded"], w.referralRoutes.consent);
  await gateGives(colleague, relation, [
    "referral-consent-missing",
    "referral-record-missing",
    "contract-missing",
    "assessment-missing",
    "form-check-due",
    "policy-not-told",
  ]);
  await goCure(colleague, "referral-consent-missing");
  await colleague.fill({ ...route, consentMethod: "申込書の同意欄", recordMethod: "contract" });
  await colleague.press(f.buttons.recordReferral);
  await colleague.sees("申込書の同意欄", w.recordMethods.contract);

  // How the partner keeps the forms: not in order needs a word, and is no confirmation.
  await colleague.open(`${relation}/gate`);
  await goCure(colleague, "form-check-due");
  await colleague.fill({ kind: "form-keeping", confirmedOn: today(), isSatisfactory: "no" });
  await colleague.press(f.buttons.recordConfirmation, 422);
  await colleague.fill({ note: "鍵のない棚にある" });
  await colleague.press(f.buttons.recordConfirmation);
  await colleague.sees(
    w.done["registry.confirmation-recorded"],
    f.choices.unsatisfactory,
    "鍵のない棚にある",
  );
  await gateGives(colleague, relation, [
    "contract-missing",
    "assessment-missing",
    "form-check-due",
    "policy-not-told",
  ]);
  await goCure(colleague, "form-check-due");
  await colleague.fill({ kind: "form-keeping", confirmedOn: today(), isSatisfactory: "yes" });
  await colleague.press(f.buttons.recordConfirmation);
  await tellPolicy(colleague, relation);
  await gateGives(colleague, relation, ["contract-missing", "assessment-missing"]);
  await colleague.sees(gate.en.met["referral-in-order"]({}), gate.en.blocked);
  // Another day is asked with its own answer: tomorrow the same reasons stand.
  await colleague.open(`${relation}/gate?asOf=${dayFrom(1)}`);
  await colleague.sees(gate.en.reason["contract-missing"].title);
}
