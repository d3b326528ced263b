export * from "./services/act.server.ts";
export * from "./services/deputies.server.ts";
export { freezeModel, readModel } from "./services/papers.server.ts";
export * from "./services/read.server.ts";
export * from "./services/submit.server.ts";
export * from "./services/verify.server.ts";
