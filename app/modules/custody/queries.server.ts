/** Custody read and written: gate checks and states, deferrals, lots, certificates, standing authorisations. */
export * from "./queries/gate.server.ts";
export * from "./queries/lots.server.ts";
export * from "./queries/standing.server.ts";
