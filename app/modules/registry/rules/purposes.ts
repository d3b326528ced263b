import { type PolicyIndex, servesClass } from "#app/modules/policy/rules/index-policy.ts";
import type { ScopeContext } from "#app/modules/policy/rules/judge.ts";
import type { ScopeLineContent } from "./scope-input.ts";

/** Purposes that would let an item be used: they serve its class and are published for the subject. */
export function purposesFor(index: PolicyIndex, itemId: string, subject: string): readonly string[] {
  const dataClass = index.items.get(itemId)?.dataClass ?? null;
  if (dataClass === null) return [];
  return [...index.purposes.values()]
    .filter(
      (purpose) =>
        purpose.use === "any" &&
        !purpose.serves.includes("*") &&
        servesClass(purpose, dataClass) &&
        index.covers.get(purpose.id)?.has(subject) === true,
    )
    .map((purpose) => purpose.id);
}

/** Purposes a line may choose from: published for its subject and its basis, and those it holds already. */
export function purposeChoices(
  index: PolicyIndex,
  context: ScopeContext,
  line: Pick<ScopeLineContent, "subject" | "purposes">,
): readonly string[] {
  const group = context.groupId ? index.groups.get(context.groupId) : undefined;
  return [...index.purposes.values()]
    .filter((purpose) => {
      if (line.purposes.includes(purpose.id)) return true;
      if (line.subject !== "" && index.covers.get(purpose.id)?.has(line.subject) !== true) return false;
      if (context.basis === "joint-use") return group?.group.purposes.includes(purpose.id) ?? false;
      return purpose.use === "any" || (purpose.use === "referral" && context.basis === "referral");
    })
    .map((purpose) => purpose.id);
}
