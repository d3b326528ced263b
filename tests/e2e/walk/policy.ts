import { words as gate } from "#app/modules/custody/words.ts";
import { words } from "#app/modules/policy/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import { words as views } from "#app/modules/views/words.ts";
import { type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import { gateGives, goCure, pdfFile } from "./parts.ts";

const w = words.ja;

/** The five of section 6 of the policy, as it names them. */
const suppliers = [
  "日本生活協同組合連合会",
  "宮城県生活協同組合連合会",
  "パルシステム生活協同組合連合会",
  "株式会社パルシステム電力",
] as const;
const mutualAid = "日本コープ共済生活協同組合連合会";
const jointUsers = [...suppliers, mutualAid] as const;

/** Section 6<1>: what every joint user gets; 6<2>: what the mutual-aid federation alone gets besides. */
const baseItems = [
  "氏名",
  "組合員番号",
  "性別",
  "生年月日",
  "住所",
  "電話番号",
  "メールアドレス",
  "組合員登録口座",
  "購買履歴",
  "お申し出情報",
] as const;
const mutualAidItems = ["生協コード", "生協加入日", "生協脱退日", "商品代金最終振替日", "請求金額"] as const;

/** The names of the items of every scope line of a relation, without their tiers, sorted. */
async function scopeOf(person: Person): Promise<string[]> {
  const lines = await person.page
    .locator("main #scope tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll("span.br")].map((each) => each.textContent ?? "")),
    );
  return lines.map((parts) =>
    parts
      .filter((part) => /^\s*S\d/.test(part))
      .flatMap((part) => part.replace(/^\s*S\d\s*/, "").split("、"))
      .map((name) => name.trim())
      .sort()
      .join("、"),
  );
}

/** The policy as published and what it lacks; the register set up from it equals its section 6. */
export async function readPolicy(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  await office.open("/policy");
  await office.sees("高橋 千佳", w.page.gaps, ...jointUsers);
  await office.sees(w.page.incomplete({ n: 1 }));
  const colleague = personOf(journey, "colleague");
  await colleague.open("/policy");
  await colleague.sees(
    words.en.page.gaps,
    words.en.page.incomplete({ n: 1 }),
    "Palsystem Denryoku (electricity) Co., Ltd.",
  );

  await office.open("/partners");
  await office.sees(views.ja.list.registered({ n: jointUsers.length }), ...jointUsers);
  const addresses = await office.page
    .locator('main a[href^="/partners/"]')
    .evaluateAll((all) =>
      all.map((each) => [each.textContent?.trim() ?? "", each.getAttribute("href") ?? ""]),
    );
  for (const name of jointUsers) {
    const [, address = ""] = addresses.find(([text]) => text === name) ?? [];
    await office.open(address);
    await office.sees(name, registry.ja.bases["joint-use"]);
    const links = await office.page
      .locator('main a[href^="/relations/"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
    const relations = new Set(links.map((href) => href.replace(/(\/relations\/[^/?#]+).*/, "$1")));
    if (relations.size !== 1) throw new Error(`${name} has ${relations.size} relations, not one`);
    const [relation = ""] = relations;
    await office.open(relation);
    await office.sees(registry.ja.bases["joint-use"], registry.ja.relationStates.active);
    const lines = await scopeOf(office);
    const should = [...baseItems, ...(name === mutualAid ? mutualAidItems : [])].sort().join("、");
    if (lines.length === 0 || lines.some((is) => is !== should))
      throw new Error(`${name}: the register holds ${lines.join(" / ")}; the policy states ${should}`);
    // The policy is published, yet joint use is not in order: the honest reasons, the same for all five.
    if (name === mutualAid || name === suppliers[0]) {
      await gateGives(office, relation, [
        "joint-use-matter-missing",
        "contract-missing",
        "assessment-missing",
        "policy-not-told",
      ]);
      await office.sees(
        gate.ja.blocked,
        gate.ja.responsiblePart.address,
        gate.ja.responsiblePart.representative,
        "法27条5項3号",
      );
    }
    journey.found.set(name === mutualAid ? "mutual aid" : "joint use", relation);
  }
  await citeWhatIsPostedElsewhere(journey);
}

/** Address and representative stand elsewhere: cited with what shows it, then accepted by the privacy manager. */
async function citeWhatIsPostedElsewhere(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  await goCure(office, "joint-use-matter-missing");
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
      if (matter === "responsible-address" && group === "ju-group-supply-kerosene") {
        await office.press(w.page.citeButton, 422);
        await office.sees(w.fields.file);
        // What was typed is kept.
        if ((await office.page.locator('[name="text"]').inputValue()) !== text)
          throw new Error("the text is lost");
      }
      await office.fill({ file: pdfFile("掲示のページ.pdf") });
      await office.press(w.page.citeButton);
      await office.sees(w.done["policy.matter-cited"]);
    }
  }
  await office.sees("掲示のページ.pdf", w.page.citationStates.proposed);

  const manager = personOf(journey, "privacy-manager");
  const m = words.en;
  await manager.open("/policy");
  const shown = await manager.download("掲示のページ.pdf");
  if (!shown.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("the evidence is no PDF");
  for (let waiting = 4; waiting > 0; waiting -= 1) {
    const form = manager.page.locator('main form:has([name="citation"])').first();
    const decide = form.getByRole("button", { name: m.page.decideButton, exact: true });
    if (waiting === 4) {
      // Without an answer, and refused without a reason, nothing is decided.
      await manager.fill({ accepted: "no" }, form);
      await manager.press(decide, 422);
    }
    await manager.fill({ accepted: "yes" }, form);
    await manager.press(decide);
    await manager.sees(m.done["policy.citation-accepted"]);
  }
  await manager.sees(m.page.complete);
  await manager.misses(m.page.incomplete({ n: 1 }));
}
