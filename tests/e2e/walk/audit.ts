import { words as assessments } from "#app/modules/assessments/words.ts";
import { words } from "#app/modules/audit/words.ts";
import { words as custody } from "#app/modules/custody/words.ts";
import { words as decisions } from "#app/modules/decisions/words.ts";
import { words as policy } from "#app/modules/policy/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import { cloud, contractor, helper, referred } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";

/** The auditor reads the whole story in both languages, and the chain holds. */
export async function audit(journey: Journey): Promise<void> {
  const auditor = personOf(journey, "auditor");
  for (const lang of ["ja", "en"] as const) {
    await auditor.open("/audit");
    await auditor.switchTo(lang);
    await auditor.sees(words[lang].title);
    // With what lies folded under each entry.
    const page = async () => (await auditor.page.locator("main").textContent()) ?? "";
    let story = await page();
    for (let older = auditor.page.locator('main a[href*="before="]'); (await older.count()) > 0; ) {
      await auditor.follow(older.first());
      story += await page();
    }
    const told = [
      ...[contractor, referred, cloud, helper].map((one) => one.name),
      policy[lang].events["policy.matter-cited"],
      ...[
        "registry.relation-drafted",
        "registry.policy-told",
        "registry.foreign-route-confirmed",
        "registry.referral-route-recorded",
        "registry.confirmation-recorded",
        "registry.subcontractor-found",
        "registry.subcontractor-decided",
      ].map((type) => registry[lang].events[type as keyof typeof registry.ja.events]),
      assessments[lang].events["assessment.overridden"],
      assessments[lang].events["finding.raised"],
      custody[lang].events["custody.deferral-granted"],
      custody[lang].events["custody.standing-closed"],
      assessments[lang].events["assessment.submitted"],
      decisions[lang].events["decisions.decided"],
    ];
    for (const part of told) if (!story.includes(part)) throw new Error(`the log does not tell 「${part}」`);
    await auditor.open("/audit");
    await auditor.follow(words[lang].verify);
    const proof = await auditor.text();
    if (!/(\d+)(件すべてを確かめました| entries were verified)/.test(proof))
      throw new Error(proof.slice(0, 500));
  }
  // To read is not to write.
  await auditor.isRefused("/partners/new");
  await auditor.isRefused("/settings/people");
  const verdict = JSON.parse(await journey.portal.command(["--json", "verify", "audit"])) as {
    ok: boolean;
    entries: number;
    firstBad: number | null;
  };
  if (!verdict.ok || verdict.firstBad !== null || verdict.entries < 30)
    throw new Error(`verify audit: ${JSON.stringify(verdict)}`);
}
