/** Everything the policy's rules offer. */
export * from "./compare.ts";
export * from "./document.ts";
export * from "./gaps.ts";
export * from "./index-policy.ts";
export * from "./joint-use.ts";
export * from "./judge.ts";
export * from "./names.ts";
export * from "./tiers.ts";
