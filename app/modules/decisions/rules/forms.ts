import { parseDayInput } from "#app/i18n/day-input.ts";
import { type FieldProblem, fail, ok, type Result } from "#app/result.ts";
import { type CirculationEvent, type Condition, circulationEvents } from "./circulation.ts";

/** What the parser reads of a posted form. */
export interface FormReader {
  text(name: string): string;
  isTicked(name: string): boolean;
}

export const conditionRows = 3;
export const limits = { reason: 1000, condition: 200, owner: 60, minutes: 60 } as const;

export interface ActForm {
  readonly event: Exclude<CirculationEvent, "submit">;
  readonly reason: string | null;
  readonly conditions: readonly Condition[];
  readonly holdUntil: string | null;
  readonly board: { readonly reportedOn: string; readonly minutesNumber: string } | null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters.
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Reads the form of an act. Which fields an act needs is judged by the engine; here only what they say. */
export function parseAct(form: FormReader, event: string = form.text("event")): Result<ActForm> {
  const problems: FieldProblem[] = [];
  const say = (path: string, code: string, params?: FieldProblem["params"]) =>
    problems.push(params ? { path, code, params } : { path, code });
  const text = (name: string, max: number): string => {
    const typed = form.text(name).trim();
    if (control.test(typed)) say(name, "control-character");
    else if ([...typed].length > max) say(name, "too-long", { max });
    return typed;
  };
  const day = (name: string): string => {
    const typed = form.text(name).trim();
    if (typed === "") return "";
    const parsed = parseDayInput(typed);
    if (parsed === null) say(name, "day-invalid", { value: typed.slice(0, 40) });
    return parsed ?? "";
  };
  const known = circulationEvents.find((e) => e === event);
  if (known === undefined || known === "submit") {
    return fail({ kind: "invalid", fields: [{ path: "event", code: "choose-one" }] });
  }
  const reason = text("reason", limits.reason);
  const conditions: Condition[] = [];
  if (known === "approve-conditionally") {
    for (let i = 0; i < conditionRows; i += 1) {
      const row = {
        text: text(`conditions.${i}.text`, limits.condition),
        ownerName: text(`conditions.${i}.owner`, limits.owner),
        dueOn: day(`conditions.${i}.dueOn`),
        bindsAtOnce: form.isTicked(`conditions.${i}.bindsAtOnce`),
      };
      if (row.text !== "" || row.ownerName !== "" || row.dueOn !== "") conditions.push(row);
    }
  }
  const holdUntil = known === "hold" ? day("holdUntil") : "";
  let board: ActForm["board"] = null;
  if (known === "report-to-board") {
    const reportedOn = day("boardReportedOn");
    const minutesNumber = text("boardMinutesNumber", limits.minutes);
    if (reportedOn === "" && !problems.some((p) => p.path === "boardReportedOn"))
      say("boardReportedOn", "required");
    if (minutesNumber === "") say("boardMinutesNumber", "required");
    board = { reportedOn, minutesNumber };
  }
  if (problems.length > 0) return fail({ kind: "invalid", fields: problems });
  return ok({
    event: known,
    reason: reason === "" ? null : reason,
    conditions,
    holdUntil: holdUntil === "" ? null : holdUntil,
    board,
  });
}
