import { reportSubject } from "#app/modules/oversight/services/reports.server.ts";
import type { DecisionSubjects } from "#app/ports.ts";

/** What circulations decide: every owning module's subject under its kind. */
export const subjects: DecisionSubjects = { report: reportSubject };
