/** What can be done in custody: gate, deferrals, hand-overs, returns, certificates, standing authorisations, closing. */
export * from "./services/certificates.server.ts";
export * from "./services/closing.server.ts";
export * from "./services/deferrals.server.ts";
export * from "./services/facts.server.ts";
export * from "./services/gate.server.ts";
export * from "./services/lots.server.ts";
export * from "./services/mending.server.ts";
export * from "./services/pages.server.ts";
export * from "./services/standing.server.ts";
export * from "./services/standing-page.server.ts";
