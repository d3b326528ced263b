/** Everything the registry's pure rules offer, but the forms (`forms.ts`, `scope-input.ts`). */
export * from "./identifiers.ts";
export * from "./names.ts";
export * from "./relation-states.ts";
export * from "./scope.ts";
