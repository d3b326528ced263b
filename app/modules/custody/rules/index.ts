export * from "./citation.ts";
export * from "./closing.ts";
export * from "./deferral.ts";
export * from "./gate.ts";
export * from "./gate-facts.ts";
export * from "./gate-modes.ts";
export * from "./gate-table.ts";
export * from "./lots.ts";
