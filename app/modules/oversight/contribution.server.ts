import type { Contribution } from "#app/contribution.ts";
import { reportSubject } from "./services/reports.server.ts";

export const contribution: Contribution = { module: "oversight", subjects: { report: reportSubject } };
