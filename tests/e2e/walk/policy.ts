import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/policy/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import { type Journey, personOf } from "../journey.ts";

const w = words.ja;
const g = gate.ja.reason;

/** The five of section 6 of the policy, as it names them. */
export const jointUsers = [
  "日本生活協同組合連合会",
  "宮城県生活協同組合連合会",
  "パルシステム生活協同組合連合会",
  "株式会社パルシステム電力",
  "日本コープ共済生活協同組合連合会",
] as const;

/** The policy as published, what it lacks, its joint users, and a matter cited from elsewhere. */
export async function readPolicy(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  await office.open("/policy");
  await office.sees("高橋 千佳", w.page.gaps, ...jointUsers);
  await office.sees(w.page.incomplete({ n: 1 }));
  await office.switchTo("en");
  await office.sees(words.en.page.gaps, "Palsystem Denryoku (electricity) Co., Ltd.");
  await office.switchTo("ja");

  await office.open("/partners");
  await office.sees(...jointUsers);
  const relations: string[] = [];
  for (const name of jointUsers) {
    await office.open("/partners");
    await office.follow(office.page.locator("main").getByRole("link", { name, exact: true }).first());
    await office.sees(name, registry.ja.bases["joint-use"]);
    const href = await office.page.locator('main a[href^="/relations/"]').first().getAttribute("href");
    relations.push(href?.replace(/(\/relations\/[^/?#]+).*/, "$1") ?? "");
  }
  const first = relations[0] ?? "";
  journey.found.set("joint-use", first);
  await office.open(first);
  await office.sees(registry.ja.bases["joint-use"]);
  await office.open(`${first}/gate`);
  await office.sees(gate.ja.blocked, g["joint-use-matter-missing"].title, g["contract-missing"].title);
  await office.sees(
    g["assessment-missing"].title,
    gate.ja.responsiblePart.address,
    gate.ja.responsiblePart.representative,
  );

  // Address and representative stand elsewhere: cited, then accepted by the privacy manager.
  for (const [matter, text] of [
    ["responsible-address", "(架空)宮城県仙台市の住所"],
    ["responsible-representative", "理事長 高橋 千佳"],
  ] as const) {
    for (const group of ["ju-group-supply-kerosene", "ju-group-kyosai"]) {
      await office.open(`/policy/cite?group=${group}`);
      await office.fill({
        matter,
        text,
        place: "https://www.example.jp/(架空の掲示)",
        postedFrom: "2022-04-01",
      });
      await office.press(w.page.citeButton);
      await office.sees(w.done["policy.matter-cited"]);
    }
  }
  const manager = personOf(journey, "privacy-manager");
  for (let waiting = 4; waiting > 0; waiting -= 1) {
    await manager.open("/policy");
    const form = manager.page.locator('main form:has([name="citation"])').first();
    await manager.fill({ accepted: "yes" }, form);
    await manager.press(form.getByRole("button", { name: w.page.decideButton, exact: true }));
    await manager.sees(w.done["policy.citation-accepted"]);
  }
  await manager.sees(w.page.complete);
  await manager.open(`${first}/gate`);
  await manager.misses(g["joint-use-matter-missing"].title);
  await manager.sees(gate.ja.blocked, g["assessment-missing"].title);
}
