export * from "./services/reports.server.ts";
