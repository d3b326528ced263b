import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { words as decisions } from "#app/modules/decisions/words.ts";
import { words } from "#app/modules/oversight/words.ts";
import { hasProgram, validatePdf, whyNoValidator } from "#tests/support/validate-pdf.ts";
import { password } from "../cast.ts";
import { type Journey, personOf } from "../journey.ts";
import { enter } from "../support.ts";

const w = words.ja;
const p = pageWords.ja;
const e = pageWords.en;
const d = decisions.ja;

/** Drafted, returned once, corrected, passed, decided and sealed; genuine as it is, refused with one byte changed. */
export async function report(journey: Journey): Promise<void> {
  const [office, manager, director] = [
    personOf(journey, "office"),
    personOf(journey, "privacy-manager"),
    personOf(journey, "director"),
  ];
  await office.open("/reports/new");
  const running = await office.page
    .locator('main select[name="fiscalYear"] option')
    .evaluateAll((all) =>
      all.map((each) => each.getAttribute("value") ?? "").filter((value) => value !== ""),
    );
  await office.fill({ fiscalYear: running[0] ?? "", language: "ja" });
  await office.press(w.create);
  const draft = new URL(office.page.url()).pathname;
  await office.fill({
    opinion: "一年目です。委託先1社の安全管理を確かめました。共同利用は、契約と評価がそろっていません。",
    "plan.0.focus": "共同利用の契約と評価",
    "plan.0.goal": "年度内に5者とそろえる",
    "plan.0.owner": "個人情報管理責任者",
  });
  await office.press(w.save);
  const preview = await office.download(w.previewOpen);
  if (!preview.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("the preview is no PDF");
  await office.press(w.submit);
  const circulation = new URL(office.page.url()).pathname;
  await office.sees(d.state.submitted);

  await manager.open(circulation);
  await manager.fill({ event: "return" });
  await manager.press(e.recordReview, 422);
  await manager.fill({ event: "return", reason: "総括に、引渡しの止まっている先を書いてください。" });
  await manager.press(e.recordReview);

  await office.open(draft);
  await office.sees(w.returnedTitle, "総括に、引渡しの止まっている先を書いてください。");
  await office.fill({
    opinion: "一年目です。委託先1社の安全管理を確かめました。共同利用の5者には、引渡しを止めています。",
  });
  await office.press(w.save);
  await office.press(w.submit);

  await manager.open(circulation);
  await manager.fill({ event: "pass", reason: "適当と認めます。" });
  await manager.press(e.recordReview);
  await manager.sees(decisions.en.state.reviewed);

  await director.open("/home");
  await director.open(circulation);
  await director.sees("共同利用の5者には、引渡しを止めています。");
  await director.fill({ event: "approve", password: "違うパスワードです。" });
  await director.press(p.record, 422);
  await director.fill({ event: "approve", password });
  await director.press(p.record);
  await director.sees(d.state.approved, p.artefact.sealed);

  const sealed = await director.download(director.page.locator('main a[href^="/artefacts/"]').last());
  const file = path.join(journey.portal.dataDir, "sealed.pdf");
  await writeFile(file, sealed);
  await verifyInPublic(journey, sealed);
  const verdict = JSON.parse(await journey.portal.command(["--json", "verify", "pdf", file])) as {
    verdict: string;
  };
  if (verdict.verdict !== "genuine") throw new Error(`verify pdf: ${verdict.verdict}`);
  validateOutside(file);
}

async function verifyInPublic(journey: Journey, sealed: Buffer): Promise<void> {
  const visitor = await enter(journey, "ja");
  const hand = async (buffer: Buffer) => {
    await visitor.open("/verify");
    await visitor.fill({ file: { name: "report.pdf", mimeType: "application/pdf", buffer } });
    await visitor.press(p.verifyButton);
  };
  await hand(sealed);
  await visitor.sees(p.verdict.genuine, p.verdictFile.genuine);
  const changed = Buffer.from(sealed);
  const at = Math.floor(changed.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  await hand(changed);
  await visitor.sees(p.verdict.altered);
  await visitor.misses(p.verdict.genuine);
  await visitor.switchTo("en");
  await visitor.sees(pageWords.en.verifyTitle);
  await visitor.leave();
}

/** Judges that are not ours, where they are installed; the report says which were not. */
function validateOutside(file: string): void {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (hasProgram("pdfsig", "-v")) {
    const { stdout } = spawnSync("pdfsig", [file], { encoding: "utf8" });
    if (!/Signature is Valid/.test(stdout) || !/Total document signed/.test(stdout))
      throw new Error(`pdfsig: ${stdout}`);
  } else say("pdfsig is not installed: the signature was judged by the portal only");
  if (hasProgram("qpdf")) {
    const { status, stdout, stderr } = spawnSync("qpdf", ["--check", file], { encoding: "utf8" });
    if (status !== 0) throw new Error(`qpdf: ${stdout}${stderr}`);
  } else say("qpdf is not installed: the structure of the PDF was not checked");
  const why = whyNoValidator();
  if (why === undefined) {
    const { conforms, report: said } = validatePdf(file);
    if (!conforms) throw new Error(`veraPDF: ${said}`);
  } else say(`veraPDF did not run: ${why}`);
}
