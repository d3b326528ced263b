import { addDays, addMonths, type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import type { ClauseCheckForm } from "#app/modules/contracts/rules/forms.ts";
import { checkClauses, exceptClause, registerContract } from "#app/modules/contracts/services/acts.server.ts";
import { decideDeferral, requestDeferral } from "#app/modules/custody/services/deferrals.server.ts";
import { findRelation } from "#app/modules/registry/fragments/relations.server.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import {
  decideSubcontractor,
  recordConfirmation,
  recordForeignRoute,
  recordReferralRoute,
  requestSubcontractor,
} from "#app/modules/registry/services/records.server.ts";
import {
  activateRelation,
  approveRelation,
  draftRelation,
  reviseScope,
  submitRelation,
} from "#app/modules/registry/services/relations.server.ts";
import type { SetUp } from "#app/modules/registry/services/setup.server.ts";
import type { Actor, Deps, PartnerActor } from "#app/ports.ts";
import { assess } from "./assessing.ts";
import { PASSWORD } from "./cast.ts";
import type { AnswerSpec, CompanySpec } from "./companies.ts";
import { handOver, supply } from "./handing-over.ts";
import { contractCopy } from "./papers.ts";
import {
  type Cast,
  engagePartner,
  namesOn,
  partnerName,
  revisionOf,
  type Stage,
  tell,
  yearStart,
} from "./stage.ts";
import { must } from "./story.ts";

/** Partners of the policy's joint-use section: contract, yearly check, and that they know the policy. */
export function jointUsers(stage: Stage, setUp: SetUp): void {
  const seen = new Set<string>();
  for (const [index, { partnerId, relationId, policyPartnerId }] of setUp.partners.entries()) {
    if (seen.has(relationId)) continue;
    seen.add(relationId);
    const cast: Cast = { partnerId, relationId, person: null };
    const first = addDays(yearStart(stage, 2), index * 3);
    stage.story.at(first, async (deps) => {
      cast.person = await engagePartner(stage, deps, partnerId, policyPartnerId);
      await contract(stage, deps, cast, `共同利用に関する覚書`, first, {
        isAutoRenewing: true,
        noticeMonths: 3,
        ...(index === 1 ? { partial: ["cl-joint-use"] } : {}),
      });
      await tell(stage, deps, partnerId, first);
    });
    const answers: AnswerSpec[] = [
      { partial: ["ju-04", "ju-08"] },
      { partial: ["ju-04"] },
      index === 2 ? { partial: ["ju-11"], no: ["ju-04"] } : {},
    ];
    for (const [ago, each] of [2, 1, 0].entries()) {
      assess(stage, cast, { yearsAgo: each, month: 2, answers: answers[ago] ?? {} });
    }
    retell(stage, partnerId);
  }
}

/** Told of a new policy version within its first weeks; one partner is left untold, as happens. */
export function retell(stage: Stage, partnerId: string): void {
  stage.story.at("2026-04-20", (deps) => tell(stage, deps, partnerId, "2026-04-20"));
}

export async function contract(
  stage: Stage,
  deps: Deps,
  cast: Cast,
  title: string,
  startsOn: Day,
  spec: CompanySpec["contract"],
): Promise<void> {
  const endsOn =
    spec.endsInDays === undefined
      ? addDays(addMonths(startsOn, 12), -1)
      : addDays(stage.today, spec.endsInDays);
  const relation = await findRelation(deps.db.read, stage.organisationId, cast.relationId);
  if (relation === null) throw new Error(`the story lost its relation ${cast.relationId}`);
  const { basis } = relation;
  const library = deps.templates.list("clauses")[0]?.document as {
    clauses: {
      id: string;
      title: { ja: string };
      checks: { ja: string }[];
      requirement: Record<string, string>;
    }[];
  };
  const { organisation, partner } = await namesOn(stage, deps, cast.partnerId, stage.today);
  const copy = await contractCopy(deps, stage.staff.office, {
    title,
    organisation,
    partner,
    startsOn,
    endsOn,
    articles: library.clauses.flatMap((clause, index) =>
      clause.requirement[basis] === "-" || spec.missing?.includes(clause.id)
        ? []
        : [
            {
              article: `第${index + 1}条`,
              title: clause.title.ja,
              text: clause.checks
                .slice(0, spec.partial?.includes(clause.id) ? 1 : undefined)
                .map((check) => `${check.ja}。`)
                .join(""),
            },
          ],
    ),
  });
  const { contractId } = must(
    await registerContract(deps, stage.staff.office, {
      title,
      number: "",
      signedOn: addDays(startsOn, -10),
      startsOn,
      endsOn,
      autoRenewal: spec.isAutoRenewing,
      renewalMonths: spec.isAutoRenewing ? 12 : null,
      noticeMonths: spec.noticeMonths,
      terminatedOn: null,
      note: "",
      relationIds: [cast.relationId],
      fileIds: [copy],
    }),
    "contract",
  );
  if (basis === "no-handling") return;
  const check = async (at: Deps, checkedOn: Day, lacking: boolean) => {
    const checks = library.clauses.map((clause, index): ClauseCheckForm => {
      const result =
        clause.requirement[basis] === "-"
          ? "not-applicable"
          : lacking && spec.missing?.includes(clause.id)
            ? "missing"
            : lacking && spec.partial?.includes(clause.id)
              ? "partial"
              : "conforming";
      return {
        clauseId: clause.id,
        result,
        article: result === "conforming" || result === "partial" ? `第${index + 1}条` : "",
        note:
          result === "missing"
            ? "定めがありません。次の更新で加えます。"
            : result === "partial"
              ? "手続の定めが足りません。次の更新で改めます。"
              : "",
        exceptionUntil: null,
        exceptionReason: "",
      };
    });
    must(await checkClauses(at, stage.staff.office, { contractId, checkedOn, checks }), "clauses");
  };
  const today = todayOf(deps);
  const isLacking = spec.missing !== undefined || spec.partial !== undefined;
  await check(deps, today < startsOn ? today : startsOn, isLacking && spec.foundDaysAgo === undefined);
  if (isLacking && spec.foundDaysAgo !== undefined) {
    const foundOn = addDays(stage.today, -spec.foundDaysAgo);
    stage.story.at(foundOn, (at) => check(at, foundOn, true));
  }
  for (const clauseId of spec.exceptions ?? []) {
    stage.story.at(addDays(stage.today, -60), async (at) => {
      must(
        await exceptClause(at, stage.staff.manager, {
          contractId,
          clauseId,
          until: addDays(stage.today, 150),
          reason: "次の更新まで、毎月の報告で補います。",
        }),
        "exception",
      );
    });
  }
}

const towns = ["若葉町", "本町", "東町", "泉町", "鶴見台", "緑が丘", "駅前通", "港町"];
/** An address nobody has, the same for the same company. */
const streetOf = (slug: string): string => {
  const n = [...slug].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 3) % 9973;
  return `みどり野県みどり野市${towns[n % towns.length]}${(n % 5) + 1}丁目${(n % 17) + 1}番${(n % 23) + 1}号(架空)`;
};

/** One company from its first registration to what it does today. */
export function perform(stage: Stage, spec: CompanySpec): void {
  const { story } = stage;
  const starts = addMonths(yearStart(stage, spec.beganYearsAgo), spec.beganMonth);
  const cast = { partnerId: "", relationId: "", person: null } as {
    partnerId: string;
    relationId: string;
    person: PartnerActor | null;
  };
  const actor = stage.staff.office;
  const registered = spec.stopsAt ? addDays(stage.today, -12) : addDays(starts, -45);
  story.at(registered, async (deps) => {
    const partner = must(
      await registerPartner(deps, actor, {
        kind: spec.basis,
        policyPartnerId: null,
        shortName: spec.short,
        profile: {
          name: spec.name,
          nameKana: spec.kana,
          nameEn: null,
          corporateNumber: null,
          noCorporateNumberReason: "架空の会社のため",
          invoiceNumber: null,
          country: "JP",
          postalCode: "9999999",
          address: streetOf(spec.slug),
          representativeTitle: "代表",
          representativeName: partnerName(spec.slug.length * 3),
          phone: null,
          validFrom: registered,
        },
        contact: {
          name: partnerName(spec.slug.length * 7 + 1),
          nameKana: null,
          department: "業務部",
          title: "個人情報の責任者",
          email: `sekinin@${spec.slug}.example`,
          phone: null,
          isResponsible: true,
          validFrom: registered,
        },
      }),
      spec.slug,
    );
    cast.partnerId = partner.partnerId;
    const relation = must(
      await draftRelation(deps, actor, {
        partnerId: cast.partnerId,
        relation: {
          basis: spec.basis,
          title: spec.title,
          activity: spec.activity ?? null,
          activityDescription: null,
          groupId: null,
          department: spec.department,
          isPaperOnly: spec.isPaperOnly ?? false,
          volumePerYear: spec.volume?.n ?? null,
          volumeUnit: spec.volume?.unit ?? null,
          handlingPlace: spec.place,
          handlesAbroad: spec.abroad !== undefined,
          returnRule: "用が済んだら30日以内に返却するか、廃棄して証明書を出す",
          returnDueOn: null,
          startsOn: starts,
          endsOn: null,
          note: null,
        },
      }),
      `${spec.slug} relation`,
    );
    cast.relationId = relation.relationId;
    must(
      await reviseScope(deps, actor, {
        relationId: cast.relationId,
        revision: await revisionOf(stage, deps, findRelation, cast.relationId),
        validFrom: registered,
        lines: spec.scope.map((line) => ({
          subject: line.subject,
          items: line.items,
          purposes: line.purposes,
          headcount: line.headcount,
          reason: line.reason ?? null,
          concreteText: null,
          reviewerName: null,
          consentOn: null,
          consentMethod: null,
          necessity: line.necessity ?? null,
          surveyStatement: line.surveyStatement ?? null,
          validFrom: registered,
          validTo: null,
        })),
      }),
      `${spec.slug} scope`,
    );
    if (spec.stopsAt === "draft") return;
    must(
      await submitRelation(deps, actor, {
        relationId: cast.relationId,
        revision: await revisionOf(stage, deps, findRelation, cast.relationId),
      }),
      `${spec.slug} submit`,
    );
  });
  if (spec.stopsAt === "draft" || spec.stopsAt === "in-review") return;
  const approved = addDays(registered, 5);
  story.at(approved, async (deps) => {
    must(
      await approveRelation(deps, stage.staff.manager, {
        relationId: cast.relationId,
        revision: await revisionOf(stage, deps, findRelation, cast.relationId),
      }),
      `${spec.slug} approve`,
    );
  });
  if (spec.stopsAt === "approved") return;
  story.at(addDays(starts, -30), async (deps) => {
    cast.person = await engagePartner(stage, deps, cast.partnerId, spec.slug);
    await contract(stage, deps, cast, `${spec.title}に関する契約`, starts, spec.contract);
    await tell(stage, deps, cast.partnerId, addDays(starts, -30));
    if (spec.route) {
      must(
        await recordReferralRoute(deps, actor, {
          relationId: cast.relationId,
          route: {
            route: spec.route,
            serviceName: spec.title,
            consentMethod: spec.route === "consent" ? "申込書の同意欄" : null,
            recordMethod: spec.route === "consent" ? "contract" : null,
            evidenceNote: spec.route === "on-behalf" ? "紹介の申込書に本人の署名がある" : null,
            validFrom: addDays(starts, -30),
          },
        }),
        `${spec.slug} route`,
      );
    }
    if (spec.abroad) {
      must(
        await recordForeignRoute(deps, stage.staff.manager, {
          relationId: cast.relationId,
          route: {
            country: spec.abroad.country,
            serviceName: spec.abroad.service,
            route: "equivalent-system",
            basisText: "契約で国内と同じ措置を義務付けている",
            recordMethod: null,
            confirmedOn: addDays(starts, -30),
            validFrom: addDays(starts, -30),
          },
        }),
        `${spec.slug} abroad`,
      );
    }
  });
  for (const kind of spec.basis === "no-handling"
    ? (["no-handling-terms", "own-safety"] as const)
    : spec.basis === "referral"
      ? (["form-keeping"] as const)
      : []) {
    for (let ago = spec.beganYearsAgo; ago >= 0; ago--) {
      const on = ago === spec.beganYearsAgo ? addDays(starts, -20) : addMonths(yearStart(stage, ago), 4);
      // One business is checked late this year, so that the list of what is due has something to say.
      if (ago === 0 && spec.slug === "kirei") continue;
      story.at(on, async (deps) => {
        must(
          await recordConfirmation(deps, stage.staff.manager, {
            relationId: cast.relationId,
            confirmation: {
              kind,
              confirmedOn: on,
              nextDueOn: addMonths(on, 12),
              isSatisfactory: true,
              note: null,
            },
          }),
          `${spec.slug} ${kind}`,
        );
      });
    }
  }
  const [first] = spec.years;
  if (first)
    assess(stage, cast, {
      yearsAgo: first.yearsAgo,
      month: 0,
      answers: first.answers,
      on: addDays(starts, -28),
    });
  for (const year of spec.years) {
    const isAfterStart = addMonths(yearStart(stage, year.yearsAgo), year.month) > addDays(starts, 20);
    if (isAfterStart) assess(stage, cast, year);
  }
  story.at(starts, async (deps) => {
    must(
      await activateRelation(deps, stage.staff.manager, {
        relationId: cast.relationId,
        revision: await revisionOf(stage, deps, findRelation, cast.relationId),
        hasNotedConditions: true,
      }),
      `${spec.slug} activate`,
    );
  });
  if (spec.slug !== "tokiwa") retellLater(stage, cast, starts);
  if (spec.slug === "hibari") {
    story.at(addDays(stage.today, -8), async (deps) => {
      must(
        await requestDeferral(deps, actor, {
          relationId: cast.relationId,
          code: "clause-insufficient",
          ref: "cl-subcontract",
          reason: "配達を止めると商品が届きません。再委託の条項を加えた覚書を年内に交わします。",
          until: addDays(stage.today, 38),
          once: "",
        }),
        "deferral",
      );
    });
  }
  if (spec.slug === "kurumi") {
    let deferralId = "";
    story.at(addDays(stage.today, -16), async (deps) => {
      deferralId = must(
        await requestDeferral(deps, actor, {
          relationId: cast.relationId,
          code: "clause-insufficient",
          ref: "cl-data-subject",
          reason:
            "本人からの求めへの協力を定めた覚書を年度内に交わします。それまでは求めがあれば当組合が直接答えます。",
          until: addDays(stage.today, 74),
          once: "",
        }),
        "deferral",
      ).deferralId;
    });
    story.at(addDays(stage.today, -14), async (deps) => {
      must(
        await decideDeferral(deps, stage.staff.director, {
          password: PASSWORD,
          deferralId,
          revision: 1,
          grant: true,
          until: addDays(stage.today, 60),
          note: "覚書の案を確かめました。期日を60日先までとします。",
        }),
        "granted deferral",
      );
    });
  }
  for (const each of spec.handOvers ?? []) handOver(stage, cast, spec, each);
  if (spec.standing) supply(stage, cast, spec.standing);
  for (const sub of spec.subcontractors ?? []) subcontract(stage, cast, sub, starts);
}

export function retellLater(stage: Stage, cast: Cast, starts: Day): void {
  if (starts < "2026-04-01")
    stage.story.at("2026-04-20", (deps) => tell(stage, deps, cast.partnerId, "2026-04-20"));
}

export function subcontract(
  stage: Stage,
  cast: Cast,
  sub: NonNullable<CompanySpec["subcontractors"]>[number],
  starts: Day,
): void {
  const on =
    sub.state === "approved" ? addDays(starts, 20) : addDays(stage.today, sub.state === "found" ? -35 : -6);
  stage.story.at(on, async (deps) => {
    const asking: Actor = sub.state === "found" || !cast.person ? stage.staff.office : cast.person;
    const { subcontractorId } = must(
      await requestSubcontractor(deps, asking, {
        relationId: cast.relationId,
        subcontractor: {
          parentId: null,
          name: sub.name,
          nameKana: null,
          corporateNumber: null,
          address: "みどり野県みどり野市(架空)",
          country: "JP",
          work: sub.work,
          items: ["full-name", "address"],
          safetyMeasures: "施錠した車両と、毎日の返却の確認",
          reason: "繁忙期の人手を補うため",
          startsOn: sub.state === "requested" ? addDays(stage.today, 10) : on,
          endsOn: null,
          foundOn: sub.state === "found" ? on : null,
        },
      }),
      "subcontractor",
    );
    if (sub.state !== "approved") return;
    must(
      await decideSubcontractor(deps, stage.staff.manager, {
        subcontractorId,
        revision: 1,
        approved: true,
        conditions: "年1回、取扱いの状況を報告すること",
        approvedUntil: null,
      }),
      "consent",
    );
  });
}
