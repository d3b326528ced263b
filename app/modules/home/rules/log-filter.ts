import type { AuditFilter } from "#app/modules/audit/rules.ts";
import { addDays, startOfTokyoDay } from "#app/modules/calendar/rules/day.ts";

export interface LogTyped {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** Reads the filter of the log from the address; what cannot be read is shown again and filters nothing. */
export function logFilter(
  search: URLSearchParams,
  parseDay: (text: string) => string | null,
): { filter: AuditFilter; typed: LogTyped } {
  const typed = {
    type: (search.get("type") ?? "").slice(0, 80),
    from: (search.get("from") ?? "").slice(0, 40),
    to: (search.get("to") ?? "").slice(0, 40),
  };
  const from = typed.from ? parseDay(typed.from) : null;
  const to = typed.to ? parseDay(typed.to) : null;
  const before = Number(search.get("before"));
  return {
    typed,
    filter: {
      ...(typed.type ? { type: typed.type } : {}),
      ...(from ? { fromAt: startOfTokyoDay(from) } : {}),
      ...(to ? { toAt: startOfTokyoDay(addDays(to, 1)) } : {}),
      ...(Number.isSafeInteger(before) && before > 0 ? { beforeSeq: before } : {}),
      ...(search.get("subject") ? { subjectId: (search.get("subject") ?? "").slice(0, 80) } : {}),
      ...(search.get("partner") ? { partnerId: (search.get("partner") ?? "").slice(0, 80) } : {}),
    },
  };
}
