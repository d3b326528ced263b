import { actorCan } from "#app/modules/access/rules.ts";
import { addDays, laterOf, todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { relationSchema } from "#app/modules/registry/rules/forms.ts";
import { act } from "#app/modules/registry/services/common.server.ts";
import { registerPartnerIn } from "#app/modules/registry/services/partners.server.ts";
import { draftRelationIn, reviseScopeIn } from "#app/modules/registry/services/relations.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";

const heads = [
  "あおば",
  "いずみ",
  "うぐいす",
  "おおぞら",
  "かえで",
  "くるみ",
  "こもれび",
  "さくら",
  "すみれ",
  "たんぽぽ",
  "つばさ",
  "なごみ",
  "ひばり",
  "まつば",
  "みなと",
  "もみじ",
  "やまびこ",
  "よつば",
  "らいらっく",
  "わかくさ",
];
const headKana = [
  "アオバ",
  "イズミ",
  "ウグイス",
  "オオゾラ",
  "カエデ",
  "クルミ",
  "コモレビ",
  "サクラ",
  "スミレ",
  "タンポポ",
  "ツバサ",
  "ナゴミ",
  "ヒバリ",
  "マツバ",
  "ミナト",
  "モミジ",
  "ヤマビコ",
  "ヨツバ",
  "ライラック",
  "ワカクサ",
];
const works = [
  {
    tail: "配送",
    kana: "ハイソウ",
    activity: "delivery",
    items: ["full-name", "member-number", "address", "phone-number"],
  },
  {
    tail: "データ入力",
    kana: "データニュウリョク",
    activity: "data-entry",
    items: ["full-name", "member-number", "address"],
  },
  {
    tail: "文書保管",
    kana: "ブンショホカン",
    activity: "storage",
    items: ["full-name", "address", "purchase-history"],
  },
  {
    tail: "封入センター",
    kana: "フウニュウセンター",
    activity: "public-relations",
    items: ["full-name", "address"],
  },
  {
    tail: "システム",
    kana: "システム",
    activity: "system-maintenance",
    items: ["full-name", "member-number", "email-address", "purchase-history"],
  },
] as const;
const departments = ["供給課", "総務課", "情報課", "営業課"];
const PER_TRANSACTION = 100;

/**
 * Fictional contractors for measuring under load, all marked (架空): each with its contact, one relation taken over as active and
 * one scope line. The same count gives the same names; numbers go on from those there are.
 */
export async function seedPartners(
  deps: Deps,
  actor: Actor,
  count: number,
): Promise<Result<{ partners: number; relations: number }>> {
  // A load for measuring is the command line's alone: it is not an act of any person.
  if (actor.kind !== "system" || !actorCan(actor, "registry.write")) return fail({ kind: "forbidden" });
  const today = todayOf(deps);
  const version = await findPolicyOn(deps.db.read, actor.organisationId, today);
  if (!version) return refused("no-policy-in-force");
  // Nothing may be handled before the policy that permits it.
  const from = laterOf(addDays(today, -400), version.validFrom);
  for (let at = 0; at < count; at += PER_TRANSACTION) {
    const done = await act(deps, async (trx) => {
      for (let n = at; n < Math.min(at + PER_TRANSACTION, count); n += 1) {
        const work = works[n % works.length] ?? works[0];
        const head = Math.floor(n / works.length) % heads.length;
        const round = Math.floor(n / (works.length * heads.length)) + 1;
        const added = await registerPartnerIn(trx, deps, actor, {
          kind: "entrustment",
          policyPartnerId: null,
          shortName: "",
          profile: {
            name: `${heads[head]}${work.tail}株式会社 第${round}号(架空)`,
            nameKana: `${headKana[head]}${work.kana}`,
            nameEn: null,
            corporateNumber: null,
            noCorporateNumberReason: "架空の会社のため",
            invoiceNumber: null,
            country: "JP",
            postalCode: null,
            address: `みどり野県みどり野市${head + 1}丁目${round}番(架空)`,
            representativeTitle: "代表取締役",
            representativeName: `架空 ${round}郎`,
            phone: null,
            validFrom: from,
          },
          contact: undefined,
        });
        if (!added.ok) return added;
        const drafted = await draftRelationIn(trx, deps, actor, {
          partnerId: added.value.partnerId,
          relation: relationSchema.parse({
            basis: "entrustment",
            title: `${work.tail}業務`,
            activity: work.activity,
            department: departments[n % departments.length] ?? "総務課",
            volumePerYear: String(1_000 + n),
            volumeUnit: "persons",
          }),
          begin: { state: "active", on: from, reason: "synthetic" },
        });
        if (!drafted.ok) return drafted;
        const scoped = await reviseScopeIn(trx, deps, actor, {
          relationId: drafted.value.relationId,
          revision: 1,
          validFrom: from,
          lines: [
            {
              subject: "member",
              items: work.items,
              purposes: ["member-order-and-dispatch"],
              headcount: 1_000 + n,
              reason: null,
              concreteText: null,
              reviewerName: null,
              consentOn: null,
              consentMethod: null,
              necessity: null,
              surveyStatement: null,
              validFrom: from,
              validTo: null,
            },
          ],
        });
        if (!scoped.ok) return scoped;
      }
      return ok(null);
    });
    if (!done.ok) return done;
  }
  return ok({ partners: count, relations: count });
}
