import type { Write } from "#db/index.server.ts";
import type { DeferralTable } from "#db/schema.ts";
import { insertDeferral, updateDeferralIfRevision } from "./queries.server.ts";

/**
 * Keeps a deferral 期限付継続 inside the act that asks for it or grants it. Whether the reason may be deferred, by whom and
 * until when is the act's question: the gate's for its reasons, the assessment's for a critical "no".
 */
export const keepDeferral = async (trx: Write, row: DeferralTable): Promise<void> => {
  await insertDeferral(trx, row);
};

/** Decides or revokes a deferral; false when somebody else was faster. */
export const changeDeferral = updateDeferralIfRevision;
