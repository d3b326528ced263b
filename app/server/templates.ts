import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import canonicalize from "canonicalize";
import { parse } from "yaml";
import { z } from "zod";
import { Checklist } from "#app/modules/assessments/rules/checklist.ts";
import { cycleFileSchema, retentionFileSchema } from "#app/modules/calendar/rules/cycles.ts";
import { deadlineFileSchema } from "#app/modules/calendar/rules/deadline-rules.ts";
import { ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import { GateModeFile } from "#app/modules/custody/rules/gate-modes.ts";
import { doubtGateStates } from "#app/modules/custody/services/kept.server.ts";
import { keepGateModes } from "#app/modules/custody/services/modes.server.ts";
import { listOrganisationIds } from "#app/modules/organisation/fragments.server.ts";
import { keepShippedTemplates } from "#app/modules/organisation/services.server.ts";
import { mailTemplateSchema } from "#app/modules/outbox/rules.ts";
import { policySchema } from "#app/modules/policy/rules/document.ts";
import {
  type Deps,
  type ShippedTemplate,
  type TemplateKind,
  type TemplatePort,
  templateKinds,
} from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";

/** Folder of `templates/` → kind. */
const folders: Readonly<Record<TemplateKind, string>> = {
  policy: "policies",
  checklist: "checklists",
  clauses: "clauses",
  rules: "rules",
  mail: "mail",
};

/** What every file has; the rest is judged by the schema of the module that reads it. */
const head = z.looseObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  // A policy names its version by its id.
  version: z
    .union([z.string().min(1), z.number()])
    .transform(String)
    .default("1"),
  validFrom: z.string().optional(),
  validTo: z.string().nullable().optional(),
});

const ruleFiles: Readonly<Record<string, z.ZodType>> = {
  deadlines: deadlineFileSchema,
  cycles: cycleFileSchema,
  retention: retentionFileSchema,
  gate: GateModeFile,
};

/** The schema of the module that reads the file. */
function schemaOf(kind: TemplateKind, id: string): z.ZodType {
  switch (kind) {
    case "policy":
      return policySchema;
    case "checklist":
      return Checklist;
    case "clauses":
      return ClauseLibrary;
    case "mail":
      return mailTemplateSchema;
    case "rules":
      return ruleFiles[id] ?? z.never(`no module reads rules named ${id}`);
  }
}

/** Files without a day of their own are in force from here: before any record can be. */
const ALWAYS = "2000-01-01";

/** A reviewed file is wrong; the process must not start with it. */
export class TemplateError extends Error {}

/**
 * Reads `templates/`: every file parsed and judged.
 * @throws TemplateError naming the file, the place in it and the rule
 */
export function readTemplates(root: string): TemplatePort {
  const all = templateKinds.flatMap((kind) => readKind(root, kind));
  return { list: (kind) => all.filter((template) => template.kind === kind) };
}

function readKind(root: string, kind: TemplateKind): ShippedTemplate[] {
  const dir = path.join(root, folders[kind]);
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith(".yaml"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names.sort().map((name) => {
    const file = path.join(folders[kind], name);
    let document: unknown;
    try {
      document = parse(readFileSync(path.join(dir, name), "utf8"));
    } catch (error) {
      throw new TemplateError(`templates/${file}: ${(error as Error).message}`);
    }
    const parsed = judge(file, head, document);
    judge(file, schemaOf(kind, parsed.id), document);
    return {
      kind,
      key: parsed.id,
      version: parsed.version,
      hash: createHash("sha256")
        .update(canonicalize(document) ?? "")
        .digest("hex"),
      validFrom: parsed.validFrom ?? ALWAYS,
      validTo: parsed.validTo ?? null,
      document,
    };
  });
}

function judge<S extends z.ZodType>(file: string, schema: S, document: unknown): z.output<S> {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".") || "(file)"}: ${issue.message}`);
  throw new TemplateError(`templates/${file}:\n${lines.join("\n")}`);
}

/**
 * Takes every shipped file into the database, once a version and organisation: hashed, never changed again, and the
 * truth from then on. Policies go their own way (`setup --policy`, policy screens), since adopting one is an act.
 * @throws TemplateError when a shipped file was changed without a new version
 */
export async function importTemplates(deps: Deps): Promise<void> {
  for (const id of await listOrganisationIds(deps.db.read)) {
    await deps.db.write(async (trx) => {
      await importTemplatesOf(trx, deps, id);
      // What this release and its files judge otherwise than the one before is to show at once.
      await doubtGateStates(trx, id);
    });
  }
}

/** The same for one organisation, inside the caller's transaction (`setup`). */
export async function importTemplatesOf(trx: Write, deps: Deps, organisationId: string): Promise<void> {
  const shipped = templateKinds
    .filter((kind) => kind !== "policy")
    .flatMap((kind) => deps.templates.list(kind));
  const { kept, changed } = await keepShippedTemplates(trx, deps, organisationId, shipped);
  for (const { kind, key, version } of changed) {
    throw new TemplateError(
      `templates/${folders[kind]}/ ${key}: version ${version} was published with other content; a change is a new version`,
    );
  }
  for (const { document } of kept.filter((one) => one.kind === "rules" && one.key === "gate")) {
    await keepGateModes(trx, deps, organisationId, GateModeFile.parse(document));
  }
}
