import { type FieldProblem, fail, ok, type Problem, type Result } from "#app/result.ts";
import { type FormTree, readForm as readTree } from "#app/ui/form-values.ts";
import { type FormLimits, parseForm, type UploadedFile } from "./multipart.server.ts";

export type { UploadedFile };

/** Never given back to a screen. */
const secrets = /password|secret|token/i;
// C0 control characters other than tab and line feed never belong to a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const MAX_BODY = 1024 * 1024;
const MAX_FIELDS = 2_000;

/** The fields of a form, as typed. */
export class FormInput {
  constructor(
    private readonly fields: ReadonlyMap<string, readonly string[]>,
    readonly files: readonly UploadedFile[],
  ) {}
  /** The last value of a field, or "". */
  text(name: string): string {
    return this.fields.get(name)?.at(-1) ?? "";
  }
  /** Trimmed, or null when nothing was typed. */
  optional(name: string): string | null {
    const text = this.text(name).trim();
    return text === "" ? null : text;
  }
  all(name: string): readonly string[] {
    return this.fields.get(name) ?? [];
  }
  has(name: string): boolean {
    return this.fields.has(name);
  }
  isTicked(name: string): boolean {
    return this.has(name) && this.text(name) !== "" && this.text(name) !== "0";
  }
  /** Which button was pressed. */
  get intent(): string {
    return this.text("intent");
  }
  /** The once-key of this form (see `actOnce`). */
  get once(): string {
    return this.text("_once");
  }
  /** The revision that the form was drawn from, or null. */
  get revision(): number | null {
    const text = this.text("_revision");
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  }
  /** The fields as a tree, read exactly as the browser reads them before submitting. */
  tree(many: readonly string[] = []): FormTree {
    return readTree(this.entries(), many);
  }
  *entries(): Iterable<readonly [string, string]> {
    for (const [name, values] of this.fields) for (const value of values) yield [name, value];
  }
  names(): readonly string[] {
    return [...this.fields.keys()];
  }
  filesOf(field: string): readonly UploadedFile[] {
    return this.files.filter((file) => file.field === field);
  }
  /**
   * What is wrong with free texts that no schema judges, by name and longest length in characters: too long, or control
   * characters (PostgreSQL refuses NUL). Null when nothing is.
   */
  judgeTexts(lengths: Readonly<Record<string, number>>): Problem | null {
    const fields: FieldProblem[] = Object.entries(lengths).flatMap(([path, max]): FieldProblem[] => {
      const text = this.text(path);
      if (control.test(text)) return [{ path, code: "control-character" }];
      const length = [...text.trim()].length;
      return length > max ? [{ path, code: "too-long", params: { max, length } }] : [];
    });
    return fields.length > 0 ? { kind: "invalid", fields } : null;
  }
  /** Everything typed, secrets apart; a field sent more than once is a list. */
  values(): Record<string, string | readonly string[]> {
    const result: Record<string, string | readonly string[]> = Object.create(null);
    for (const [name, values] of this.fields) {
      if (secrets.test(name)) continue;
      result[name] = values.length === 1 ? (values[0] ?? "") : values;
    }
    return { ...result };
  }
}

export async function readForm(request: Request, limits: FormLimits): Promise<Result<FormInput>> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    const parsed = await parseForm(request, limits);
    if (!parsed.ok) return parsed;
    return ok(new FormInput(toMap(parsed.value.fields.entries()), parsed.value.files));
  }
  const length = Number(request.headers.get("content-length") ?? "0");
  if (length > MAX_BODY) return fail({ kind: "too-large", limitBytes: MAX_BODY });
  const body = await request.text();
  if (body.length > MAX_BODY) return fail({ kind: "too-large", limitBytes: MAX_BODY });
  const typed = [...new URLSearchParams(body)];
  if (typed.length > MAX_FIELDS) return fail({ kind: "too-large", limitBytes: MAX_BODY });
  return ok(new FormInput(toMap(typed), []));
}

function toMap(entries: Iterable<readonly [string, unknown]>): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (typeof value !== "string") continue;
    // A browser sends CRLF for every line break of a text area.
    const text = value.replace(/\r\n/g, "\n");
    const list = fields.get(name);
    if (list) list.push(text);
    else fields.set(name, [text]);
  }
  return fields;
}
