/** Tabs of the lists and of the review, as they stand in the address. */
export const boardTabs = ["waiting", "asked", "concluded", "all"] as const;
export type BoardTab = (typeof boardTabs)[number];
export const reviewTabs = ["check", "changed", "critical", "all"] as const;
export type ReviewTab = (typeof reviewTabs)[number];
export const findingTabs = ["open", "overdue", "corrected", "closed"] as const;
export type FindingTab = (typeof findingTabs)[number];
