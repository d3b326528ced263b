import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { importPolicy } from "#app/modules/policy/services.server.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import type { Deps } from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";
import { administrator, PASSWORD, staff } from "./cast.ts";
import { companies } from "./companies.ts";
import { jointUsers, perform } from "./registering.ts";
import { reportOn } from "./reports.ts";
import { engageStaff, fiscalYearStart, type Stage } from "./stage.ts";
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
