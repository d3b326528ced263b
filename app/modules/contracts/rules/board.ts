/** Which relations the list of contracts shows. */
export const boardFilters = ["all", "none", "ending", "lacking"] as const;
export type BoardFilter = (typeof boardFilters)[number];
/** Months ahead in which an end of contract is shown as near (facts 9.2, section 6). */
export const endingMonths = 6;
