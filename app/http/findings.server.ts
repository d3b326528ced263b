import { parseCorrected, parseNote, parsePlan } from "#app/modules/assessments/rules/forms.ts";
import {
  closeFinding,
  planFinding,
  reopenFinding,
  reportCorrected,
} from "#app/modules/assessments/services/findings.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { FormInput } from "./form.server.ts";
import { done } from "./ladder.server.ts";
import { againWithFiles, takeUploads } from "./uploads.server.ts";

/** The acts on one finding, the same for both areas; the services know who may do which. */
export async function actOnFinding(
  deps: Deps,
  actor: Actor,
  input: FormInput,
  { findingId, path }: { findingId: string; path: string },
) {
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const own = { findingId, revision: input.revision ?? -1 };
  const acts = {
    plan: async () => {
      const parsed = parsePlan(input);
      return parsed.ok ? planFinding(deps, actor, { ...own, ...parsed.value }) : parsed;
    },
    report: async () => {
      const parsed = parseCorrected(input);
      const fileIds = uploads.ids["file"] ?? [];
      return parsed.ok ? reportCorrected(deps, actor, { ...own, ...parsed.value, fileIds }) : parsed;
    },
    close: async () => {
      const parsed = parseNote(input);
      return parsed.ok ? closeFinding(deps, actor, { ...own, ...parsed.value }) : parsed;
    },
    reopen: async () => {
      const parsed = parseNote(input);
      return parsed.ok ? reopenFinding(deps, actor, { ...own, ...parsed.value }) : parsed;
    },
  };
  const banners = {
    plan: "finding.planned",
    report: "finding.corrected",
    close: "finding.closed",
    reopen: "finding.reopened",
  };
  const act = (["plan", "report", "close", "reopen"] as const).find((each) => each === input.intent);
  if (!act) return againWithFiles(deps, actor, { kind: "invalid", fields: [] }, input, uploads);
  const result = await acts[act]();
  return result.ok ? done(path, banners[act]) : againWithFiles(deps, actor, result.problem, input, uploads);
}
