import type { Contribution } from "#app/contribution.ts";

/** What every module offers, from the ground floor up; the order of lists that all modules fill. */
export const contributions: readonly Contribution[] = [];
