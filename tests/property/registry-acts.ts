import { addDays, addMonths } from "#app/modules/calendar/rules/day.ts";
import { closeRelation, endRelation } from "#app/modules/custody/services/closing.server.ts";
import { citeMatter, decideCitation, importPolicy } from "#app/modules/policy/services.server.ts";
import { confirmationKindsOf, foreignRoutesOf, type PartnerKind } from "#app/modules/registry/rules/forms.ts";
import { type RelationEvent, relationTransitions } from "#app/modules/registry/rules/relation-states.ts";
import { reviseOrganisation } from "#app/modules/registry/services/organisation.server.ts";
import {
  addContact,
  endPartnerContact,
  registerPartner,
  restorePartner,
  retirePartner,
  reviseProfile,
} from "#app/modules/registry/services/partners.server.ts";
import {
  confirmForeignRoute,
  decideSubcontractor,
  recordConfirmation,
  recordForeignRoute,
  recordPolicyTold,
  recordReferralRoute,
  removeSubcontractor,
  requestSubcontractor,
} from "#app/modules/registry/services/records.server.ts";
import {
  draftRelation,
  moveRelation,
  reviseRelation,
  reviseScope,
} from "#app/modules/registry/services/relations.server.ts";
import { exportRegister } from "#app/modules/views/services/export.server.ts";
import type { RelationTable } from "#db/schema.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import { company, line } from "#tests/modules/registry/world.ts";
import { type Acts, type Play, rowsOf } from "./play.ts";

/** What every relation of a basis permits of this policy. */
const linesOf = (play: Play, basis: string) => {
  const { dice } = play;
  const validTo = dice.some(0.2) ? play.day(20, 400) : null;
  const from = { validFrom: play.today, validTo };
  const own = [
    line({
      ...from,
      items: dice.some(0.5) ? ["full-name", "address"] : ["full-name", "address", "phone-number"],
    }),
  ];
  if (basis === "referral") return [line({ ...from, purposes: ["service-referral"] })];
  return dice.some(0.1)
    ? [...own, line({ ...from, subject: "member-family", reason: "家族も受け取るため" })]
    : own;
};

const relationInput = (play: Play, own: Partial<RelationTable> & { basis: string }) => ({
  basis: own.basis as PartnerKind,
  title: own.title ?? "個配商品の配達",
  activity: own.basis === "entrustment" ? "delivery" : null,
  activityDescription: null,
  groupId: own.groupId ?? null,
  department: "供給課",
  isPaperOnly: false,
  volumePerYear: null,
  volumeUnit: null,
  handlingPlace: null,
  handlesAbroad: play.dice.some(0.3),
  returnRule: null,
  returnDueOn: null,
  startsOn: null,
  endsOn: null,
  note: null,
});

/** Most relations go forward; what stops them happens too. */
const forward: Readonly<Record<string, number>> = {
  submit: 12,
  approve: 12,
  activate: 14,
  resume: 8,
  suspend: 3,
  end: 2,
  close: 4,
  withdraw: 1,
  return: 1,
  reject: 0.3,
  abandon: 0.3,
};

let serial = 0;

export const registryActs: Acts = {
  "register a company": {
    weight: 2.5,
    run: async ({ deps, office, dice, day }) => {
      serial += 1;
      return registerPartner(deps, office, {
        kind: dice.one("entrustment", "referral", "no-handling"),
        policyPartnerId: null,
        shortName: "",
        profile: company({ name: `試験${serial}株式会社(架空)`, nameKana: "シケン", validFrom: day(-40, 0) }),
        contact: undefined,
      });
    },
  },
  "revise a profile": {
    weight: 2,
    run: async (play) => {
      const partner = play.dice.of(await rowsOf(play).partners());
      if (!partner) return null;
      return reviseProfile(play.deps, play.office, {
        partnerId: partner.id,
        revision: play.revision(partner),
        shortName: "",
        profile: company({
          name: partner.currentName,
          nameKana: "シケン",
          validFrom: play.today,
          phone: `0${play.dice.int(100000000, 999999999)}`,
        }),
      });
    },
  },
  "add a contact": {
    weight: 1,
    run: async (play) => {
      const partner = play.dice.of(await rowsOf(play).partners());
      if (!partner) return null;
      return addContact(play.deps, play.office, {
        partnerId: partner.id,
        name: "連絡 係(架空)",
        nameKana: null,
        department: null,
        title: null,
        email: null,
        phone: null,
        isResponsible: play.dice.some(0.5),
        validFrom: play.today,
      });
    },
  },
  "end a contact": {
    weight: 1,
    run: async (play) => {
      const contact = play.dice.of(
        await play.world.db.read
          .selectFrom("partnerContact")
          .selectAll()
          .where("validTo", "is", null)
          .orderBy("id")
          .execute(),
      );
      if (!contact) return null;
      return endPartnerContact(play.deps, play.office, {
        partnerId: contact.partnerId,
        contactId: contact.id,
        lastOn: play.today,
      });
    },
  },
  "retire or restore a company": {
    weight: 0.7,
    run: async (play) => {
      const partner = play.dice.of(await rowsOf(play).partners());
      if (!partner) return null;
      const input = { partnerId: partner.id, revision: play.revision(partner), reason: "整理" };
      return partner.state === "retired"
        ? restorePartner(play.deps, play.office, input)
        : retirePartner(play.deps, play.office, input);
    },
  },
  "draft a relation": {
    weight: 4,
    run: async (play) => {
      // What is judged after every act stays a set of some thirty.
      if ((await rowsOf(play).relations()).length > 32) return null;
      const partner = play.dice.of(await rowsOf(play).partners());
      if (!partner) return null;
      const [group] = readPolicy("midorino-2026-04-01").jointUseGroups;
      const basis = partner.policyPartnerId !== null ? "joint-use" : partner.kind;
      return draftRelation(play.deps, play.office, {
        partnerId: partner.id,
        relation: relationInput(play, { basis, groupId: basis === "joint-use" ? (group?.id ?? null) : null }),
      });
    },
  },
  "revise a relation": {
    weight: 6.5,
    run: async (play) => {
      const relation = play.dice.of(await rowsOf(play).relations());
      if (!relation) return null;
      return reviseRelation(play.deps, play.office, {
        relationId: relation.id,
        revision: play.revision(relation),
        relation: { ...relationInput(play, relation), activity: relation.activity },
      });
    },
  },
  "revise a scope": {
    weight: 9,
    run: async (play) => {
      const { dice } = play;
      const drafts = await rowsOf(play).relations("draft");
      const relation =
        dice.some(0.6) && drafts.length > 0 ? dice.of(drafts) : dice.of(await rowsOf(play).relations());
      if (!relation) return null;
      return reviseScope(play.deps, play.office, {
        relationId: relation.id,
        revision: play.revision(relation),
        validFrom: dice.some(0.25) ? play.day(1, 40) : play.today,
        lines: linesOf(play, relation.basis),
      });
    },
  },
  "move a relation": {
    weight: 16,
    run: async (play) => {
      const { dice, deps } = play;
      const relation = dice.of(await rowsOf(play).relations());
      if (!relation) return null;
      const open = relationTransitions.filter((one) => one.from.some((state) => state === relation.state));
      const weighed = open.flatMap((one) =>
        Array.from({ length: Math.ceil((forward[one.event] ?? 1) * 3) }, () => one.event),
      );
      const event: RelationEvent | undefined = dice.some(0.03) ? "activate" : dice.of(weighed);
      if (event === undefined) return null;
      const input = {
        relationId: relation.id,
        revision: play.revision(relation),
        reason: "試験のため",
        hasNotedConditions: true,
        ...(dice.some(0.1) ? { on: play.day(-5, 1) } : {}),
        ...(event === "approve" && dice.some(0.3) ? { conditions: "年1回の報告" } : {}),
      };
      if (event === "end") return endRelation(deps, play.manager, input);
      if (event === "close") return closeRelation(deps, play.manager, input);
      const actor = event === "submit" || event === "withdraw" ? play.office : play.manager;
      return moveRelation(deps, actor, event, input);
    },
  },
  "ask for a subcontractor": {
    weight: 17,
    run: async (play) => {
      const { dice } = play;
      const relation = dice.of((await rowsOf(play).relations()).filter((one) => one.basis === "entrustment"));
      if (!relation) return null;
      const isFound = dice.some(0.45);
      const startsOn = isFound ? play.day(-20, 5) : play.day(-3, 30);
      return requestSubcontractor(play.deps, isFound ? play.office : await play.partner(relation.partnerId), {
        relationId: relation.id,
        subcontractor: {
          parentId: null,
          name: "まごうけ(架空)",
          nameKana: null,
          corporateNumber: null,
          address: "架空",
          country: "JP",
          work: "配達",
          items: ["full-name"],
          safetyMeasures: "施錠",
          reason: "繁忙",
          startsOn,
          endsOn: dice.some(0.3) ? addDays(startsOn, dice.int(0, 60)) : null,
          foundOn: isFound ? play.day(-10, 0) : null,
        },
      });
    },
  },
  "decide on a subcontractor": {
    weight: 9,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read
          .selectFrom("subcontractor")
          .selectAll()
          .where("state", "in", ["requested", "unapproved"])
          .orderBy("id")
          .execute(),
      );
      if (!row) return null;
      return decideSubcontractor(play.deps, play.manager, {
        subcontractorId: row.id,
        revision: play.revision(row),
        approved: play.dice.some(0.65),
        conditions: "年1回の報告",
        approvedUntil: play.dice.some(0.5) ? play.day(-1, 60) : null,
      });
    },
  },
  "remove a subcontractor": {
    weight: 9,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read
          .selectFrom("subcontractor")
          .selectAll()
          .where("removedOn", "is", null)
          .orderBy("id")
          .execute(),
      );
      if (!row) return null;
      return removeSubcontractor(play.deps, play.office, {
        subcontractorId: row.id,
        revision: play.revision(row),
        on: play.day(-2, 0),
      });
    },
  },
  "record a foreign route": {
    weight: 5,
    run: async (play) => {
      const { dice } = play;
      const relation = dice.of(await rowsOf(play).relations());
      if (!relation) return null;
      return recordForeignRoute(play.deps, play.manager, {
        relationId: relation.id,
        route: {
          country: dice.one("SG", "DE"),
          serviceName: dice.one("雲(架空)", "倉(架空)"),
          route: dice.of(foreignRoutesOf(relation.basis)) ?? "consent",
          basisText: "契約",
          recordMethod: dice.some(0.6) ? "contract" : null,
          confirmedOn: dice.some(0.7) ? play.day(-360, 0) : null,
          validFrom: play.day(-10, 20),
        },
      });
    },
  },
  "confirm a foreign route": {
    weight: 6,
    run: async (play) => {
      const route = play.dice.of(
        await play.world.db.read.selectFrom("foreignRoute").selectAll().orderBy("id").execute(),
      );
      if (!route) return null;
      return confirmForeignRoute(play.deps, play.manager, {
        relationId: route.relationId,
        routeId: route.id,
        confirmedOn: play.day(-30, 0),
      });
    },
  },
  "record a referral route": {
    weight: 6,
    run: async (play) => {
      const { dice } = play;
      const relations = await rowsOf(play).relations();
      const referrals = relations.filter((one) => one.basis === "referral");
      const relation = dice.some(0.1) || referrals.length === 0 ? dice.of(relations) : dice.of(referrals);
      if (!relation) return null;
      return recordReferralRoute(play.deps, play.manager, {
        relationId: relation.id,
        route: {
          route: dice.one("direct-application", "on-behalf", "consent"),
          serviceName: "紹介(架空)",
          consentMethod: dice.some(0.6) ? "書面" : null,
          recordMethod: dice.some(0.6) ? "contract" : null,
          evidenceNote: dice.some(0.6) ? "署名" : null,
          validFrom: play.day(-10, 15),
        },
      });
    },
  },
  "tell of the policy": {
    weight: 6,
    run: async (play) => {
      const { dice } = play;
      const partner = dice.of(await rowsOf(play).partners());
      const version = dice.of(
        await play.world.db.read
          .selectFrom("policyVersion")
          .select("id")
          .orderBy("validFrom", "desc")
          .limit(2)
          .execute(),
      );
      if (!partner || !version) return null;
      return recordPolicyTold(play.deps, play.office, {
        partnerId: partner.id,
        told: { policyVersionId: version.id, toldOn: play.day(-4, 0), method: "mail", note: null },
      });
    },
  },
  "record a confirmation": {
    weight: 8,
    run: async (play) => {
      const { dice } = play;
      const relation = dice.of(
        (await rowsOf(play).relations()).filter((one) => one.basis !== "entrustment" || dice.some(0.2)),
      );
      if (!relation) return null;
      const confirmedOn = play.day(-20, 0);
      return recordConfirmation(play.deps, play.manager, {
        relationId: relation.id,
        confirmation: {
          kind: dice.of(confirmationKindsOf[relation.basis as PartnerKind]) ?? "removal",
          confirmedOn,
          nextDueOn: dice.some(0.6) ? addDays(confirmedOn, dice.int(5, 200)) : null,
          isSatisfactory: dice.some(0.85),
          note: "確認",
        },
      });
    },
  },
  "export the register": {
    weight: 0.5,
    run: ({ deps, office, today }) =>
      exportRegister(deps, office, { format: "csv", asOf: today } as never) as never,
  },
  "revise the organisation": {
    weight: 0.7,
    run: async (play) => {
      const row = await play.world.db.read.selectFrom("organisation").selectAll().executeTakeFirstOrThrow();
      return reviseOrganisation(play.deps, play.administrator, {
        revision: row.revision,
        organisation: {
          shortName: row.shortName,
          nameKana: row.nameKana,
          postalCode: null,
          address: `架空${play.dice.int(1, 99)}番`,
          representativeTitle: null,
          representativeName: null,
          fiscalYearStartMonth: 4,
          fiscalYearStartDay: 1,
          usesEraDates: play.dice.some(0.5),
        },
      });
    },
  },
  "adopt a policy": {
    weight: 6,
    run: async (play) => {
      const { dice, deps } = play;
      const policy = structuredClone(readPolicy("midorino-2026-04-01"));
      serial += 1;
      const changed = {
        ...policy,
        id: `midorino-play-${serial}`,
        validFrom: play.day(-6, 12),
        purposes: policy.purposes.map((purpose) =>
          purpose.id === "member-order-and-dispatch" && dice.some(0.3)
            ? { ...purpose, subjects: purpose.subjects.filter((one) => one !== "member") }
            : purpose,
        ),
        jointUseGroups: policy.jointUseGroups.map((group) => ({
          ...group,
          statement: dice.some(0.5) ? group.statement : null,
          responsible: {
            ...group.responsible,
            address: dice.some(0.5) ? group.responsible.address : null,
            representative: dice.some(0.5) ? group.responsible.representative : null,
          },
        })),
      };
      const system = {
        kind: "system",
        name: "試験",
        organisationId: play.organisationId,
        lang: "ja",
      } as const;
      return deps.db.write((trx) => importPolicy(trx, deps, system, changed));
    },
  },
  "cite a matter": {
    weight: 5,
    run: async (play) => {
      const { dice } = play;
      const group = dice.of(readPolicy("midorino-2026-04-01").jointUseGroups);
      const postedFrom = play.day(-10, 10);
      return citeMatter(play.deps, play.office, {
        groupId: group?.id ?? "",
        matter: dice.one("statement", "responsible", "responsible-address", "responsible-representative"),
        text: "掲示",
        place: "店頭",
        postedFrom,
        postedTo: dice.some(0.5) ? addMonths(postedFrom, dice.int(1, 8)) : null,
        fileIds: dice.some(0.95) ? [await play.file(play.office)] : [],
      });
    },
  },
  "decide on a citation": {
    weight: 8,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read
          .selectFrom("matterCitation")
          .selectAll()
          .where("state", "=", "proposed")
          .orderBy("id")
          .execute(),
      );
      if (!row) return null;
      return decideCitation(play.deps, play.manager, {
        citationId: row.id,
        accepted: play.dice.some(0.75),
        note: "確認",
      });
    },
  },
};
