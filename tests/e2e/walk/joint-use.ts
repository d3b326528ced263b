import { words as gate } from "#app/modules/custody/words.ts";
import { password } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import { dayFrom, gateGives, registerContract, tellPolicy, written } from "./parts.ts";

const w = gate.ja;
const s = w.screen;

/** A joint user is brought into order: matters posted, contract, told of the policy; what is left is deferred by the director. */
export async function shareJointly(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  const relation = foundOf(journey, "mutual aid");
  await gateGives(office, relation, ["contract-missing", "assessment-missing", "policy-not-told"]);
  await office.sees(w.met["joint-use-published"]({}));
  await tellPolicy(office, relation);
  await registerContract(office, relation, "共同利用に関する覚書(架空)");
  await gateGives(office, relation, ["assessment-missing"]);
  await office.sees(w.blocked, w.deferrable.director);

  // No reason of law is left: to go on until a day may be asked for, and only the director may grant it.
  const until = dayFrom(60);
  await office.follow(office.page.locator('main a[href*="/deferrals/new?"]').first());
  await office.fill({ reason: "12月の共済だよりの発送に間に合わせるため。評価は年内に依頼する。", until });
  await office.press(s.deferralRequest);
  await office.sees(w.done["custody.deferral-requested"], w.blocked);

  const manager = personOf(journey, "privacy-manager");
  await manager.open("/deferrals");
  await manager.sees(gate.en.screen.deferralState.requested, gate.en.screen.deferralNeeds.director);
  await manager.misses(gate.en.screen.deferralDecide);

  const director = personOf(journey, "director");
  await director.open("/deferrals");
  const form = director.page.locator('main form:has([name="decision"])').first();
  const decide = form.getByRole("button", { name: s.deferralDecide, exact: true, includeHidden: true });
  await director.fill(
    { decision: "grant", note: "年内の評価を条件に認める。", password: "違うパスワード" },
    form,
  );
  await director.press(decide, 422);
  await director.fill({ decision: "grant", note: "年内の評価を条件に認める。", password }, form);
  await director.press(decide);
  await director.sees(w.done["custody.deferral-granted"], s.deferralState["in-force"]);

  await gateGives(office, relation, ["assessment-missing"]);
  await office.misses(w.blocked);
  await office.sees(w.allowedWithWarnings({ count: 1 }), w.deferred({ day: written(until, "ja") }));
}
