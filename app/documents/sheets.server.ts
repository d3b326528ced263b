import ExcelJS from "exceljs";
import iconv from "iconv-lite";

/** A table for a spreadsheet, its words already in the reader's language. */
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly Readonly<Record<string, SheetValue>>[];
}
export interface SheetColumn {
  readonly key: string;
  readonly label: string;
  /** `text` keeps leading zeros and long codes; `day` is `YYYY-MM-DD`. */
  readonly kind: "text" | "number" | "day";
}
export type SheetValue = string | number | null | undefined;

export type CsvEncoding = "utf-8" | "cp932";
export interface WrittenCsv {
  readonly bytes: Buffer;
  /** Characters that CP932 lacks; 〓 stands in their place. */
  readonly unencodable: readonly string[];
}

/** A cell that begins like this is run as a formula by spreadsheets (OWASP ASVS 1.2.10), full-width signs too. */
const formulaStart = /^\s*[=+\-@＝＋－＠\t\r]/u;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** A text that no spreadsheet takes for a formula: an apostrophe goes before it. A plain number is none. */
export const neutralise = (text: string): string =>
  formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;

const isDay = (value: SheetValue): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

function csvText(value: SheetValue, kind: SheetColumn["kind"]): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (kind === "day" && isDay(value)) return value;
  return neutralise(value);
}

/** RFC 4180, CRLF. UTF-8 with a byte order mark, without which Excel takes the system's code page. */
export function writeCsv(table: SheetTable, encoding: CsvEncoding): WrittenCsv {
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    table.columns.map((c) => quote(neutralise(c.label))),
    ...table.rows.map((row) => table.columns.map((c) => quote(csvText(row[c.key], c.kind)))),
  ].map((cells) => `${cells.join(",")}\r\n`);
  const text = lines.join("");
  if (encoding === "utf-8") return { bytes: Buffer.from(`\ufeff${text}`, "utf8"), unencodable: [] };
  return encodeCp932(text);
}

/** Signs of which Unicode has two and CP932 one. */
const sameInCp932 = new Map([
  ["\u301c", "\uff5e"], // 〜 ～
  ["\u2212", "\uff0d"], // − －
  ["\u2016", "\u2225"], // ‖ ∥
  ["\u00a2", "\uffe0"],
  ["\u00a3", "\uffe1"],
  ["\u00ac", "\uffe2"],
  ["\u2014", "\u2015"], // — ―
]);

function encodeCp932(text: string): WrittenCsv {
  const unencodable = new Set<string>();
  const known = new Map<string, string>();
  let out = "";
  for (const raw of text.normalize("NFC")) {
    let c = known.get(raw);
    if (c === undefined) {
      const wanted = sameInCp932.get(raw) ?? raw;
      c = iconv.decode(iconv.encode(wanted, "cp932"), "cp932") === wanted ? wanted : "〓";
      known.set(raw, c);
    }
    if (c === "〓" && raw !== "〓") unencodable.add(raw);
    out += c;
  }
  return { bytes: iconv.encode(out, "cp932"), unencodable: [...unencodable] };
}

/** Width of a text in half-width characters. */
const cells = (text: string): number => {
  let n = 0;
  for (const c of text) n += (c.codePointAt(0) ?? 0) > 0xff ? 2 : 1;
  return n;
};
const illegalInSheetName = /[\\/?*[\]:]/g;

/**
 * A workbook of one sheet: head frozen, filters, codes typed as text, A4 landscape with page numbers. Strings are
 * written as strings, so nothing in them is run.
 */
export async function writeXlsx(table: SheetTable, o: { readonly createdAt: string }): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = "Azukari";
  book.lastModifiedBy = "Azukari";
  book.created = new Date(o.createdAt);
  book.modified = new Date(o.createdAt);
  const name = table.title.replace(illegalInSheetName, " ").replace(/^'|'$/g, "").slice(0, 31).trim();
  const sheet = book.addWorksheet(name === "" ? "1" : name, {
    views: [{ state: "frozen", ySplit: 1, xSplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "1:1",
      margins: { left: 0.5, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddHeader: `&L${table.title.replaceAll("&", "&&")}`, oddFooter: "&C&P / &N" },
  });
  sheet.columns = table.columns.map((c) => ({
    key: c.key,
    width: Math.min(
      48,
      Math.max(
        10,
        ...[c.label, ...table.rows.slice(0, 200).map((r) => String(r[c.key] ?? ""))].map((t) => cells(t) + 2),
      ),
    ),
  }));
  const head = sheet.addRow(table.columns.map((c) => c.label));
  head.font = { bold: true };
  head.eachCell((cell) => {
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE9E9E9" } };
    cell.border = { bottom: { style: "thin" } };
    cell.alignment = { vertical: "middle", wrapText: true };
  });
  for (const row of table.rows) {
    const written = sheet.addRow([]);
    table.columns.forEach((c, i) => {
      const cell = written.getCell(i + 1);
      const value = row[c.key];
      cell.alignment = {
        vertical: "top",
        wrapText: true,
        ...(c.kind === "number" ? { horizontal: "right" as const } : {}),
      };
      if (value === null || value === undefined || value === "") return;
      if (c.kind === "number" && typeof value === "number") {
        cell.value = value;
        cell.numFmt = Number.isInteger(value) ? "#,##0" : "#,##0.0##";
      } else if (c.kind === "day" && isDay(value)) {
        cell.value = new Date(`${value}T00:00:00.000Z`);
        cell.numFmt = "yyyy/mm/dd";
      } else {
        // Typed as text, and neutral even when it is copied into another program.
        cell.numFmt = "@";
        cell.value = neutralise(String(value));
      }
    });
  }
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, table.rows.length + 1), column: table.columns.length },
  };
  return Buffer.from(await book.xlsx.writeBuffer());
}
