import ExcelJS from "exceljs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { neutralise, type SheetTable, writeCsv, writeXlsx } from "#app/documents/sheets.server.ts";

const table = (rows: SheetTable["rows"]): SheetTable => ({
  title: "管理台帳",
  columns: [
    { key: "code", label: "法人番号", kind: "text" },
    { key: "name", label: "名称", kind: "text" },
    { key: "count", label: "件数", kind: "number" },
    { key: "on", label: "締結日", kind: "day" },
  ],
  rows,
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") {
      rows.at(-1)?.push(cell);
      cell = "";
    } else if (c === "\r" && text[i + 1] === "\n") {
      rows.at(-1)?.push(cell);
      cell = "";
      rows.push([]);
      i++;
    } else cell += c;
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

test.each(["=1+1", "+81", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－x", "＠x", " =1"])(
  "no formula: %j",
  async (evil) => {
    expect(neutralise(evil)).toBe(`'${evil}`);
    const rows = [{ code: evil, name: evil, count: evil, on: evil }];
    for (const row of parseCsv(writeCsv(table(rows), "utf-8").bytes.toString("utf8").slice(1)).slice(1)) {
      for (const cell of row) expect(cell.startsWith("'")).toBe(true);
    }
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(
      (await writeXlsx(table(rows), { createdAt: "2026-11-22T00:00:00.000Z" })) as unknown as ArrayBuffer,
    );
    for (const n of [1, 2, 3, 4]) {
      const cell = book.worksheets[0]?.getRow(2).getCell(n);
      expect(cell?.type).toBe(ExcelJS.ValueType.String);
      expect(String(cell?.value).startsWith("'")).toBe(true);
    }
  },
);

test.each(["株式会社", "0123", "-5", "12.5", "a=b", ""])("left alone: %j", (text) => {
  expect(neutralise(text)).toBe(text);
});

test("CSV round trip: quotes, commas, lines, leading zeros", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), fc.string({ unit: "grapheme" })), { maxLength: 8 }),
      (pairs) => {
        const rows = pairs.map(([code, name]) => ({ code, name, count: 1, on: "2026-11-22" }));
        const { bytes } = writeCsv(table(rows), "utf-8");
        expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
        const back = parseCsv(bytes.toString("utf8").slice(1)).slice(1);
        const whole = (text: string): string => Buffer.from(neutralise(text)).toString("utf8");
        expect(back).toEqual(rows.map((r) => [whole(r.code), whole(r.name), "1", "2026-11-22"]));
      },
    ),
  );
});

test("CP932: variants that it has stay, wave dashes are mapped, the rest is 〓 and listed", () => {
  const { bytes, unencodable } = writeCsv(
    table([{ code: "①", name: "髙橋﨑㈱〜－−𠮷♥", count: null, on: null }]),
    "cp932",
  );
  expect(unencodable).toEqual(["𠮷", "♥"]);
  const text = iconv.decode(bytes, "cp932");
  expect(text).toBe("法人番号,名称,件数,締結日\r\n①,髙橋﨑㈱～－－〓〓,,\r\n");
});

test("a workbook keeps codes as text, days as days, and prints A4 landscape with its head on every page", async () => {
  const file = await writeXlsx(
    table([{ code: "0000012345678", name: "ひばり（架空）", count: 1840, on: "2026-11-22" }]),
    {
      createdAt: "2026-11-22T00:00:00.000Z",
    },
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  const sheet = book.worksheets[0];
  const row = sheet?.getRow(2);
  expect(row?.getCell(1).value).toBe("0000012345678");
  expect(row?.getCell(1).numFmt).toBe("@");
  expect(row?.getCell(3).value).toBe(1840);
  expect(row?.getCell(4).value).toEqual(new Date("2026-11-22T00:00:00.000Z"));
  expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
  expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", printTitlesRow: "1:1" });
  expect(sheet?.autoFilter).toBeTruthy();
});

test("a title that no sheet may have still makes a workbook", async () => {
  const file = await writeXlsx(
    { ...table([]), title: "a/b:c*[1]?'とても長い題名とても長い題名とても長い題名とても長い題名" },
    { createdAt: "2026-11-22T00:00:00.000Z" },
  );
  expect(file.subarray(0, 2).toString()).toBe("PK");
});
