import type { Lang } from "./lang.ts";

/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`. */
export type Day = string;

interface Era {
  readonly ja: string;
  readonly en: string;
  readonly letter: string;
  readonly from: Day;
}

/** First day of each era (元号を改める政令; the Gregorian calendar itself begins on 1873-01-01). Newest first. */
export const eras: readonly Era[] = [
  { ja: "令和", en: "Reiwa", letter: "R", from: "2019-05-01" },
  { ja: "平成", en: "Heisei", letter: "H", from: "1989-01-08" },
  { ja: "昭和", en: "Showa", letter: "S", from: "1926-12-25" },
  { ja: "大正", en: "Taisho", letter: "T", from: "1912-07-30" },
  { ja: "明治", en: "Meiji", letter: "M", from: "1868-10-23" },
];

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const weekdays = {
  ja: ["日", "月", "火", "水", "木", "金", "土"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const partsOf = (day: Day): Parts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  date: Number(day.slice(8, 10)),
});

const pad = (n: number): string => String(n).padStart(2, "0");

/** 0 = Sunday. The clock plays no part: the day is an argument. */
export const weekdayOf = (day: Day): number => {
  const { year, month, date } = partsOf(day);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay();
};

/** Year of an era: `{ era: 令和, year: 8 }`. Null before the first era of the table. */
export const eraYearOf = (day: Day): { readonly era: Era; readonly year: number } | null => {
  const era = eras.find((each) => day >= each.from);
  return era ? { era, year: partsOf(day).year - partsOf(era.from).year + 1 } : null;
};

export interface DayFormat {
  /** 和暦 in Japanese, the era in brackets in English. */
  readonly era?: boolean;
  readonly weekday?: boolean;
}

/** The name of a country (ISO 3166-1 alpha-2); the code itself where it is not known. */
export function formatCountry(code: string, lang: Lang): string {
  try {
    return new Intl.DisplayNames([lang], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** `2026/11/22 (日)`, `令和8年11月22日(日)`; English `Sun 22 Nov 2026`, `22 Nov 2026 (Reiwa 8)`. */
export const formatDay = (day: Day, lang: Lang, format: DayFormat = {}): string => {
  const { year, month, date } = partsOf(day);
  const weekday = weekdays[lang][weekdayOf(day)] ?? "";
  const inEra = format.era ? eraYearOf(day) : null;
  if (lang === "ja") {
    if (inEra) {
      const eraYear = inEra.year === 1 ? "元" : String(inEra.year);
      return `${inEra.era.ja}${eraYear}年${month}月${date}日${format.weekday ? `(${weekday})` : ""}`;
    }
    return `${year}/${pad(month)}/${pad(date)}${format.weekday ? ` (${weekday})` : ""}`;
  }
  const plain = `${format.weekday ? `${weekday} ` : ""}${date} ${months[month - 1] ?? ""} ${year}`;
  return inEra ? `${plain} (${inEra.era.en} ${inEra.year})` : plain;
};

/** From and to of a validity, both inclusive; an open end says so. */
export const formatPeriod = (from: Day, to: Day | null, lang: Lang, format: DayFormat = {}): string => {
  const start = formatDay(from, lang, format);
  if (to === null) return lang === "ja" ? `${start} から` : `from ${start}`;
  return lang === "ja"
    ? `${start} 〜 ${formatDay(to, lang, format)}`
    : `${start} – ${formatDay(to, lang, format)}`;
};

/** Japan has kept UTC+9 without summer time since 1951. */
const tokyoOffset = 9 * 60 * 60 * 1000;
const inTokyo = (instant: string): string =>
  new Date(Date.parse(instant) + tokyoOffset).toISOString().replace("Z", "");

/** The calendar day in Tokyo on which an instant (ISO UTC) falls. */
export const dayOfInstant = (instant: string): Day => inTokyo(instant).slice(0, 10);

export interface InstantFormat extends DayFormat {
  readonly seconds?: boolean;
  /** Only the clock: `14:02`. */
  readonly timeOnly?: boolean;
}

/** An instant on Tokyo's clock: `2026/11/22 14:02`; English names the zone: `22 Nov 2026, 14:02 JST`. */
export const formatInstant = (instant: string, lang: Lang, format: InstantFormat = {}): string => {
  const local = inTokyo(instant);
  const time = local.slice(11, format.seconds ? 19 : 16);
  if (format.timeOnly) return time;
  const day = formatDay(local.slice(0, 10), lang, format);
  return lang === "ja" ? `${day} ${time}` : `${day}, ${time} JST`;
};

/** Grouped by thousands; `decimals` fixes the places after the point. */
export const formatNumber = (n: number, lang: Lang, decimals?: number): string =>
  new Intl.NumberFormat(lang === "ja" ? "ja-JP" : "en-GB", {
    ...(decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  }).format(n);

const units = {
  cases: { ja: "件", en: ["case", "cases"] },
  records: { ja: "件", en: ["record", "records"] },
  persons: { ja: "人", en: ["person", "persons"] },
  sheets: { ja: "枚", en: ["sheet", "sheets"] },
  media: { ja: "個", en: ["medium", "media"] },
  partners: { ja: "先", en: ["partner", "partners"] },
  relations: { ja: "件", en: ["relation", "relations"] },
  contracts: { ja: "件", en: ["contract", "contracts"] },
  questions: { ja: "問", en: ["question", "questions"] },
  clauses: { ja: "条項", en: ["clause", "clauses"] },
  items: { ja: "項目", en: ["item", "items"] },
  reasons: { ja: "件", en: ["reason", "reasons"] },
  places: { ja: "か所", en: ["place", "places"] },
  tasks: { ja: "件", en: ["task", "tasks"] },
  files: { ja: "件", en: ["file", "files"] },
  rows: { ja: "行", en: ["row", "rows"] },
  days: { ja: "日", en: ["day", "days"] },
  pages: { ja: "ページ", en: ["page", "pages"] },
  points: { ja: "点", en: ["point", "points"] },
  times: { ja: "回", en: ["time", "times"] },
} as const;
export type Unit = keyof typeof units;

/** A number with its unit: `3件`, `3 cases`, `1 case`. */
export const formatCount = (n: number, unit: Unit, lang: Lang): string => {
  const word = units[unit];
  return lang === "ja"
    ? `${formatNumber(n, lang)}${word.ja}`
    : `${formatNumber(n, lang)} ${n === 1 ? word.en[0] : word.en[1]}`;
};

/** Days past a due day: `12日超過`, `本日まで`, `明日まで`, `あと3日`. `days` = today − due. */
export const formatDaysOver = (days: number, lang: Lang): string => {
  if (days > 0) return lang === "ja" ? `${days}日超過` : `${formatCount(days, "days", lang)} overdue`;
  if (days === 0) return lang === "ja" ? "本日まで" : "due today";
  if (days === -1) return lang === "ja" ? "明日まで" : "due tomorrow";
  return lang === "ja" ? `あと${-days}日` : `${-days} days left`;
};

/** `0.6 MB`, `820 KB`: 1 KB = 1024 bytes, as file managers show it. */
export const formatBytes = (bytes: number, lang: Lang): string => {
  if (bytes < 1024) return lang === "ja" ? `${bytes} バイト` : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${formatNumber(Math.round(bytes / 1024), lang)} KB`;
  return `${formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10, lang)} MB`;
};
