/** Everything the calendar's rules offer. Code for the browser imports the single file instead: holidays are heavy. */
export * from "./closed-days.ts";
export * from "./cycles.ts";
export * from "./day.ts";
export * from "./deadline-rules.ts";
export * from "./deadlines.ts";
export * from "./era.ts";
export * from "./fiscal-year.ts";
export * from "./rule-file.ts";
export * from "./validity.ts";
