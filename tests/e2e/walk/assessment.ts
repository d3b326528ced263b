import { answerField } from "#app/modules/assessments/rules/fields.ts";
import { words } from "#app/modules/assessments/words.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { contractor, respondent } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import { smallPdf } from "../support.ts";
import { acceptInvitation } from "./people.ts";

const w = words.ja;

/** Sent, answered by the partner section by section, reviewed with one answer overridden, graded. */
export async function assess(journey: Journey): Promise<void> {
  const office = personOf(journey, "office");
  const relation = foundOf(journey, "relation");
  await office.open(`${relation}/assessment/new`);
  await office.sees(contractor.name);
  await office.press(w.send.button, 422);
  await office.sees(w.fieldProblem["nobody-to-answer"]);
  await office.fill({ inviteName: respondent.name, inviteEmail: respondent.email });
  await office.press(w.send.button);
  await office.sees(w.done["assessment.sent"]);
  const assessment = new URL(office.page.url()).pathname;
  journey.found.set("assessment", assessment);

  const partner = await acceptInvitation(journey, respondent.email);
  journey.people.set("partner", partner);
  await partner.sees(contractor.work);
  // Nothing of the organisation's own area, and a stranger's id looks like one that does not exist.
  for (const path of ["/partners", "/audit", relation, assessment]) await partner.isRefused(path);
  await partner.open(`/company${assessment}`);
  await answerAll(partner);

  await partner.sees(w.submit.ready);
  await partner.press(w.submit.button);
  await partner.sees(w.done["assessment.submitted"]);

  const manager = personOf(journey, "privacy-manager");
  await manager.open(assessment);
  await manager.press(w.review.start);
  await manager.sees(w.done["assessment.review-started"]);
  await manager.open(`${assessment}?show=all`);
  const first = manager.page.locator("article.review").filter({ has: manager.page.locator('[name="mark"]') });
  const item = first.nth(3);
  await manager.fill({ judge: "change", mark: "partial", note: "手順書の改定日が分からないため" }, item);
  await manager.press(item.getByRole("button", { name: w.review.record, exact: true }));
  await manager.sees(w.done["assessment.judged"], w.review.difference({ n: 1, points: "" }).slice(0, 6));
  await manager.fill({
    outcome: "conditional",
    comment: "手順書を除き、求める水準を満たしています。",
    "conditions.0.text": "手順書に改定日を入れる",
    "conditions.0.ownerName": respondent.name,
    "conditions.0.dueOn": "2026/12/25",
  });
  await manager.press(w.review.conclude);
  // Both stay on record: what the partner said, and what the review made of it.
  await manager.sees(
    w.done["assessment.concluded"],
    "手順書の改定日が分からないため",
    "手順書を4月までに改めます。",
  );
  await manager.download(w.review.resultPdf);

  await manager.open(`${relation}/gate`);
  await manager.misses(gate.ja.blocked, gate.ja.reason["assessment-missing"].title);
  await manager.sees(gate.ja.allowed);
}

/** Every section, as it comes: yes where there is a choice, one file, and once partial without a word, which is asked for. */
async function answerAll(partner: Person): Promise<void> {
  for (let section = 0; section < 20; section += 1) {
    if (new URL(partner.page.url()).pathname.endsWith("/submit")) return;
    const inputs = await partner.page.locator('main [name^="a."]').evaluateAll((all) =>
      all.map((each) => ({
        name: each.getAttribute("name") ?? "",
        type: each.getAttribute("type") ?? each.tagName.toLowerCase(),
        mode: each.getAttribute("inputmode") ?? "",
        isDate: each.getAttribute("data-w") === "date",
      })),
    );
    const seen = new Set<string>();
    for (const { name, type, mode, isDate } of inputs) {
      if (seen.has(name)) continue;
      seen.add(name);
      const value =
        type === "radio"
          ? "yes"
          : isDate
            ? "2026/4/1"
            : mode === "numeric"
              ? "１２"
              : "仙台市の配送センター(架空)";
      await partner.fill({ [name]: value });
    }
    const [question] = [...seen].map((name) => name.slice(2));
    if (section === 1 && question !== undefined) {
      await partner.fill({ [answerField.value(question)]: "partial" });
      await partner.press(w.answer.saveNext);
      await partner.page.goBack();
      await partner.fill({
        [answerField.note(question)]: "手順書を4月までに改めます。",
        [answerField.files(question)]: {
          name: "安全管理規程.pdf",
          mimeType: "application/pdf",
          buffer: smallPdf("Rules (fictional)"),
        },
      });
    }
    const next = partner.page.locator('main button[name="intent"][value="next"]');
    await partner.press(next);
  }
}
