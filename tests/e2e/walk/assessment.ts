import { answerField } from "#app/modules/assessments/rules/fields.ts";
import { words } from "#app/modules/assessments/words.ts";
import { words as gate } from "#app/modules/custody/words.ts";
import { contractor, password, respondent } from "../cast.ts";
import { foundOf, type Journey, personOf } from "../journey.ts";
import type { Person } from "../person.ts";
import { dayFrom, gateGives, pdfFile } from "./parts.ts";
import { acceptInvitation } from "./people.ts";

const w = words.ja;
const e = words.en;

/** A critical question of every tier and activity; the partner answers it with no. */
const criticalNo = "phy-03";
const noNote = "鍵のある棚がまだ届いていません。12月に入れます。";
const partialNote = "手順書を4月までに改めます。";

/** Sent, answered by the partner section by section, reviewed with one answer overridden, excepted by the director, graded. */
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
  await review(journey, assessment);

  // The critical no is excepted until its day: nothing of the assessment stops the gate any more.
  await gateGives(office, relation, ["policy-not-told"]);
  await office.sees(gate.ja.allowedWithWarnings({ count: 1 }));
}

/** In English: one answer judged otherwise, a finding, the director's exception asked for, the grade fixed, then the conclusion. */
async function review(journey: Journey, assessment: string): Promise<void> {
  const manager = personOf(journey, "privacy-manager");
  await manager.open(assessment);
  await manager.press(e.review.start);
  await manager.sees(e.done["assessment.review-started"]);

  await manager.open(`${assessment}?show=all`);
  const item = manager.page.locator("article.review", { hasText: partialNote }).first();
  const judge = item.locator('form:has([name="judge"])');
  await manager.fill({ judge: "change", mark: "no" }, judge);
  await manager.press(judge.getByRole("button", { name: e.review.record, exact: true }), 422);
  const judgeAgain = item.locator('form:has([name="judge"])');
  await manager.fill({ judge: "change", mark: "yes", note: "改定の予定日まで書かれているため" }, judgeAgain);
  await manager.press(judgeAgain.getByRole("button", { name: e.review.record, exact: true }));
  // Both stay: what the partner said, and what the review made of it.
  await manager.sees(e.done["assessment.judged"], partialNote);

  const critical = manager.page.locator(`#q-${criticalNo}`);
  const finding = critical.locator('form:has([name="severity"])');
  await manager.fill({ detail: "鍵のある棚を入れること", severity: "major", dueOn: dayFrom(40) }, finding);
  await manager.press(
    finding.getByRole("button", { name: e.review.raise, exact: true, includeHidden: true }),
  );
  await manager.sees(e.done["finding.raised"]);
  const exception = critical.locator('form:has([name="until"])');
  await manager.fill({ until: dayFrom(45), reason: "棚が届くまで、事務室ごと施錠する" }, exception);
  await manager.press(
    exception.getByRole("button", { name: e.review.exceptionButton, exact: true, includeHidden: true }),
  );
  await manager.sees(e.done["assessment.exception"], e.review.exceptionStates.requested);
  await manager.fill({ outcome: "" });
  await manager.press(e.review.conclude);
  await manager.sees(e.done["assessment.graded"]);

  const director = personOf(journey, "director");
  await director.open("/home");
  await director.follow(director.page.locator('main a[href^="/deferrals"]').first());
  const s = gate.ja.screen;
  const decision = director.page.locator('main form:has([name="decision"])').first();
  await director.fill({ decision: "grant", note: "事務室の施錠を確かめた。", password }, decision);
  await director.press(
    decision.getByRole("button", { name: s.deferralDecide, exact: true, includeHidden: true }),
  );
  await director.sees(gate.ja.done["custody.deferral-granted"]);

  await manager.open(assessment);
  await manager.fill({
    outcome: "conditional",
    comment: "棚の施錠を除き、求める水準を満たしています。",
    "conditions.0.text": "鍵のある棚を入れる",
    "conditions.0.ownerName": respondent.name,
    "conditions.0.dueOn": dayFrom(40),
  });
  await manager.press(e.review.conclude);
  await manager.sees(
    e.done["assessment.concluded"],
    "改定の予定日まで書かれているため",
    partialNote,
    noNote,
    e.review.exceptionStates.granted,
    "鍵のある棚を入れる",
  );
  const result = await manager.download(e.review.resultPdf);
  if (!result.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("the result is no PDF");
}

/** Every section, as it comes: yes where there is a choice, one file, one critical no, and once partial without a word, which is asked for. */
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
      const isNo = name === answerField.value(criticalNo);
      const value =
        type === "radio"
          ? isNo
            ? "no"
            : "yes"
          : isDate
            ? "2026/4/1"
            : mode === "numeric"
              ? "１２"
              : "仙台市の配送センター(架空)";
      await partner.fill({ [name]: value });
      if (isNo) await partner.fill({ [answerField.note(criticalNo)]: noNote });
    }
    const [question] = [...seen].map((name) => name.slice(2));
    if (section === 1 && question !== undefined) {
      await partner.fill({ [answerField.value(question)]: "partial" });
      await partner.press(w.answer.saveNext);
      await partner.page.goBack();
      await partner.fill({
        [answerField.note(question)]: partialNote,
        [answerField.files(question)]: pdfFile("安全管理規程.pdf"),
      });
    }
    const next = partner.page.locator('main button[name="intent"][value="next"]');
    await partner.press(next);
  }
}
