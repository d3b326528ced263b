export * from "./queries/answers.server.ts";
export * from "./queries/assessments.server.ts";
export * from "./queries/findings.server.ts";
