import { expect, test } from "vitest";
import { saveAnswers } from "#app/modules/assessments/services/answering.server.ts";
import { gradeAssessment } from "#app/modules/assessments/services/grading.server.ts";
import { readReview, readSection, readSubmission } from "#app/modules/assessments/services/pages.server.ts";
import { startReview } from "#app/modules/assessments/services/reviewing.server.ts";
import { sendAssessment } from "#app/modules/assessments/services/sending.server.ts";
import { submitAssessment } from "#app/modules/assessments/services/submitting.server.ts";
import { type CoOp, makeCoOp, must } from "#tests/factories/co-op.ts";
import { openApp, type TestApp } from "#tests/support/app.ts";
import { mainKind, withDatabases } from "#tests/support/database.ts";

const pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

async function withCoOp(body: (app: TestApp, coop: CoOp) => Promise<void>): Promise<void> {
  await withDatabases(mainKind, async (open) => {
    const app = await openApp(await open());
    await body(app, await makeCoOp(app.deps));
  });
}

async function send(app: TestApp, coop: CoOp): Promise<string> {
  const input = { relationId: coop.partner.relationId, dueOn: "2026-12-20" };
  return must(await sendAssessment(app.deps, coop.staff.office, input)).assessmentId;
}

async function submitted(app: TestApp, coop: CoOp, marks: Record<string, string> = {}): Promise<string> {
  const assessmentId = await send(app, coop);
  const { respondent, approver } = coop.partner.people;
  const view = must(await readSubmission(app.deps, respondent, assessmentId));
  const answers = view.questions.map(({ question }) => {
    const good = { mark: "yes", text: "なし", number: "3", date: "2026-10-01", file: "規程" };
    const value = marks[question.id] ?? good[question.type];
    return { questionId: question.id, value, note: value === "yes" ? "" : "直します", revision: 0 };
  });
  must(await saveAnswers(app.deps, respondent, { assessmentId, answers }));
  must(await submitAssessment(app.deps, approver, { assessmentId }));
  return assessmentId;
}

/** A multipart body as a browser writes it. */
function multipart(
  fields: Readonly<Record<string, string>>,
  file?: { field: string; name: string; content: string },
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (file) body.append(file.field, new File([file.content], file.name));
  return body;
}
async function postForm(app: TestApp, path: string, body: FormData, cookie: string): Promise<Response> {
  const request = new Request(`https://azukari.test${path}`, { method: "POST", body });
  return app.fetch(path, {
    method: "POST",
    cookie,
    headers: {
      "Content-Type": request.headers.get("content-type") ?? "",
      Origin: "https://azukari.test",
      "Sec-Fetch-Site": "same-origin",
    },
    body: Buffer.from(await request.arrayBuffer()),
  });
}

test("a section is saved by a plain post, file included, and leads to the next", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await send(app, coop);
    const { respondent } = coop.partner.people;
    const cookie = await app.signInAs(respondent.personId);
    const path = `/company/assessments/${assessmentId}/organisational`;
    const page = await (await app.fetch(path, { cookie })).text();
    expect(page).toContain('name="a.org-01"');
    expect(page).toContain("組織的安全管理");
    const fields = { "a.org-01": "yes", "n.org-01": "", "r.org-01": "0", intent: "next" };
    const file = { field: "file.org-01", name: "任命書.pdf", content: pdf };
    const saved = await postForm(app, path, multipart(fields, file), cookie);
    expect(saved.status).toBe(303);
    expect(saved.headers.get("location")).toBe(
      `/company/assessments/${assessmentId}/human?done=assessment.saved`,
    );
    const view = must(await readSection(app.deps, respondent, { assessmentId, block: "organisational" }));
    expect(view.questions[0]).toMatchObject({ answer: { value: "yes" }, files: [{ name: "任命書.pdf" }] });
  }));

test("a rejected section keeps what was typed and the file, and writes nothing", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await send(app, coop);
    const { respondent } = coop.partner.people;
    const cookie = await app.signInAs(respondent.personId);
    const path = `/company/assessments/${assessmentId}/basic`;
    const fields = {
      "a.pro-01": "本社総務部<script>alert(1)</script>",
      "r.pro-01": "0",
      "a.pro-02": "たくさん",
      "r.pro-02": "0",
      "a.pro-03": "２０２７年３月３１日",
      "r.pro-03": "0",
      intent: "next",
    };
    const file = { field: "file.pro-01", name: "体制図.pdf", content: pdf };
    const answer = await postForm(app, path, multipart(fields, file), cookie);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("体制図.pdf");
    expect(html).toContain("本社総務部&lt;script&gt;");
    expect(html).toContain("たくさん");
    expect(html).toContain('href="#f-a-pro-02"');
    expect(await app.deps.db.read.selectFrom("answer").select("id").execute()).toEqual([]);
    const staged = /name="file\.pro-01\.staged" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const again = { ...fields, "a.pro-02": "１２", "file.pro-01.staged": staged };
    expect((await postForm(app, path, multipart(again), cookie)).status).toBe(303);
    const view = must(await readSection(app.deps, respondent, { assessmentId, block: "basic" }));
    expect(view.questions.map((each) => each.answer.value)).toEqual([
      "本社総務部<script>alert(1)</script>",
      "12",
      "2027-03-31",
    ]);
    expect(view.questions[0]?.files.map((each) => each.name)).toEqual(["体制図.pdf"]);
  }));

test("a section is saved whole or not at all: answers, proof, who answers it, a file taken out", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await send(app, coop);
    const { respondent } = coop.partner.people;
    const cookie = await app.signInAs(respondent.personId);
    const path = `/company/assessments/${assessmentId}/organisational`;
    const section = async () =>
      must(await readSection(app.deps, respondent, { assessmentId, block: "organisational" }));
    const fields = { "a.org-01": "yes", "n.org-01": "", "r.org-01": "0", intent: "next" };
    const file = { field: "file.org-01", name: "任命書.pdf", content: pdf };
    const wrong: Record<string, string>[] = [
      { assignee: coop.stranger.people.respondent.personId },
      { remove: "no-such-file" },
    ];
    for (const bad of wrong) {
      const assigned = { assignee: respondent.personId, ...bad };
      const refused = await postForm(app, path, multipart({ ...fields, ...assigned }, file), cookie);
      expect(refused.status).toBe(404);
      const html = await refused.text();
      expect(html).toMatch(/value="yes"[^>]*checked|checked[^>]*value="yes"/);
      expect(html).toContain("任命書.pdf");
      const view = await section();
      expect(view.questions[0]).toMatchObject({ answer: { value: "" }, files: [] });
      expect(view.head.state).toBe("sent");
      expect(view.assignedTo).toBeNull();
    }
    const whole = { ...fields, assignee: respondent.personId };
    expect((await postForm(app, path, multipart(whole, file), cookie)).status).toBe(303);
    const saved = await section();
    expect(saved.questions[0]).toMatchObject({ answer: { value: "yes" }, files: [{ name: "任命書.pdf" }] });
    expect(saved.assignedTo?.id).toBe(respondent.personId);
    const events = await app.deps.db.read.selectFrom("auditEvent").select("type").orderBy("seq").execute();
    expect(events.filter(({ type }) => type === "assessment.assigned")).toHaveLength(1);
  }));

test("a file that is not what it says is refused with its name, the answers are kept on the page", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await send(app, coop);
    const cookie = await app.signInAs(coop.partner.people.respondent.personId);
    const fields = { "a.org-01": "yes", "r.org-01": "0", intent: "close" };
    const file = { field: "file.org-01", name: "写真.pdf", content: "<html>no pdf</html>" };
    const path = `/company/assessments/${assessmentId}/organisational`;
    const answer = await postForm(app, path, multipart(fields, file), cookie);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("写真.pdf");
    expect(await app.deps.db.read.selectFrom("storedFile").select("id").execute()).toEqual([]);
  }));

test("an autosave answers with its time, and with a conflict when a colleague was faster", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await send(app, coop);
    const cookie = await app.signInAs(coop.partner.people.respondent.personId);
    const path = `/company/assessments/${assessmentId}/organisational`;
    const autosave = (value: string, revision: string) =>
      postForm(
        app,
        `${path}.data`,
        multipart({ intent: "autosave", "a.org-01": value, "n.org-01": "", "r.org-01": revision }),
        cookie,
      );
    const first = await autosave("yes", "0");
    expect(first.status).toBe(200);
    expect(await first.text()).toContain("savedAt");
    const second = await autosave("no", "0");
    expect(second.status).toBe(409);
    const fields = { intent: "next", "a.org-01": "no", "n.org-01": "", "r.org-01": "0" };
    const plain = await postForm(app, path, multipart(fields), cookie);
    expect(plain.status).toBe(409);
    const html = (await plain.text()).replaceAll("<!-- -->", "");
    expect(html).toContain("いま記録されている内容: <b>はい</b>");
    expect(html).toMatch(/value="no"[^>]*checked|checked[^>]*value="no"/);
  }));

test("another company's person gets the same page as for what does not exist, by every path and method", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await submitted(app, coop);
    const cookie = await app.signInAs(coop.stranger.people["partner-admin"].personId);
    const base = "/company/assessments";
    const bodyOf = async (response: Response) =>
      (await response.text()).replaceAll(assessmentId, "ID").replaceAll(/nonce="[^"]*"|[0-9a-f-]{36}/g, "");
    for (const rest of ["", "/basic", "/submit", "/print", "/result"]) {
      const theirs = await app.fetch(`${base}/${assessmentId}${rest}`, { cookie });
      const nothing = await app.fetch(`${base}/no-such-thing${rest}`, { cookie });
      expect([rest, theirs.status]).toEqual([rest, 404]);
      expect(nothing.status).toBe(404);
      const text = await bodyOf(theirs);
      expect(text).not.toContain(coop.partner.name);
      expect(text.length).toBe((await bodyOf(nothing)).replaceAll("no-such-thing", "ID").length);
    }
    for (const [path, intent] of [
      [`${base}/${assessmentId}/basic`, "next"],
      [`${base}/${assessmentId}/submit`, "recall"],
    ] as const) {
      const answer = await app.post(path, { intent, "a.pro-01": "x", "r.pro-01": "1" }, { cookie });
      expect(answer.status).toBe(404);
    }
    expect((await app.fetch(`/assessments/${assessmentId}`, { cookie })).status).toBe(404);
    expect((await app.fetch("/assessments", { cookie })).status).toBe(404);
  }));

test("the partner never reads the review before its conclusion", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await submitted(app, coop);
    const manager = coop.staff["privacy-manager"];
    const cookie = await app.signInAs(manager.personId);
    const partner = await app.signInAs(coop.partner.people.respondent.personId);
    const path = `/assessments/${assessmentId}`;
    const { revision } = must(await readReview(app.deps, manager, assessmentId)).head;
    const started = await app.post(path, { intent: "start", _revision: String(revision) }, { cookie });
    expect(started.headers.get("location")).toContain("done=assessment.review-started");
    const judged = await app.post(
      path,
      {
        intent: "override",
        questionId: "org-01",
        judge: "change",
        own: "yes",
        mark: "no",
        note: "カナリア所見",
        answerRevision: "1",
      },
      { cookie },
    );
    expect(judged.status).toBe(303);
    for (const rest of ["submit", "organisational", "print"]) {
      const page = await app.fetch(`/company/assessments/${assessmentId}/${rest}`, { cookie: partner });
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain("カナリア所見");
    }
    expect((await app.fetch(`/company/assessments/${assessmentId}/result`, { cookie: partner })).status).toBe(
      404,
    );
    const empty = await app.post(
      path,
      { intent: "grade", outcome: "failed", comment: "", _revision: String(revision + 1) },
      { cookie },
    );
    expect(empty.status).toBe(422);
    const graded = await app.post(
      path,
      { intent: "grade", outcome: "failed", comment: "任命書がない", _revision: String(revision + 1) },
      { cookie },
    );
    expect(graded.headers.get("location")).toBe(`${path}?done=assessment.concluded`);
    const seen = await (
      await app.fetch(`/company/assessments/${assessmentId}/submit`, { cookie: partner })
    ).text();
    expect(seen).toContain("カナリア所見");
    const result = await app.fetch(`/company/assessments/${assessmentId}/result`, { cookie: partner });
    expect(result.headers.get("content-type")).toBe("application/pdf");
    expect(
      Buffer.from(await result.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  }));

test("roles that only read cannot act on a review, an administrator cannot see it", () =>
  withCoOp(async (app, coop) => {
    const assessmentId = await submitted(app, coop);
    const { auditor, administrator, office } = coop.staff;
    const path = `/assessments/${assessmentId}`;
    const statusFor = async (personId: string) => {
      const cookie = await app.signInAs(personId);
      const read = await app.fetch(path, { cookie });
      const act = await app.post(path, { intent: "start", _revision: "3" }, { cookie });
      return [read.status, act.status];
    };
    expect(await statusFor(auditor.personId)).toEqual([200, 403]);
    expect(await statusFor(office.personId)).toEqual([200, 403]);
    expect(await statusFor(administrator.personId)).toEqual([403, 403]);
    const manager = coop.staff["privacy-manager"];
    const { head } = must(await readReview(app.deps, manager, assessmentId));
    expect(head.state).toBe("submitted");
    must(await startReview(app.deps, manager, { assessmentId, revision: head.revision }));
    must(
      await gradeAssessment(app.deps, manager, {
        assessmentId,
        revision: head.revision + 1,
        outcome: "approved",
        comment: "",
      }),
    );
  }));
