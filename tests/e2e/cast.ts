import type { Lang } from "#app/i18n/lang.ts";
import { corporateCheckDigit } from "#app/modules/registry/rules/identifiers.ts";
import type { StaffRole } from "#app/ports.ts";

/** The people of the journeys, all of them made up. */
export const password = "風の強い日に畑をゆっくり歩く";

/** Who works in which language; the colleague is of the office too. */
export const staffCast = {
  office: { role: "office", name: "事務 花子(架空)", email: "office@example.jp", lang: "ja" },
  colleague: { role: "office", name: "Colin League (fictional)", email: "colleague@example.jp", lang: "en" },
  "privacy-manager": {
    role: "privacy-manager",
    name: "管理 真理(架空)",
    email: "manager@example.jp",
    lang: "en",
  },
  director: { role: "director", name: "理事 一郎(架空)", email: "director@example.jp", lang: "ja" },
  auditor: { role: "auditor", name: "監事 久美(架空)", email: "auditor@example.jp", lang: "ja" },
} as const satisfies Readonly<Record<string, { role: StaffRole; name: string; email: string; lang: Lang }>>;

export const administrator = { name: "設定 太郎(架空)", email: "admin@example.jp" };
export const respondent = { name: "回答 次郎(架空)", email: "respondent@example.com" };

/** 法人番号 of a company that is made up: its check digit holds. */
const corporateNumber = (digits: string): string => `${corporateCheckDigit(digits)}${digits}`;

export const contractor = {
  name: "株式会社青葉配送センター(架空)",
  nameKana: "カブシキガイシャアオバハイソウセンター",
  number: corporateNumber("012345678901"),
  /** With a check digit that does not hold. */
  wrongNumber: `${(corporateCheckDigit("012345678901") % 9) + 1}012345678901`,
  work: "注文品の配送",
};
export const referred = {
  name: "株式会社みやぎの旅(架空)",
  number: corporateNumber("012345678902"),
  work: "旅行の紹介",
};
export const cloud = { name: "ひろせ倉庫クラウド(架空)", work: "名簿の保存" };
export const helper = { name: "株式会社はやぶさ急送(架空)" };
export const unknownHelper = { name: "合同会社もみじ便(架空)" };
