import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type PolicyDocument, policySchema } from "#app/modules/policy/rules/document.ts";

/** A reviewed policy under `templates/policies/`, by its id. */
export const readPolicy = (id: string): PolicyDocument =>
  policySchema.parse(
    parse(readFileSync(new URL(`../../../templates/policies/${id}.yaml`, import.meta.url), "utf8")),
  );

export const policyIds = [
  "aicoop-miyagi-2017-11-07",
  "midorino-2019-04-01",
  "midorino-2022-04-01",
  "midorino-2026-04-01",
] as const;
