/** Tabs of a review, as they stand in the address. */
export const reviewTabs = ["check", "changed", "critical", "all"] as const;
export type ReviewTab = (typeof reviewTabs)[number];
