import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/registry/words.ts";
import { cloud } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import {
  bringIntoForce,
  dayFrom,
  gateGives,
  goCure,
  registerContract,
  relationHere,
  tellPolicy,
  today,
  written,
} from "./parts.ts";

const w = words.ja;
const f = w.form;

/** A provider that by contract does not handle the content: no assessment, but its terms and our own safety each year. */
export async function storeWithoutHandling(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  await office.open("/partners/new");
  await office.fill({
    kind: "no-handling",
    "profile.name": cloud.name,
    "profile.nameKana": "ヒロセソウコクラウド",
    "profile.noCorporateNumberReason": "外国法人(架空)のため",
  });
  await office.press(f.buttons.saveCompany);
  await office.fill({
    basis: "no-handling",
    title: cloud.work,
    department: "総務課",
    handlesAbroad: true,
    handlingPlace: "シンガポール(架空)",
  });
  await office.press(f.buttons.saveRelation);
  const relation = relationHere(office);
  journey.found.set("no handling", relation);
  await office.fill({ "lines.0.subject": "member", "lines.0.purposes": ["member-order-and-dispatch"] });
  if (!journey.javaScript) await office.press(f.buttons.checkLines);
  await office.fill({ "lines.0.items": ["full-name", "address"] });
  await office.press(f.buttons.saveScope);
  await bringIntoForce(journey, office, relation);

  await gateGives(office, relation, [
    "own-safety-missing",
    "contract-missing",
    "no-handling-terms-missing",
    "foreign-place-unknown",
    "policy-not-told",
  ]);
  await office.misses(gate.ja.reason["assessment-missing"].title);
  await office.sees("法23条", "GL Q&A 7-53");

  // Where the data lies is known, without a route of law 28: nothing is provided.
  await goCure(office, "foreign-place-unknown");
  await office.sees(w.relationPage.foreignLeadNoHandling, w.foreignRoutes["no-provision"]);
  await office.misses(w.foreignRoutes.consent);
  await office.fill({ country: "sg", serviceName: "保存サービス(架空)" });
  await office.press(f.buttons.recordRoute);
  await office.sees(w.done["registry.foreign-route-recorded"], "保存サービス(架空) (シンガポール)");

  const confirm = async (person: Person, kind: "own-safety" | "no-handling-terms", day: string) => {
    await person.fill({ kind, confirmedOn: day, isSatisfactory: "yes" });
    await person.press(f.buttons.recordConfirmation);
    await person.sees(w.done["registry.confirmation-recorded"], w.confirmationKinds[kind]);
  };
  await office.open(`${relation}/gate`);
  await goCure(office, "no-handling-terms-missing");
  await confirm(office, "no-handling-terms", today());
  // A look of more than a year ago has run out: the yearly confirmation is due again.
  await office.open(`${relation}/gate`);
  await goCure(office, "own-safety-missing");
  await confirm(office, "own-safety", dayFrom(-400));
  await gateGives(office, relation, ["contract-missing", "own-safety-overdue", "policy-not-told"]);
  await goCure(office, "own-safety-overdue");
  await confirm(office, "own-safety", today());
  await tellPolicy(office, relation);
  await registerContract(office, relation, "保存サービス利用契約(架空)");
  await gateGives(office, relation, []);
  await office.sees(
    gate.ja.allowed,
    gate.ja.met["no-handling-terms"]({ since: written(today(), "ja") }),
    gate.ja.met["foreign-in-order"]({ count: 1 }),
  );
}
