export * from "./services/acts.server.ts";
export * from "./services/pages.server.ts";
