import { addMembership, createPerson } from "#app/modules/access/services.server.ts";
import { findAssessment, listFindings } from "#app/modules/assessments/queries.server.ts";
import { readAsked } from "#app/modules/assessments/services/base.server.ts";
import {
  closeFinding,
  gradeAssessment,
  planFinding,
  reportCorrected,
  saveAnswers,
  sendAssessment,
  startReview,
  submitAssessment,
} from "#app/modules/assessments/services.server.ts";
import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { ClauseCheckForm } from "#app/modules/contracts/rules/forms.ts";
import { checkClauses, exceptClause, registerContract } from "#app/modules/contracts/services.server.ts";
import { findPolicyOn } from "#app/modules/policy/queries.server.ts";
import { importPolicy } from "#app/modules/policy/services.server.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import {
  decideSubcontractor,
  recordConfirmation,
  recordForeignRoute,
  recordPolicyTold,
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
import { type SetUp, setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import type { Actor, Deps, PartnerActor, StaffActor } from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";
import { administrator, familyNames, givenNames, PASSWORD, staff } from "./cast.ts";
import { type AnswerSpec, type CompanySpec, companies, type YearSpec } from "./companies.ts";
import { reportOn } from "./reports.ts";
import { must, Story } from "./story.ts";

export interface SignIn {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface Demonstration {
  readonly organisationId: string;
  readonly signIns: readonly SignIn[];
}

type StaffKey = keyof typeof staff;
interface Stage {
  readonly story: Story;
  readonly deps: Deps;
  readonly organisationId: string;
  readonly today: Day;
  readonly thisYear: number;
  readonly staff: Readonly<Record<StaffKey, StaffActor>>;
  readonly passwordHash: string;
  /** Names of partners' people by company. */
  readonly partnerPeople: Map<string, string>;
}

const fiscalYearStart = { month: 3, day: 21 } as const;

/**
 * Fills an empty database with みどり野生活協同組合(架空): three fiscal years of partners, contracts, assessments,
 * hand-overs and reports, made by the same use cases that people use, on a clock that stands at each day.
 */
export async function seedDemonstration(
  deps: Deps,
  today: Day,
  options: {
    /** Takes the shipped checklists, clauses, rules and mails into the organisation, as `setup` does. */
    readonly within: (trx: Write, organisationId: string) => Promise<void>;
    readonly say?: (text: string) => void;
  },
): Promise<Demonstration> {
  const story = new Story(deps, today);
  const thisYear = fiscalYearOf(today, fiscalYearStart);
  const began = addDays(fiscalYearRange(thisYear - 2, fiscalYearStart).from, -70);
  const policies = deps.templates
    .list("policy")
    .map((template) => template.document as { id: string; policy?: string; validFrom: string })
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const own = policies.filter((policy) => policy.id.startsWith("midorino"));
  const others = policies.filter((policy) => !policy.id.startsWith("midorino"));
  const setUp = must(
    await setUpOrganisation(story.on(began), {
      organisation: {
        nameKana: "ミドリノセイカツキョウドウクミアイ",
        shortName: "みどり野生協(架空)",
        postalCode: "9999999",
        address: "みどり野県みどり野市若葉町一丁目2番3号(架空)",
        representativeTitle: "理事長",
        representativeName: staff.director.name,
        fiscalYearStart,
        isDemonstration: true,
      },
      policies: own.filter((policy) => policy.validFrom <= began),
      otherPolicies: others,
      department: "総務部",
      administrator: { ...administrator, password: PASSWORD },
      within: options.within,
    }),
    "set up",
  );
  const { organisationId } = setUp;
  const passwordHash = await deps.passwords.hash(PASSWORD);
  const stage: Stage = {
    story,
    deps,
    organisationId,
    today,
    thisYear,
    staff: await engageStaff(story.on(began), organisationId, passwordHash, began),
    passwordHash,
    partnerPeople: new Map(),
  };
  for (const policy of own.filter((one) => one.validFrom > began)) {
    story.at(policy.validFrom, async (at) => {
      const actor = stage.staff.manager;
      must(await at.db.write((trx) => importPolicy(trx, at, actor, policy)), "policy");
    });
  }
  jointUsers(stage, setUp);
  for (const company of companies) perform(stage, company);
  reports(stage);
  await story.play((done, all) => options.say?.(`${done}/${all}`));
  return {
    organisationId,
    signIns: [
      ...Object.values(staff).map(({ role, name, email }) => ({ role, name, email, password: PASSWORD })),
      { role: "administrator", ...administrator, password: PASSWORD },
      {
        role: "partner-admin",
        name: stage.partnerPeople.get("minato") ?? "",
        email: "tanto@minato.example",
        password: PASSWORD,
      },
    ],
  };
}

/** Two reports decided and sealed, and this year's waiting for the director. */
function reports(stage: Stage): void {
  const { story, thisYear, today } = stage;
  const { office, manager, director } = stage.staff;
  const people = { office, manager, director, password: PASSWORD };
  const plan = [
    {
      focus: "再委託の確認",
      goal: "承諾のない再委託を無くし、全委託先の一覧を年2回確かめる",
      owner: "総務部調達課",
    },
    {
      focus: "返却と廃棄",
      goal: "期日を過ぎた預託データを月次で督促し、年度末に0件とする",
      owner: "事業部供給課",
    },
    { focus: "契約の条項", goal: "不足のある契約を次の更新までに改める", owner: "総務部調達課" },
  ];
  for (const ago of [2, 1]) {
    reportOn({
      ...people,
      story,
      fiscalYear: thisYear - ago,
      draftedOn: addDays(fiscalYearRange(thisYear - ago, fiscalYearStart).to, 21),
      opinion:
        ago === 1
          ? "評価はすべての有効な取引先で終え、概ね良好でした。技術的な対策に一部の遅れがあり、是正計画で確かめています。返却と廃棄は証明書で確認しました。"
          : "監督の仕組みを改めた最初の年度です。調査票の提出に遅れがありましたが、年度内にすべて確認しました。",
      plan,
      ...(ago === 1 ? { returnedFor: "返却・廃棄の章に、期日を過ぎたものの説明を加えてください。" } : {}),
      until: "decided",
      minutes: `第${thisYear - ago - 2004}期 第2回理事会`,
    });
  }
  reportOn({
    ...people,
    story,
    fiscalYear: thisYear,
    draftedOn: addDays(today, -9),
    opinion:
      "年度途中の報告です。承諾のない再委託が1件見つかり、当該先への引渡しを止めました。返却の遅れと契約の満了がそれぞれ1件あり、いずれも期限を決めて対応しています。その他の取引先の評価は概ね良好です。",
    plan,
    until: "reviewed",
  });
}

async function engageStaff(deps: Deps, organisationId: string, passwordHash: string, from: Day) {
  const actors: Partial<Record<StaffKey, StaffActor>> = {};
  await deps.db.write(async (trx) => {
    for (const [key, member] of Object.entries(staff) as [StaffKey, (typeof staff)[StaffKey]][]) {
      const person = await createPerson(trx, deps, { ...member, lang: "ja", passwordHash });
      await addMembership(trx, deps, {
        organisationId,
        partnerId: null,
        personId: person.id,
        role: member.role,
        department: member.department,
        title: member.title,
        validFrom: from,
      });
      actors[key] = {
        kind: "staff",
        personId: person.id,
        name: member.name,
        title: member.title,
        organisationId,
        role: member.role,
        department: member.department,
        lang: "ja",
        authenticatedAt: deps.now().toISOString(),
      };
    }
  });
  return actors as Record<StaffKey, StaffActor>;
}

const partnerName = (n: number): string =>
  `${familyNames[n % familyNames.length]} ${givenNames[(n * 5 + Math.floor(n / 12)) % givenNames.length]}(架空)`;

/** Somebody of a partner who answers, submits and acknowledges. */
async function engagePartner(
  stage: Stage,
  deps: Deps,
  partnerId: string,
  slug: string,
): Promise<PartnerActor> {
  const name = partnerName(stage.partnerPeople.size);
  stage.partnerPeople.set(slug, name);
  const { organisationId, passwordHash } = stage;
  const personId = await deps.db.write(async (trx) => {
    const person = await createPerson(trx, deps, {
      email: `tanto@${slug}.example`,
      name,
      lang: "ja",
      passwordHash,
    });
    await addMembership(trx, deps, { organisationId, partnerId, personId: person.id, role: "partner-admin" });
    return person.id;
  });
  return {
    kind: "partner",
    personId,
    name,
    organisationId,
    partnerId,
    role: "partner-admin",
    lang: "ja",
    authenticatedAt: deps.now().toISOString(),
  };
}

interface Cast {
  readonly partnerId: string;
  readonly relationId: string;
  person: PartnerActor | null;
}

const revisionOf = async (
  deps: Deps,
  table: "relation" | "finding" | "subcontractor",
  id: string,
): Promise<number> =>
  (await deps.db.read.selectFrom(table).select("revision").where("id", "=", id).executeTakeFirstOrThrow())
    .revision;

function yearStart(stage: Stage, yearsAgo: number): Day {
  return fiscalYearRange(stage.thisYear - yearsAgo, fiscalYearStart).from;
}

/** Partners of the policy's joint-use section: contract, yearly check, and that they know the policy. */
function jointUsers(stage: Stage, setUp: SetUp): void {
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
function retell(stage: Stage, partnerId: string): void {
  stage.story.at("2026-04-20", (deps) => tell(stage, deps, partnerId, "2026-04-20"));
}

async function tell(stage: Stage, deps: Deps, partnerId: string, on: Day): Promise<void> {
  const version = await findPolicyOn(deps.db.read, stage.organisationId, on);
  if (!version) return;
  must(
    await recordPolicyTold(deps, stage.staff.office, {
      partnerId,
      told: { policyVersionId: version.id, toldOn: on, method: "mail", note: null },
    }),
    "told",
  );
}

async function contract(
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
    }),
    "contract",
  );
  const basis = (
    await deps.db.read
      .selectFrom("relation")
      .select("basis")
      .where("id", "=", cast.relationId)
      .executeTakeFirstOrThrow()
  ).basis;
  if (basis === "no-handling") return;
  const library = deps.templates.list("clauses")[0]?.document as {
    clauses: { id: string; requirement: Record<string, string> }[];
  };
  const checks: ClauseCheckForm[] = library.clauses.map((clause, index) => ({
    clauseId: clause.id,
    result: spec.missing?.includes(clause.id)
      ? "missing"
      : spec.partial?.includes(clause.id)
        ? "partial"
        : clause.requirement[basis] === "-"
          ? "not-applicable"
          : "conforming",
    article: clause.requirement[basis] === "-" || spec.missing?.includes(clause.id) ? "" : `第${index + 1}条`,
    note: spec.missing?.includes(clause.id)
      ? "定めがありません。次の更新で加えます。"
      : spec.partial?.includes(clause.id)
        ? "手続の定めが足りません。次の更新で改めます。"
        : "",
    exceptionUntil: null,
    exceptionReason: "",
  }));
  const today = deps.now().toISOString().slice(0, 10);
  must(
    await checkClauses(deps, stage.staff.office, {
      contractId,
      checkedOn: today < startsOn ? today : startsOn,
      checks,
    }),
    "clauses",
  );
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

/** One company from its first registration to what it does today. */
function perform(stage: Stage, spec: CompanySpec): void {
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
          address: `みどり野県みどり野市${spec.place.replace(/の.*/, "")}(架空)`,
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
        revision: await revisionOf(deps, "relation", cast.relationId),
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
        revision: await revisionOf(deps, "relation", cast.relationId),
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
        revision: await revisionOf(deps, "relation", cast.relationId),
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
  for (const [index, year] of spec.years.entries()) {
    assess(stage, cast, index === 0 ? { ...year, on: addDays(starts, -28) } : year);
  }
  story.at(starts, async (deps) => {
    must(
      await activateRelation(deps, stage.staff.manager, {
        relationId: cast.relationId,
        revision: await revisionOf(deps, "relation", cast.relationId),
        hasNotedConditions: true,
      }),
      `${spec.slug} activate`,
    );
  });
  if (spec.slug !== "tokiwa") retellLater(stage, cast, starts);
  for (const sub of spec.subcontractors ?? []) subcontract(stage, cast, sub, starts);
}

function retellLater(stage: Stage, cast: Cast, starts: Day): void {
  if (starts < "2026-04-01")
    stage.story.at("2026-04-20", (deps) => tell(stage, deps, cast.partnerId, "2026-04-20"));
}

function subcontract(
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

/** One self-assessment: sent, answered by the partner, reviewed and concluded by the privacy manager. */
function assess(stage: Stage, cast: Cast, year: YearSpec & { readonly on?: Day }): void {
  const sentOn = year.on ?? addMonths(yearStart(stage, year.yearsAgo), year.month);
  const { story } = stage;
  let id = "";
  story.at(sentOn, async (deps) => {
    id = must(
      await sendAssessment(deps, stage.staff.office, {
        relationId: cast.relationId,
        dueOn: addDays(sentOn, 21),
      }),
      "send",
    ).assessmentId;
  });
  if (year.until === "sent") return;
  story.at(addDays(sentOn, 6), async (deps) => {
    const actor = cast.person;
    if (!actor || id === "") return;
    const assessment = await findAssessment(deps.db.read, stage.organisationId, id);
    if (!assessment) return;
    const { asked } = await readAsked(deps.db.read, deps, assessment);
    const answers = asked.map(({ question }) => ({
      questionId: question.id,
      revision: 0,
      ...answerTo(question, year.answers, sentOn),
    }));
    const some = year.until === "answering" ? answers.slice(0, Math.ceil(answers.length * 0.7)) : answers;
    must(await saveAnswers(deps, actor, { assessmentId: id, answers: some }), "answers");
    if (year.until !== "answering") must(await submitAssessment(deps, actor, { assessmentId: id }), "submit");
  });
  if (year.until) return;
  story.at(addDays(sentOn, 12), (deps) => review(stage, deps, cast, id, addDays(sentOn, 12)));
}

function answerTo(
  question: { id: string; type: string },
  spec: AnswerSpec,
  on: Day,
): { value: string; note: string } {
  if (question.type === "number")
    return {
      value:
        question.id === "pro-02"
          ? "14"
          : question.id === "inc-02"
            ? "4"
            : question.id === "rf-07"
              ? "3"
              : "0",
      note: "",
    };
  if (question.type === "date")
    return {
      value: question.id === "hum-03" ? addDays(on, -60) : question.id === "ju-14" ? "" : "none",
      note: "",
    };
  if (question.type !== "mark")
    return {
      value:
        question.id === "pro-01"
          ? "業務部(本社)"
          : question.id === "ju-06"
            ? "業務部 個人情報の責任者"
            : "なし",
      note: "",
    };
  if (spec.no?.includes(question.id))
    return { value: "no", note: "まだできていません。次の年度に整えます。" };
  if (spec.partial?.includes(question.id))
    return { value: "partial", note: "一部の拠点でまだ整っていません。" };
  if (spec.na?.includes(question.id)) return { value: "na", note: "この業務では行いません。" };
  return { value: "yes", note: "" };
}

async function review(stage: Stage, deps: Deps, cast: Cast, assessmentId: string, on: Day): Promise<void> {
  const actor = stage.staff.manager;
  const now = async () => {
    const row = await findAssessment(deps.db.read, stage.organisationId, assessmentId);
    if (!row) throw new Error("assessment is gone");
    return row;
  };
  must(await startReview(deps, actor, { assessmentId, revision: (await now()).revision }), "review");
  const condition = {
    text: "是正計画を出し、90日以内に直すこと",
    ownerName: "先方の責任者",
    dueOn: addDays(on, 90),
    bindsAtOnce: false,
  };
  for (const outcome of ["approved", "conditional", "failed"] as const) {
    const result = await gradeAssessment(deps, actor, {
      assessmentId,
      revision: (await now()).revision,
      outcome,
      comment: outcome === "approved" ? "おおむね良好です。" : "是正の進みを確かめます。",
      conditions: outcome === "conditional" ? [condition] : [],
    });
    if (result.ok) break;
    if (outcome === "failed") must(result, "grade");
  }
  const findings = await listFindings(deps.db.read, stage.organisationId, { assessmentId, limit: 50 });
  for (const finding of findings) correct(stage, cast, finding.id, on);
}

/** Findings of past years were corrected; those of this year stay at different points of the way. */
function correct(stage: Stage, cast: Cast, findingId: string, raisedOn: Day): void {
  const { story } = stage;
  const isOld = raisedOn < addDays(stage.today, -120);
  story.at(addDays(raisedOn, 5), async (deps) => {
    if (!cast.person) return;
    must(
      await planFinding(deps, cast.person, {
        findingId,
        revision: await revisionOf(deps, "finding", findingId),
        plan: "手順を改め、担当者に教える。",
        planDueOn: addDays(raisedOn, 25),
      }),
      "plan",
    );
  });
  if (!isOld) return;
  story.at(addDays(raisedOn, 24), async (deps) => {
    if (!cast.person) return;
    must(
      await reportCorrected(deps, cast.person, {
        findingId,
        revision: await revisionOf(deps, "finding", findingId),
        correctedOn: addDays(raisedOn, 23),
        note: "改めた手順書を出しました。",
      }),
      "corrected",
    );
  });
  story.at(addDays(raisedOn, 30), async (deps) => {
    must(
      await closeFinding(deps, stage.staff.manager, {
        findingId,
        revision: await revisionOf(deps, "finding", findingId),
        note: "手順書と記録で確かめました。",
      }),
      "closed",
    );
  });
}
