import { addBackup } from "./backup.ts";
import { addDeadlines } from "./deadlines.ts";
import { addExport } from "./export.ts";
import { addGate } from "./gate.ts";
import { addJobs } from "./jobs.ts";
import { addMigrate } from "./migrate.ts";
import { addReport } from "./report.ts";
import { addRestore } from "./restore.ts";
import type { AddCommand } from "./run.ts";
import { addSeed } from "./seed.ts";
import { addSetup } from "./setup.ts";
import { addVerify } from "./verify.ts";

/** Every command, one file each. */
export const commands: readonly AddCommand[] = [
  addSetup,
  addVerify,
  addExport,
  addGate,
  addReport,
  addDeadlines,
  addBackup,
  addRestore,
  addMigrate,
  addJobs,
  addSeed,
];
