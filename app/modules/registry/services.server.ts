/** What can be done with the register. */
export * from "./services/common.server.ts";
export * from "./services/compare.server.ts";
export * from "./services/export.server.ts";
export * from "./services/list.server.ts";
export * from "./services/matrix.server.ts";
export * from "./services/organisation.server.ts";
export * from "./services/partner-page.server.ts";
export * from "./services/partners.server.ts";
export * from "./services/records.server.ts";
export * from "./services/relation-pages.server.ts";
export * from "./services/relations.server.ts";
export * from "./services/search.server.ts";
export * from "./services/setup.server.ts";
export * from "./services/synthetic.server.ts";
