import { data } from "@remix-run/node";
import { answerField } from "#app/modules/assessments/rules/fields.ts";
import { parseAnswers } from "#app/modules/assessments/rules/forms.ts";
import { saveAnswers, saveSection } from "#app/modules/assessments/services/answering.server.ts";
import { readSection } from "#app/modules/assessments/services/pages.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { Problem } from "#app/result.ts";
import type { FormInput } from "./form.server.ts";
import { done, need, statusOf } from "./ladder.server.ts";
import { againWithFiles, takeUploads } from "./uploads.server.ts";

interface Saved {
  readonly savedAt?: string;
  readonly problem?: Problem;
}

/**
 * Reads one posted section and answers as its button says. The same for the partner and for the office that enters what came on
 * paper. `intent` autosave answers with the time of saving instead.
 */
export async function takeSection(
  deps: Deps,
  actor: Actor,
  input: FormInput,
  {
    assessmentId,
    block,
    links,
  }: {
    assessmentId: string;
    block: string | null;
    links: { section: (block: string) => string; submit: string; list: string };
  },
) {
  const view = need(await readSection(deps, actor, { assessmentId, block }));
  const asked = view.questions.map(({ number, isCritical, question }) => ({ number, isCritical, question }));
  const answers = parseAnswers(input, asked);
  if (input.intent === "autosave") {
    const saved = await saveAnswers(deps, actor, { assessmentId, answers });
    const reply: Saved = saved.ok ? { savedAt: saved.value.savedAt } : { problem: saved.problem };
    return data(reply, { status: saved.ok ? 200 : statusOf(saved.problem) });
  }
  const fields = asked.map(({ question }) => answerField.files(question.id));
  const uploads = await takeUploads(deps, actor, input, fields);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const removedFileId = input.text("remove");
  const saved = await saveSection(deps, actor, {
    assessmentId,
    block: view.block.id,
    answers,
    evidence: asked.map(({ question }) => ({
      questionId: question.id,
      fileIds: uploads.ids[answerField.files(question.id)] ?? [],
    })),
    ...(input.has("assignee") ? { assigneeId: input.text("assignee") || null } : {}),
    ...(removedFileId === "" ? {} : { removedFileId }),
  });
  if (!saved.ok) return againWithFiles(deps, actor, saved.problem, input, uploads);
  const here = links.section(view.block.id);
  if (removedFileId !== "") return done(here, "assessment.file-removed");
  if (input.intent === "close") return done(links.list, "assessment.saved");
  if (input.intent !== "next") return done(here, "assessment.saved");
  const at = view.blocks.findIndex((each) => each.id === view.block.id);
  const next = view.blocks[at + 1];
  return done(next ? links.section(next.id) : links.submit, "assessment.saved");
}
