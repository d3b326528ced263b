import { logKinds } from "#app/modules/audit/entry-rules.ts";
import { words } from "#app/modules/audit/words.ts";
import { contributions } from "#app/server/contributions.ts";
import { cloud, contractor, helper, referred } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";

const kinds = logKinds(contributions);

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
      ...[
        "policy.matter-cited",
        "registry.relation-drafted",
        "registry.policy-told",
        "registry.foreign-route-confirmed",
        "registry.referral-route-recorded",
        "registry.confirmation-recorded",
        "registry.subcontractor-found",
        "registry.subcontractor-decided",
        "assessment.overridden",
        "finding.raised",
        "custody.deferral-granted",
        "custody.standing-closed",
        "assessment.submitted",
        "decisions.decided",
      ].map((type) => kinds.get(type)?.sentence[lang] ?? type),
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
