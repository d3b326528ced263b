import type { StaffRole } from "#app/ports.ts";

/** The people of the journeys, all of them made up. */
export const password = "風の強い日に畑をゆっくり歩く";

export const staffCast = {
  office: { name: "事務 花子(架空)", email: "office@example.jp" },
  "privacy-manager": { name: "管理 真理(架空)", email: "manager@example.jp" },
  director: { name: "理事 一郎(架空)", email: "director@example.jp" },
  auditor: { name: "監事 久美(架空)", email: "auditor@example.jp" },
} as const satisfies Partial<Record<StaffRole, { name: string; email: string }>>;

export const administrator = { name: "設定 太郎(架空)", email: "admin@example.jp" };
export const respondent = { name: "回答 次郎(架空)", email: "respondent@example.com" };

export const contractor = {
  name: "株式会社青葉配送センター(架空)",
  nameKana: "カブシキガイシャアオバハイソウセンター",
  work: "注文品の配送",
};
