import { type Contribution, relationsTouched, touchesNone } from "#app/contribution.ts";
import type { PolicyEvent } from "./rules/events.ts";

/** Every relation is judged by the policy; which of them share a notice, only the register knows. */
const everybody = () => "all" as const;

export const contribution: Contribution = {
  module: "policy",
  relationsOf: relationsTouched<PolicyEvent>({
    "policy.version-imported": everybody,
    // Proposed only; it counts once it is decided.
    "policy.matter-cited": touchesNone,
    "policy.citation-decided": everybody,
  }),
};
