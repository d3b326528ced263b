/** Deadlines that can explain themselves: computed from the dated rule in force on the event's day, or not at all. */
import type { Text } from "#app/i18n/lang.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import {
  addBusinessDays,
  closedReason,
  holidaysKnownThrough,
  openDayOnOrAfter,
  openDayOnOrBefore,
} from "./closed-days.ts";
import { addDays, addMonths, type Day, isValidDay, partsOf } from "./day.ts";
import {
  type DeadlineEvent,
  type DeadlineParameters,
  type DeadlineRule,
  deadlineEvents,
  type RetentionMethod,
  retentionMethods,
  type StepCode,
} from "./deadline-rules.ts";
import type { Nature } from "./rule-file.ts";
import { isInForceOn } from "./validity.ts";

export interface DeadlineOptions {
  /** An event of item 3 (規則7条3号), alone or with others, lengthens the final report to 60 days. */
  readonly wrongful?: boolean;
  /** Whole months: notice period of the contract, or cycle of the assessment. */
  readonly months?: number;
  readonly method?: RetentionMethod;
}

export interface DeadlineStep {
  readonly code: StepCode;
  readonly nature: Nature;
  /** The day this step arrives at. */
  readonly on: Day;
  readonly text: Text;
}

export interface Deadline {
  readonly event: DeadlineEvent;
  readonly from: Day;
  readonly dueOn: Day;
  readonly warnOn: Day;
  readonly nature: Nature;
  /** Id of the rule. */
  readonly rule: string;
  readonly lawVersion: string;
  readonly source: string;
  readonly verified: boolean;
  /** The due day falls where the holiday table has no entries yet. */
  readonly provisional: boolean;
  readonly steps: readonly DeadlineStep[];
}

/** Longest period that a contract or a cycle may name, in months. */
export const maxMonths = 600;

const reasons: Readonly<Record<NonNullable<ReturnType<typeof closedReason>>, Text>> = {
  saturday: { ja: "土曜日", en: "a Saturday" },
  sunday: { ja: "日曜日", en: "a Sunday" },
  holiday: { ja: "祝日・休日", en: "a national holiday" },
  "year-end": {
    ja: "年末年始の休日(12月29日から1月3日)",
    en: "the year-end closure (29 December to 3 January)",
  },
};

/** Which option an event cannot be computed without. */
const neededOption: Partial<Record<DeadlineEvent, "months" | "method">> = {
  "contract-notice": "months",
  "assessment-next": "months",
  "record-retention": "method",
};

const optionsOf: Readonly<Record<DeadlineEvent, readonly (keyof DeadlineOptions)[]>> = {
  "leak-final-report": ["wrongful"],
  "leak-prompt-report": [],
  "contractor-notice": [],
  "contract-notice": ["months"],
  "assessment-next": ["months"],
  "record-retention": ["method"],
  "corrective-plan": [],
  "notice-change": [],
  "handover-acknowledgement": [],
};

interface Reckoning {
  readonly raw: Day;
  readonly dueOn: Day;
  readonly strictOn: Day;
  readonly days: number;
  readonly months: number;
  readonly codes: readonly StepCode[];
}

const isClamped = (from: Day, to: Day): boolean => partsOf(from).day !== partsOf(to).day;

function reckon(parameters: DeadlineParameters, from: Day, months: number): Reckoning {
  switch (parameters.kind) {
    case "inclusive-days": {
      const raw = addDays(from, parameters.days - 1);
      const dueOn = parameters.roll === "next-open-day" ? openDayOnOrAfter(raw) : raw;
      return {
        raw,
        dueOn,
        strictOn: dueOn,
        days: parameters.days,
        months,
        codes: ["count", dueOn === raw ? "no-roll" : "roll"],
      };
    }
    case "days-after": {
      const raw = addDays(from, parameters.days);
      return { raw, dueOn: raw, strictOn: raw, days: parameters.days, months, codes: ["count"] };
    }
    case "business-days-after": {
      const raw = addBusinessDays(from, parameters.days);
      return { raw, dueOn: raw, strictOn: raw, days: parameters.days, months, codes: ["count"] };
    }
    case "months-before": {
      const raw = addMonths(from, -months);
      const dueOn = openDayOnOrBefore(raw);
      const codes: StepCode[] = ["count", ...(isClamped(from, raw) ? (["clamp"] as const) : [])];
      return {
        raw,
        dueOn,
        strictOn: dueOn,
        days: 0,
        months,
        codes: [...codes, dueOn === raw ? "no-roll" : "roll"],
      };
    }
    case "months-after": {
      const raw = addMonths(from, months);
      return {
        raw,
        dueOn: raw,
        strictOn: raw,
        days: 0,
        months,
        codes: ["count", ...(isClamped(from, raw) ? (["clamp"] as const) : [])],
      };
    }
    case "keep-through": {
      // 民法143条2項: the period ends the day before the day that corresponds to its first day, or at the end of
      // the month that lacks such a day.
      const raw = addMonths(from, parameters.months);
      const clamped = isClamped(from, raw);
      const strictOn = parameters.firstDayCounts && !clamped ? addDays(raw, -1) : raw;
      const codes: StepCode[] = ["count", ...(clamped ? (["clamp"] as const) : []), "strict"];
      return { raw, dueOn: raw, strictOn, days: 0, months: parameters.months, codes };
    }
  }
}

function warnDay(parameters: DeadlineParameters, from: Day, dueOn: Day): Day {
  const day =
    "onDay" in parameters.warn
      ? addDays(from, parameters.warn.onDay - 1)
      : addDays(dueOn, -parameters.warn.daysBefore);
  return day > dueOn ? dueOn : day;
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, word: string) => values[word] ?? whole);

function matches(rule: DeadlineRule, event: DeadlineEvent, options: DeadlineOptions): boolean {
  if (rule.event !== event) return false;
  if (rule.when.wrongful !== undefined && rule.when.wrongful !== (options.wrongful ?? false)) return false;
  return rule.when.method === undefined || rule.when.method === options.method;
}

/**
 * The deadline of an event that happened (or, for `contract-notice`, a term that ends) on `from`.
 * Refuses with `no-rule-in-force` (`from` lies before the first rule or after the last), `day-invalid`,
 * `option-needed` and `option-invalid` (`option` names it).
 */
export function computeDeadline(
  rules: readonly DeadlineRule[],
  event: DeadlineEvent,
  from: Day,
  options: DeadlineOptions = {},
): Result<Deadline> {
  if (!isValidDay(from)) return refused("day-invalid", { value: from });
  const needed = neededOption[event];
  if (needed !== undefined && options[needed] === undefined)
    return refused("option-needed", { event, option: needed });
  const { months } = options;
  if (months !== undefined && (!Number.isInteger(months) || months < 1 || months > maxMonths)) {
    return refused("option-invalid", { event, option: "months", value: months, min: 1, max: maxMonths });
  }
  const candidates = rules.filter((rule) => matches(rule, event, options));
  const rule = candidates.find((candidate) => isInForceOn(candidate, from));
  if (rule === undefined) {
    const first = candidates.map((candidate) => candidate.validFrom).sort()[0] ?? null;
    return refused("no-rule-in-force", { event, from, firstValidFrom: first });
  }
  return reckonWithin(rule, from, months ?? 0);
}

/** Years outside 1000 to 9999 have no `Day`: an answer there is refused, not thrown. */
function reckonWithin(rule: DeadlineRule, from: Day, months: number): Result<Deadline> {
  const year = partsOf(from).year;
  if (year < 1100 || year > 9900)
    return fail({ kind: "refused", code: "day-out-of-range", params: { value: from } });
  const reckoning = reckon(rule.parameters, from, months);
  const { raw, dueOn, strictOn } = reckoning;
  const provisional = dueOn > holidaysKnownThrough;
  const reason = closedReason(raw);
  const codes = provisional ? [...reckoning.codes, "provisional" as const] : reckoning.codes;
  const shared = {
    from,
    raw,
    due: dueOn,
    strict: strictOn,
    days: String(reckoning.days),
    months: String(reckoning.months),
  };
  const steps = codes.flatMap((code) => {
    const worded = rule.steps.find((step) => step.code === code);
    if (worded === undefined) return [];
    const on = code === "count" || code === "clamp" ? raw : code === "strict" ? strictOn : dueOn;
    return [
      {
        code,
        nature: worded.nature ?? rule.nature,
        on,
        text: {
          ja: fill(worded.text.ja, { ...shared, reason: reason === null ? "" : reasons[reason].ja }),
          en: fill(worded.text.en, { ...shared, reason: reason === null ? "" : reasons[reason].en }),
        },
      },
    ];
  });
  return ok({
    event: rule.event,
    from,
    dueOn,
    warnOn: warnDay(rule.parameters, from, dueOn),
    nature: rule.nature,
    rule: rule.id,
    lawVersion: rule.lawVersion,
    source: rule.source,
    verified: rule.verified,
    provisional,
    steps,
  });
}

export const isDeadlineEvent = (name: string): name is DeadlineEvent =>
  deadlineEvents.some((event) => event === name);

/**
 * Options as text (`months=3`, `wrongful=true`, `method=bulk`), as a command line or a query string brings them.
 * Refuses `option-unknown` and `option-invalid`.
 */
export function parseDeadlineOptions(
  event: DeadlineEvent,
  given: Readonly<Record<string, string>>,
): Result<DeadlineOptions> {
  const options: { wrongful?: boolean; months?: number; method?: RetentionMethod } = {};
  for (const [option, value] of Object.entries(given)) {
    if (!optionsOf[event].some((known) => known === option))
      return refused("option-unknown", { event, option });
    const bad = refused("option-invalid", { event, option, value });
    if (option === "wrongful") {
      if (value !== "true" && value !== "false") return bad;
      options.wrongful = value === "true";
    } else if (option === "months") {
      if (!/^\d{1,4}$/.test(value)) return bad;
      options.months = Number(value);
    } else {
      const method = retentionMethods.find((known) => known === value);
      if (method === undefined) return bad;
      options.method = method;
    }
  }
  return ok(options);
}
