import type { PolicyDocument } from "./document.ts";
import { indexPolicy, type PolicyIndex } from "./index-policy.ts";

/** The part of a policy that the ceiling reads: what a browser needs to judge a line as it is entered. */
export type CeilingData = Pick<
  PolicyDocument,
  "subjects" | "purposes" | "items" | "itemSets" | "activities" | "jointUseGroups" | "ruleClauses"
>;

export const ceilingDataOf = (policy: PolicyDocument): CeilingData => ({
  subjects: policy.subjects,
  purposes: policy.purposes,
  items: policy.items,
  itemSets: policy.itemSets,
  activities: policy.activities,
  jointUseGroups: policy.jointUseGroups,
  ruleClauses: policy.ruleClauses,
});

/** The rules read nothing of a policy but this part of it (the judge's own test compares both). */
export const indexCeiling = (data: CeilingData): PolicyIndex => indexPolicy(data as PolicyDocument);
