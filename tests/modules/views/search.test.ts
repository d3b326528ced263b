import { sql } from "kysely";
import { expect, test } from "vitest";
import { foldText } from "#app/i18n/fold.ts";
import { registerContract } from "#app/modules/contracts/services/acts.server.ts";
import { relationSchema } from "#app/modules/registry/rules/forms.ts";
import { searchKeyOf } from "#app/modules/registry/rules/names.ts";
import { draftRelation } from "#app/modules/registry/services/relations.server.ts";
import { searchEverything } from "#app/modules/views/services/search.server.ts";
import { holdsFolded } from "#db/folded.ts";
import type { StoredFileTable } from "#db/schema.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { contractor, must, openWorld } from "../registry/world.ts";

const texts = [
  "ＤＭ発送とＡＢＣ印刷",
  "DM・発送",
  "ｶﾀﾛｸﾞの編集 第①回",
  "カタログのへんしゅう",
  "がいぶ保管",
  "カイフ",
  "ファイル転送Ⅳ",
  "髙橋様の名簿(㈱分)",
  "100%_割引",
  "ＡＢＣ　二〇二六",
  "データ消去.pdf",
];
const words = [
  ..."DM dm ＤＭ ｄｍ発送 DM・発送 カタログ かたろぐ ｶﾀﾛｸﾞ 第1回 ① へんしゅう 編集 ガイフ カイフ ｶﾞｲﾌﾞ ファイル ふあいる iv Ⅳ".split(
    " ",
  ),
  ..."高橋 髙橋 株 % _ %_ 割引 abc印刷 二〇 ーテ データ でーた .PDF ．pdf 発 鯨".split(" "),
];

forEachDatabase("a database finds a word in a text as folding both would", async (open) => {
  const { read } = await open();
  for (const text of [...texts, ...texts.map((one) => one.normalize("NFD"))]) {
    for (const word of words) {
      const row = await read
        .selectFrom(sql<{ text: string }>`(select cast(${text} as text) as ${sql.ref("text")})`.as("kept"))
        .select("kept.text")
        .where(holdsFolded("kept.text", word))
        .executeTakeFirst();
      expect(row !== undefined, `${word} in ${text}`).toBe(foldText(text).includes(foldText(word)));
    }
  }
});

forEachDatabase("a word as long as a query may be is looked for, not refused", async (open) => {
  const { read } = await open();
  const kana =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン".repeat(4);
  const found = await read
    .selectFrom(sql<{ text: string }>`(select cast(${kana} as text) as ${sql.ref("text")})`.as("kept"))
    .select("kept.text")
    .where(holdsFolded("kept.text", kana.slice(0, 200)))
    .execute();
  expect(found).toHaveLength(1);
});

test("a folded text gives the search key of the text itself", () => {
  for (const text of [...texts, ...words]) expect(searchKeyOf(foldText(text)), text).toBe(searchKeyOf(text));
});

forEachDatabase("what was typed in full width or small letters is found in either", async (open) => {
  const world = await openWorld(open);
  const { deps, organisationId } = world;
  const office = world.staff("office");
  const { partnerId } = await contractor(world);
  const { relationId } = must(
    await draftRelation(deps, office, {
      partnerId,
      relation: relationSchema.parse({
        basis: "entrustment",
        title: "ＤＭ発送とＡＢＣ印刷",
        activity: "delivery",
        department: "供給課",
      }),
    }),
  );
  must(
    await registerContract(deps, office, {
      title: "ＤＭ発送の契約",
      number: "",
      signedOn: "2026-03-20",
      startsOn: "2026-04-01",
      endsOn: "2027-03-31",
      autoRenewal: false,
      renewalMonths: null,
      noticeMonths: null,
      terminatedOn: null,
      note: "",
      relationIds: [relationId],
      fileIds: [],
      once: "key",
    }),
  );
  const file: StoredFileTable = {
    id: deps.newId(),
    organisationId,
    partnerId,
    subjectKind: "relation",
    subjectId: relationId,
    hash: "0".repeat(64),
    // As macOS hands names over.
    name: "ＤＭ発送のデータ.pdf".normalize("NFD"),
    mediaType: "application/pdf",
    bytes: 1,
    state: "attached",
    uploadedBy: office.personId,
    uploadedAt: deps.now().toISOString(),
    removedAt: null,
  };
  await world.db.write((trx) => trx.insertInto("storedFile").values(file).execute());
  const find = async (text: string, role: "office" | "department" = "office") =>
    must(await searchEverything(deps, world.staff(role), text)).groups.map((one) => one.group);
  for (const text of ["ＤＭ", "DM", "dm", "ｄｍ発送", "dm 発送"]) {
    expect(await find(text), text).toEqual(["relations", "contracts", "documents"]);
  }
  expect(await find("abc")).toEqual(["relations"]);
  expect(await find("でーた")).toEqual(["documents"]);
  expect(await find("dm", "department")).toEqual(["relations", "contracts"]);
  const { groups } = must(await searchEverything(deps, office, "データ"));
  expect(groups.map((one) => [one.title, one.rows[0]?.note, one.rows[0]?.href])).toEqual([
    ["書類", "ひばり配送株式会社(架空)", `/files/${file.id}`],
  ]);
});
