import type { StaffRole } from "#app/ports.ts";

/** Everybody here is invented (架空). */
export const PASSWORD = "midorino-demo-2026";

export interface StaffMember {
  readonly key: string;
  readonly email: string;
  readonly name: string;
  readonly nameKana: string;
  readonly role: StaffRole;
  readonly department: string;
  readonly title: string;
}

export const staff = {
  office: {
    key: "office",
    email: "jimu@midorino.example",
    name: "高梨 みのり(架空)",
    nameKana: "タカナシ ミノリ",
    role: "office",
    department: "総務部",
    title: "総務部調達課",
  },
  department: {
    key: "department",
    email: "kyokyu@midorino.example",
    name: "小野寺 匠(架空)",
    nameKana: "オノデラ タクミ",
    role: "department",
    department: "供給課",
    title: "事業部供給課",
  },
  manager: {
    key: "manager",
    email: "kanri@midorino.example",
    name: "速水 恒一(架空)",
    nameKana: "ハヤミ コウイチ",
    role: "privacy-manager",
    department: "総務部",
    title: "個人情報管理責任者",
  },
  director: {
    key: "director",
    email: "rijicho@midorino.example",
    name: "早川 佳代(架空)",
    nameKana: "ハヤカワ カヨ",
    role: "director",
    department: "役員",
    title: "理事長",
  },
  deputy: {
    key: "deputy",
    email: "senmu@midorino.example",
    name: "遠山 誠二(架空)",
    nameKana: "トオヤマ セイジ",
    role: "director",
    department: "役員",
    title: "専務理事",
  },
  auditor: {
    key: "auditor",
    email: "kanji@midorino.example",
    name: "藤代 律子(架空)",
    nameKana: "フジシロ リツコ",
    role: "auditor",
    department: "役員",
    title: "監事",
  },
} as const satisfies Record<string, StaffMember>;

export const administrator = { email: "system@midorino.example", name: "柳 環(架空)" };

/** Family and given names for the people of partners, combined in order. */
export const familyNames = [
  "佐久間",
  "牧野",
  "三枝",
  "久慈",
  "白鳥",
  "八重樫",
  "南部",
  "菊地",
  "志賀",
  "猪狩",
  "鹿野",
  "相沢",
];
export const givenNames = [
  "千尋",
  "聡",
  "優子",
  "健",
  "真由",
  "光男",
  "里美",
  "直樹",
  "彩",
  "徹",
  "文",
  "司",
];
