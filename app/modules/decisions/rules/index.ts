export * from "./circulation.ts";
export * from "./code.ts";
export * from "./engine.ts";
export * from "./events.ts";
export * from "./forms.ts";
