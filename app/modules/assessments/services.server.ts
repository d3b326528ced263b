export * from "./services/answering.server.ts";
export { findChecklist, readAsked } from "./services/base.server.ts";
export * from "./services/findings.server.ts";
export * from "./services/pages.server.ts";
export * from "./services/paper.server.ts";
export * from "./services/reviewing.server.ts";
export * from "./services/sending.server.ts";
