export * from "./services/digest.server.ts";
export * from "./services/file.server.ts";
export * from "./services/reports.server.ts";
export * from "./services/sheet.server.ts";
