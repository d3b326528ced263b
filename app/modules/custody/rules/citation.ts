const roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** A Japanese citation (`法27条5項3号、GL 3-6-3`) in its English form (`APPI 27(5)(iii), GL 3-6-3`). */
export const citationInEnglish = (citation: string): string =>
  citation
    .replaceAll("番号法", "My Number Act ")
    .replaceAll("規則", "APPI Rules ")
    .replaceAll(/法(?=\d)/g, "APPI ")
    .replaceAll(/(\d+)号/g, (_, n: string) => `(${roman[Number(n)] ?? n})`)
    .replaceAll(/(\d+)項/g, "($1)")
    .replaceAll("条", "")
    .replaceAll("・", ", ")
    .replaceAll("、", ", ")
    .replaceAll("(必要な範囲のデータに限る)", " (only the data needed)")
    .replaceAll(/[①-⑨]/g, (c) => `(${"①②③④⑤⑥⑦⑧⑨".indexOf(c) + 1})`);
