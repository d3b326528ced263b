export * from "./services/account.server.ts";
export * from "./services/acts.server.ts";
export { countHit, denied, judgePassword } from "./services/common.server.ts";
export * from "./services/links.server.ts";
export * from "./services/organisation.server.ts";
export * from "./services/people.server.ts";
export * from "./services/sessions.server.ts";
