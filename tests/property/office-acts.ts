import { recordDenied } from "#app/modules/access/services/acts.server.ts";
import { consumeLink, invitePerson } from "#app/modules/access/services/links.server.ts";
import { disablePerson, endMembership } from "#app/modules/access/services/people.server.ts";
import { signIn, signOut } from "#app/modules/access/services/sessions.server.ts";
import { fiscalYearOf } from "#app/modules/calendar/rules/fiscal-year.ts";
import { noInput } from "#app/modules/decisions/rules/circulation.ts";
import { actOnCirculation } from "#app/modules/decisions/services/act.server.ts";
import { endDeputy, nameDeputy } from "#app/modules/decisions/services/deputies.server.ts";
import { exportLog } from "#app/modules/home/services/log.server.ts";
import { draftReport, reviseReport, submitReport } from "#app/modules/oversight/services/reports.server.ts";
import { ok } from "#app/result.ts";
import { type Acts, type Play, password, rowsOf } from "./play.ts";

const reports = (play: Play, ...states: string[]) =>
  play.world.db.read.selectFrom("report").selectAll().where("state", "in", states).orderBy("id").execute();

let invited = 0;

export const officeActs: Acts = {
  "name a deputy": {
    weight: 2,
    run: async (play) => {
      const from = play.day(0, 10);
      return nameDeputy(play.deps, play.director, {
        principalId: play.director.personId,
        deputyId: play.otherDirector.personId,
        from,
        to: play.day(10, 30),
        reason: "出張",
        once: "",
      });
    },
  },
  "end a deputy": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read.selectFrom("deputy").selectAll().orderBy("id").execute(),
      );
      return row ? endDeputy(play.deps, play.director, row.id) : null;
    },
  },
  "draft a report": {
    weight: 1,
    run: async (play) =>
      draftReport(play.deps, play.office, {
        fiscalYear: fiscalYearOf(play.today, { month: 4, day: 1 }),
        language: play.dice.one("ja", "en"),
        once: "",
      }),
  },
  "revise a report": {
    weight: 2,
    run: async (play) => {
      const row = play.dice.of(await reports(play, "draft", "returned"));
      if (!row) return null;
      return reviseReport(play.deps, play.office, {
        reportId: row.id,
        revision: play.revision(row),
        opinion: "おおむね良好",
        plan: [{ focus: "点検", goal: "全件", owner: "供給課" }],
      });
    },
  },
  "submit a report": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await reports(play, "draft", "returned"));
      if (!row) return null;
      return submitReport(play.deps, play.office, {
        reportId: row.id,
        revision: play.revision(row),
        reviewerId: play.manager.personId,
        deciderId: play.director.personId,
        isImportant: false,
        reason: "",
        once: "",
      });
    },
  },
  "act on a circulation": {
    weight: 3,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read.selectFrom("circulation").selectAll().orderBy("id").execute(),
      );
      if (!row) return null;
      const event = play.dice.one("pass", "approve", "approve", "return", "pull-back", "report-to-board");
      const actor =
        event === "approve"
          ? play.director
          : event === "pass" || event === "return"
            ? play.manager
            : play.office;
      return actOnCirculation(play.deps, actor, {
        circulationId: row.id,
        revision: play.revision(row),
        event,
        act: { ...noInput, reason: "確認" },
        password,
        board: event === "report-to-board" ? { reportedOn: play.today, minutesNumber: "第1号" } : null,
        once: "",
      });
    },
  },
  "invite somebody": {
    weight: 2,
    run: async (play) => {
      const partner = play.dice.of(await rowsOf(play).partners());
      if (!partner) return null;
      invited += 1;
      return invitePerson(play.deps, play.office, {
        email: `invited-${invited}@play.example`,
        name: "招待 客(架空)",
        role: "respondent",
        partnerId: partner.id,
        lang: "ja",
        partnerName: partner.currentName,
      });
    },
  },
  "follow a link": {
    weight: 0.5,
    run: ({ deps }) => consumeLink(deps, "no-such-secret", { purpose: "invitation", password, lang: "ja" }),
  },
  "disable or end somebody": {
    weight: 0.6,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read
          .selectFrom("membership")
          .selectAll()
          .where("role", "=", "auditor")
          .where("validTo", "is", null)
          .orderBy("id")
          .execute(),
      );
      if (!row) return null;
      return play.dice.some(0.5)
        ? endMembership(play.deps, play.administrator, row.id)
        : disablePerson(play.deps, play.administrator, row.personId);
    },
  },
  "sign in and out": {
    weight: 1,
    run: async (play) => {
      const entered = await signIn(play.deps, {
        email: "rijitwo@play.example",
        password: play.dice.some(0.9) ? password : "wrong",
        client: `${play.dice.int(1, 1_000_000)}`,
        previousSecret: null,
      });
      if (entered.ok) await signOut(play.deps, entered.value.secret);
      return entered;
    },
  },
  "be refused a page": {
    weight: 0.5,
    run: async (play) => {
      await recordDenied(play.deps, play.office, "/settings/people", "person.manage");
      return ok(null);
    },
  },
  "export the log": {
    weight: 0.3,
    run: ({ deps, manager }) => exportLog(deps, manager, { type: "policy.version-imported" }, "json"),
  },
};
