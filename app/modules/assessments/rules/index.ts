export * from "./answers.ts";
export * from "./checklist.ts";
export * from "./events.ts";
export * from "./findings.ts";
export * from "./forms.ts";
export * from "./scoring.ts";
export * from "./states.ts";
