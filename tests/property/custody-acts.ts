import { addDays } from "#app/modules/calendar/rules/day.ts";
import { isStopping } from "#app/modules/custody/rules/gate.ts";
import { reasonTable } from "#app/modules/custody/rules/gate-table.ts";
import {
  acceptCertificate,
  fileCertificate,
  returnCertificate,
} from "#app/modules/custody/services/certificates.server.ts";
import {
  decideDeferral,
  requestDeferral,
  revokeDeferral,
} from "#app/modules/custody/services/deferrals.server.ts";
import { judgeRelation } from "#app/modules/custody/services/gate.server.ts";
import {
  acknowledgeLot,
  recordCopy,
  recordHandOver,
  recordReturn,
} from "#app/modules/custody/services/lots.server.ts";
import { remindOverdue, reverseEntry } from "#app/modules/custody/services/mending.server.ts";
import {
  checkStandings,
  closeStanding,
  openStanding,
  recordStandingUse,
} from "#app/modules/custody/services/standing.server.ts";
import { listScopeLinesOn } from "#app/modules/registry/fragments/relations.server.ts";
import { ok } from "#app/result.ts";
import { type Acts, type Play, password, rowsOf } from "./play.ts";

const lots = (play: Play) =>
  play.world.db.read.selectFrom("lot").selectAll().where("state", "=", "open").orderBy("id").execute();
const certificates = (play: Play, ...states: string[]) =>
  play.world.db.read
    .selectFrom("disposalCertificate")
    .selectAll()
    .where("state", "in", states)
    .orderBy("id")
    .execute();
const standings = (play: Play) =>
  play.world.db.read
    .selectFrom("standingAuthorisation")
    .selectAll()
    .where("closedOn", "is", null)
    .orderBy("id")
    .execute();
const deferrals = (play: Play, state: string) =>
  play.world.db.read
    .selectFrom("deferral")
    .selectAll()
    .where("state", "=", state)
    .where("revokedOn", "is", null)
    .orderBy("requestedAt", "desc")
    .limit(4)
    .execute();

const people = { handedByName: "渡 す子(架空)", receivedByName: "受取 る男(架空)" };

/** Rather a relation that is cleared, so that something goes out. */
async function cleared(play: Play) {
  const relations = await rowsOf(play).relations("active");
  for (let tries = 0; tries < 4; tries++) {
    const relation = play.dice.of(relations);
    if (!relation) return null;
    const judged = await judgeRelation(
      play.deps.db.read,
      play.deps,
      play.organisationId,
      relation.id,
      play.today,
    );
    if (judged?.verdict.isAllowed || tries === 3) return relation;
  }
  return null;
}

const linesOf = (play: Play, relationId: string) =>
  listScopeLinesOn(play.deps.db.read, play.organisationId, relationId, play.today);

export const custodyActs: Acts = {
  "hand over": {
    weight: 7,
    run: async (play) => {
      const relation = await cleared(play);
      if (!relation) return null;
      const line = play.dice.of(await linesOf(play, relation.id));
      if (!line) return null;
      return recordHandOver(play.deps, play.office, {
        relationId: relation.id,
        dataName: "配達名簿(架空)",
        subjects: [line.subject],
        items: [...line.items].slice(0, 2),
        purposes: [...line.purposes].slice(0, 1),
        unit: "persons",
        quantity: 100,
        medium: "紙",
        method: "対面",
        openedOn: play.day(-1, 0),
        ...people,
        dueOn: play.day(0, 60),
        note: "後日の記録",
        once: "",
      });
    },
  },
  "acknowledge a lot": {
    weight: 3,
    run: async (play) => {
      const lot = play.dice.of((await lots(play)).filter((one) => one.acknowledgedAt === null));
      if (!lot) return null;
      return acknowledgeLot(play.deps, await play.partner(lot.partnerId), {
        lotId: lot.id,
        revision: play.revision(lot),
        note: null,
      });
    },
  },
  "return a lot": {
    weight: 3,
    run: async (play) => {
      const lot = play.dice.of(await lots(play));
      if (!lot) return null;
      return recordReturn(play.deps, play.office, {
        lotId: lot.id,
        revision: play.revision(lot),
        quantity: play.dice.one(30, 50, 100),
        occurredOn: play.today,
        ...people,
        method: "対面",
        note: null,
        once: "",
      });
    },
  },
  "copy a lot": {
    weight: 2,
    run: async (play) => {
      const lot = play.dice.of(await lots(play));
      if (!lot) return null;
      return recordCopy(play.deps, play.office, {
        lotId: lot.id,
        revision: play.revision(lot),
        dataName: "写し(架空)",
        quantity: 20,
        medium: "紙",
        method: "対面",
        occurredOn: play.today,
        ...people,
        dueOn: play.day(1, 30),
        reason: "配達の地区ごとに分ける",
        once: "",
      });
    },
  },
  "reverse an entry": {
    weight: 2,
    run: async (play) => {
      const lot = play.dice.of(await lots(play));
      if (!lot) return null;
      const entry = play.dice.of(
        await play.world.db.read
          .selectFrom("lotEntry")
          .selectAll()
          .where("lotId", "=", lot.id)
          .orderBy("id")
          .execute(),
      );
      if (!entry) return null;
      return reverseEntry(play.deps, play.office, {
        lotId: lot.id,
        revision: play.revision(lot),
        entryId: entry.id,
        reason: "書き誤り",
        once: "",
      });
    },
  },
  "file a certificate": {
    weight: 4,
    run: async (play) => {
      const lot = play.dice.of(await lots(play));
      if (!lot) return null;
      return fileCertificate(play.deps, await play.partner(lot.partnerId), {
        lotId: lot.id,
        number: `D-${play.dice.int(1, 1_000_000)}`,
        issuerName: "試験(架空)",
        issuerAddress: "架空",
        issuerResponsible: "責任 者(架空)",
        dataName: "配達名簿(架空)",
        quantity: play.dice.one(20, 50, 70, 100),
        mediumDetail: "箱",
        serialNumbers: null,
        method: "dissolution",
        place: "工場(架空)",
        disposedOn: play.today,
        witness: "立会 人(架空)",
        hasNoCopies: true,
        coversBackups: true,
        usedSubcontractor: false,
        subcontractorName: null,
        once: "",
      });
    },
  },
  "accept a certificate": {
    weight: 3,
    run: async (play) => {
      const row = play.dice.of(await certificates(play, "filed"));
      return row
        ? acceptCertificate(play.deps, play.manager, { certificateId: row.id, revision: play.revision(row) })
        : null;
    },
  },
  "return a certificate": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await certificates(play, "filed"));
      return row
        ? returnCertificate(play.deps, play.manager, {
            certificateId: row.id,
            revision: play.revision(row),
            reason: "署名がない",
          })
        : null;
    },
  },
  "remind of what is overdue": {
    weight: 1,
    run: async (play) => {
      const overdue = (await lots(play)).filter((lot) => lot.dueOn !== null && lot.dueOn < play.today);
      const lot = play.dice.of(overdue);
      if (!lot) return null;
      await play.partner(lot.partnerId);
      return remindOverdue(play.deps, play.office, { lotIds: [lot.id], once: "" });
    },
  },
  "open a continuous supply": {
    weight: 2,
    run: async (play) => {
      const relation = await cleared(play);
      if (!relation) return null;
      const line = play.dice.of(await linesOf(play, relation.id));
      if (!line) return null;
      const startsOn = play.day(0, 5);
      return openStanding(play.deps, play.office, {
        relationId: relation.id,
        title: "日次の配達リスト(架空)",
        items: [...line.items].slice(0, 2),
        method: "回線",
        usualVolume: 100,
        unit: "records",
        startsOn,
        endsOn: addDays(startsOn, play.dice.int(5, 60)),
        ...people,
        once: "",
      });
    },
  },
  "record a month's supply": {
    weight: 3,
    run: async (play) => {
      const row = play.dice.of(await standings(play));
      if (!row) return null;
      const month = play.dice.one(row.startsOn, addDays(row.startsOn, 32), row.endsOn).slice(0, 7);
      return recordStandingUse(play.deps, play.office, {
        standingId: row.id,
        month,
        volume: play.dice.int(0, 150),
      });
    },
  },
  "close a continuous supply": {
    weight: 2,
    run: async (play) => {
      const row = play.dice.of(await standings(play));
      if (!row) return null;
      return closeStanding(play.deps, play.office, {
        standingId: row.id,
        revision: play.revision(row),
        accessRemovedOn: play.today,
        note: "終了",
      });
    },
  },
  "check supplies of the day": {
    weight: 0.5,
    run: async (play) => ok(await checkStandings(play.deps, play.organisationId)),
  },
  "ask for a deferral": {
    weight: 18,
    run: async (play) => {
      const { dice } = play;
      for (let tries = 0; tries < 4; tries++) {
        const relation = dice.of(await rowsOf(play).relations());
        if (!relation) return null;
        const judged = await judgeRelation(
          play.deps.db.read,
          play.deps,
          play.organisationId,
          relation.id,
          play.today,
        );
        const stopping = judged?.verdict.reasons.filter((reason) => isStopping(reason)) ?? [];
        const reason = dice.of(stopping.filter((one) => one.deferrableBy !== "none" || dice.some(0.02)));
        if (!reason) continue;
        return requestDeferral(play.deps, play.office, {
          relationId: relation.id,
          code: reason.code,
          ref: dice.some(0.5) ? reason.ref : null,
          until: play.day(1, 60),
          reason: "直すまで",
          once: "",
        });
      }
      return null;
    },
  },
  "decide on a deferral": {
    weight: 22,
    run: async (play) => {
      const row = play.dice.of(await deferrals(play, "requested"));
      if (!row) return null;
      const needs = row.decidedRole === "director" || reasonTable[row.code as "critical-no"] === undefined;
      return decideDeferral(play.deps, needs || play.dice.some(0.3) ? play.director : play.manager, {
        deferralId: row.id,
        revision: play.revision(row),
        grant: play.dice.some(0.8),
        note: "確認",
        password,
      });
    },
  },
  "revoke a deferral": {
    weight: 14,
    run: async (play) => {
      const row = play.dice.of(await deferrals(play, "granted"));
      if (!row) return null;
      return revokeDeferral(play.deps, row.decidedRole === "director" ? play.director : play.manager, {
        deferralId: row.id,
        revision: play.revision(row),
        note: "直った",
      });
    },
  },
};
