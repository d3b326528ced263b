export * from "./circulation.ts";
export * from "./engine.ts";
