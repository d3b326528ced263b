/** The register read: partners, relations, scope lines and the small records. */

export * from "./queries/glance.server.ts";
export * from "./queries/list.server.ts";
export * from "./queries/organisation.server.ts";
export * from "./queries/partners.server.ts";
export * from "./queries/records.server.ts";
export * from "./queries/relations.server.ts";
