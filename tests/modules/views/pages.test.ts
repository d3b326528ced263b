import iconv from "iconv-lite";
import { expect } from "vitest";
import { exportRegister } from "#app/modules/views/services/export.server.ts";
import { readMatrix } from "#app/modules/views/services/matrix.server.ts";
import { searchEverything } from "#app/modules/views/services/search.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { contractor, inUse, line, must, openWorld, problemOf } from "../registry/world.ts";

forEachDatabase("who holds what counts purposes of relations in use, on the day asked for", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = await inUse(world, {
    lines: [line(), line({ items: ["address"], purposes: ["member-product-information"] })],
  });
  await contractor(world, { name: "下書きの会社(架空)", kana: "シタガキ" });
  const matrix = async (asked = {}) =>
    must(await readMatrix(world.deps, world.staff("office"), { lang: "ja", ...asked }));
  const now = await matrix({ item: "address", partner: partnerId });
  expect(now.cells[`full-name ${partnerId}`]).toBe(1);
  expect(now.cells[`address ${partnerId}`]).toBe(2);
  expect(now.chosen?.lines.map((one) => one.purposes)).toEqual([["受注及び発送"], ["商品の案内"]]);
  expect(now.partners.some((one) => one.name.startsWith("下書き"))).toBe(false);
  expect((await matrix({ day: "2026-11-23" })).partners.some((one) => one.id === partnerId)).toBe(false);
  const shared = await matrix({ kind: "joint-use" });
  expect(shared.partners).toHaveLength(4);
  expect(shared.all).toBe(5);
});

forEachDatabase("one search finds partners and relations, within a department's reach", async (open) => {
  const world = await openWorld(open);
  await contractor(world, { department: "情報課" });
  const find = async (q: string, department = false) =>
    must(await searchEverything(world.deps, world.staff(department ? "department" : "office"), q)).groups.map(
      (group) => [group.group, group.rows.length],
    );
  expect(await find("ひば")).toEqual([["partners", 1]]);
  expect(await find("個配")).toEqual([["relations", 1]]);
  expect(await find("r-0005")).toEqual([["relations", 1]]);
  expect(await find("個配", true)).toEqual([]);
  expect(await find("%")).toEqual([]);
  expect(await find("")).toEqual([]);
});

forEachDatabase(
  "the register is exported as it held on a day, in every format, and the export is on record",
  async (open) => {
    const world = await openWorld(open);
    await inUse(world, { name: "=1+1(架空)", kana: "イチ" });
    const office = world.staff("office");
    const get = async (format: string, asOf?: string) =>
      must(await exportRegister(world.deps, office, { format, ...(asOf ? { asOf } : {}) }));
    const json = JSON.parse((await get("json")).bytes.toString("utf8")) as { rows: { name: string }[] };
    expect(json.rows).toHaveLength(5);
    const before = JSON.parse((await get("json", "2024-03-31")).bytes.toString("utf8")) as {
      rows: unknown[];
    };
    expect(before.rows).toEqual([]);
    const csv = await get("csv");
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = csv.bytes.toString("utf8");
    expect(text).toContain("'=1+1(架空)");
    expect(text).not.toMatch(/(^|,|")=1\+1/m);
    expect(iconv.decode((await get("csv-cp932")).bytes, "cp932")).toContain("台帳番号");
    expect((await get("xlsx")).bytes.subarray(0, 2).toString()).toBe("PK");
    expect(problemOf(await exportRegister(world.deps, office, { format: "pdf" }))).toBe(
      "format: unknown-choice",
    );
    expect(problemOf(await exportRegister(world.deps, world.staff("department"), { format: "csv" }))).toBe(
      "forbidden",
    );
    const events = await world.db.read
      .selectFrom("auditEvent")
      .select("data")
      .where("type", "=", "registry.exported")
      .orderBy("seq")
      .execute();
    expect(events.map((event) => JSON.parse(event.data).format)).toEqual([
      "json",
      "json",
      "csv",
      "csv-cp932",
      "xlsx",
    ]);
  },
);
