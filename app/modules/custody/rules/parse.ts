import type { ZodType } from "zod";
import { fieldProblemsOf } from "#app/i18n/field-problems.ts";
import { fail, ok, type Result } from "#app/result.ts";

/** What a parser reads of a form: its tree, and what was typed in one field. */
export interface FormReader {
  tree(many?: readonly string[]): unknown;
  text(name: string): string;
}

/** A form judged by its schema; problems name the field, with what was typed. */
export function parseWith<T>(schema: ZodType<T>, form: FormReader, many: readonly string[] = []): Result<T> {
  const judged = schema.safeParse(form.tree(many));
  if (judged.success) return ok(judged.data);
  const fields = fieldProblemsOf(judged.error.issues, (path) => form.text(path) || undefined);
  return fail({ kind: "invalid", fields });
}
