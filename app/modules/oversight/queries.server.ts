export * from "./queries/facts.server.ts";
export * from "./queries/reports.server.ts";
export * from "./queries/sheet.server.ts";
