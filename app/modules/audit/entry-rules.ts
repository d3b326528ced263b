import { formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { Contribution, LogField, LogKind } from "#app/ports.ts";

/** One field of an entry as its reader sees it. */
export interface WordedField {
  readonly field: string;
  readonly label: string;
  /** Null for a personal field that was erased. */
  readonly value: string | null;
}
/** An entry in words. */
export interface WordedEntry {
  readonly what: string;
  /** Numbers of the records it speaks of. */
  readonly records: readonly string[];
  /** What else it holds, fields for machines left out. */
  readonly details: readonly WordedField[];
}

/** How every declared type of event reads. */
export const logKinds = (contributions: readonly Contribution[]): ReadonlyMap<string, LogKind> =>
  new Map(contributions.flatMap(({ log }) => Object.entries(log ?? {})));

const yesNo = { ja: { true: "はい", false: "いいえ" }, en: { true: "yes", false: "no" } };
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

function wordValue(value: unknown, field: LogField, lang: Lang): string {
  if (value === null || value === undefined) return "";
  if (field.word) return field.word(value, lang);
  const join = (parts: readonly string[]): string => parts.join(lang === "ja" ? "、" : ", ");
  if (typeof value === "boolean") return yesNo[lang][value ? "true" : "false"];
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (Array.isArray(value)) return join(value.map((one) => wordValue(one, field, lang)));
  if (typeof value === "object")
    return join(Object.entries(value).map(([key, one]) => `${key} ${wordValue(one, field, lang)}`));
  const text = String(value);
  const codes = field.codes?.[lang] ?? {};
  if (Object.hasOwn(codes, text)) return codes[text] ?? text;
  return isDay(text) ? formatDay(text, lang) : text;
}

/** A field without words of its own, as it is kept. */
const raw = (field: string, value: unknown): WordedField => ({
  field,
  label: field,
  value: typeof value === "string" || value === null ? value : JSON.stringify(value),
});

/**
 * Words an entry for a reader. What no module declares in this release, or declares in another shape, is shown as it is kept: the
 * log outlives releases.
 */
export function wordEntry(
  kinds: ReadonlyMap<string, LogKind>,
  entry: {
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
    /** Null for a field that was erased. */
    readonly personal: readonly { readonly field: string; readonly value: string | null }[];
  },
  lang: Lang,
): WordedEntry {
  const kind = kinds.get(entry.type);
  const what = kind?.sentence[lang] ?? entry.type;
  const isDeclared = kind?.isDeclared(entry.data) ?? false;
  const records: string[] = [];
  const details: WordedField[] = [];
  for (const [name, value] of Object.entries(entry.data)) {
    const field = isDeclared ? kind?.fields[name] : undefined;
    if (field === null) continue;
    if (field === undefined) details.push(raw(name, value));
    else if (field.isRecord) records.push(String(value));
    else {
      const words = wordValue(value, field, lang);
      if (words !== "") details.push({ field: name, label: field.label[lang], value: words });
    }
  }
  for (const { field: name, value } of entry.personal) {
    const field = kind?.fields[name];
    details.push({ field: name, label: field?.label[lang] ?? name, value });
  }
  return { what, records, details };
}

/** Every type of event that has words, by type, for who chooses among them. */
export const eventChoices = (
  kinds: ReadonlyMap<string, LogKind>,
  lang: Lang,
): readonly { readonly type: string; readonly sentence: string }[] =>
  [...kinds]
    .map(([type, { sentence }]) => ({ type, sentence: sentence[lang] }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
