export * from "./answers.ts";
export * from "./checklist.ts";
export * from "./scoring.ts";
export * from "./states.ts";
