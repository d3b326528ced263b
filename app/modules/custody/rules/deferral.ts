import { addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import type { GateReason } from "./gate.ts";

export const deferralRefusals = [
  "not-deferrable",
  "role-too-low",
  "until-past",
  "until-too-far",
  "reason-required",
] as const;
export type DeferralRefusal = (typeof deferralRefusals)[number];

/** House limit: nothing is continued longer than a year under one decision. */
export const deferralMonths = 12;

/** Whether this role may let the reason continue (期限付継続) until a day; null when it may. */
export function deferralRefusal(
  reason: Pick<GateReason, "effect" | "deferrableBy">,
  role: "privacy-manager" | "director",
  until: Day,
  why: string,
  today: Day,
): DeferralRefusal | null {
  if (reason.effect === "warn" || reason.deferrableBy === "none") return "not-deferrable";
  if (reason.deferrableBy === "director" && role !== "director") return "role-too-low";
  if (until < today) return "until-past";
  if (until > addMonths(today, deferralMonths)) return "until-too-far";
  return why.trim() === "" ? "reason-required" : null;
}
