export * from "./board.ts";
export * from "./clauses.ts";
export * from "./events.ts";
export * from "./forms.ts";
export * from "./terms.ts";
