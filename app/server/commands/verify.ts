import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { AuditVerdict, Checkpoint } from "#app/modules/audit/rules.ts";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { verifyFile } from "#app/modules/decisions/services/verify.server.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError, type Run } from "./run.ts";

export const addVerify: AddCommand = (program, run) => {
  const verify = program
    .command("verify")
    .description("check that nothing was altered (改ざんの有無を確かめる)");
  verify
    .command("audit")
    .description("re-compute the chain of the operation log; exit 1 when it does not hold (操作記録の検証)")
    .option(
      "--checkpoint <file>",
      "compare with this signed head instead of the newest kept one (署名済みの控え)",
    )
    .action((options: { checkpoint?: string }, command) =>
      run(command, async (context) => {
        const { lang, print } = context;
        const actor = await context.actor();
        const refusal = denied(actor, "audit.verify");
        if (refusal) context.refuse(refusal.problem);
        const file = options.checkpoint ?? (await newestCheckpoint(context, actor.organisationId));
        const verdict = await judge(context, actor.organisationId, file);
        const { ok, entries, firstBad, head } = verdict;
        const w = words[lang];
        print(
          { ok, entries, firstBad, head, reason: verdict.reason, checkpoint: file },
          ok
            ? w.auditGood({ entries, head })
            : w.auditBad({ firstBad: firstBad ?? 0, reason: verdict.reason ?? "" }),
        );
        return ok ? 0 : 1;
      }),
    );
  verify
    .command("pdf <file>")
    .description(
      "is this file byte for byte the decided document? exit 1 when altered or unknown (PDF の検証)",
    )
    .action((file: string, _options: unknown, command) =>
      run(command, async ({ deps, lang, print }) => {
        const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
          throw new CommandError(words[lang].fileUnreadable({ file, reason: error.code ?? error.message }));
        });
        const verification = await verifyFile(deps, bytes);
        const { document } = verification;
        const lines = [words[lang].pdfVerdict[verification.verdict]];
        if (document) lines.push(`${document.organisation}  ${document.number}  ${document.title}`);
        lines.push(`SHA-256 ${verification.hash ?? ""}`);
        print(verification, lines.join("\n"));
        return verification.verdict === "genuine" || verification.verdict === "superseded" ? 0 : 1;
      }),
    );
};

const checkpointSchema = z.object({
  organisationId: z.string(),
  seq: z.number().int().min(0),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  signature: z.string(),
});

async function judge(
  { deps, lang }: Run,
  organisationId: string,
  file: string | null,
): Promise<AuditVerdict> {
  if (file === null) return verifyChain(deps.db.read, organisationId);
  const checkpoint = await readCheckpoint(file, lang);
  if (!deps.keys.canVerify(organisationId)) throw new CommandError(words[lang].keysMissing);
  const isSigned =
    checkpoint.organisationId === organisationId &&
    deps.keys.verifyHead(organisationId, checkpoint.head, checkpoint.signature);
  const verdict = await verifyChain(deps.db.read, organisationId, checkpoint);
  return isSigned || !verdict.ok ? verdict : { ...verdict, ok: false, firstBad: null, reason: "checkpoint" };
}

async function readCheckpoint(file: string, lang: Run["lang"]): Promise<Checkpoint> {
  try {
    return checkpointSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new CommandError(words[lang].fileUnreadable({ file, reason }));
  }
}

/** Checkpoints are kept beside the database, one a day. */
async function newestCheckpoint({ config }: Run, organisationId: string): Promise<string | null> {
  const dir = path.join(config.dataDir, "checkpoints", organisationId);
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  const newest = names.at(-1);
  return newest === undefined ? null : path.join(dir, newest);
}
