import { contribution as access } from "#app/modules/access/contribution.server.ts";
import { contribution as assessments } from "#app/modules/assessments/contribution.server.ts";
import { contribution as audit } from "#app/modules/audit/contribution.server.ts";
import { contribution as contracts } from "#app/modules/contracts/contribution.server.ts";
import { contribution as custody } from "#app/modules/custody/contribution.server.ts";
import { contribution as decisions } from "#app/modules/decisions/contribution.server.ts";
import { contribution as deferrals } from "#app/modules/deferrals/contribution.server.ts";
import { contribution as files } from "#app/modules/files/contribution.server.ts";
import { contribution as outbox } from "#app/modules/outbox/contribution.server.ts";
import { contribution as oversight } from "#app/modules/oversight/contribution.server.ts";
import { contribution as policy } from "#app/modules/policy/contribution.server.ts";
import { contribution as registry } from "#app/modules/registry/contribution.server.ts";
import type { Contribution, DecisionSubjects } from "#app/ports.ts";

/** What every module offers, from the ground floor up; the order of lists that all modules fill. */
export const contributions: readonly Contribution[] = [
  audit,
  files,
  outbox,
  access,
  decisions,
  policy,
  registry,
  deferrals,
  contracts,
  assessments,
  custody,
  oversight,
];

/** What circulations decide: every owning module's subjects under their kinds. */
export const subjects: DecisionSubjects = Object.assign(
  {},
  ...contributions.map((one) => one.subjects ?? {}),
);
