import { recordEvent } from "#app/modules/audit/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import type { Write } from "#db/index.server.ts";
import type { AccessEvent } from "../event-rules.ts";
import { findOnce, insertOnce } from "../queries.server.ts";
import { sha256 } from "./common.server.ts";

/**
 * Does an act once per key: a double click, a retry or two browsers get the first outcome again.
 * The key comes from the form (`_once`), made when the form was drawn; the record is written in the act's transaction.
 */
export async function actOnce<T>(
  deps: Deps,
  actor: Actor,
  once: { key: string; act: string },
  perform: (trx: Write) => Promise<Result<T>>,
): Promise<Result<T>> {
  const personId = personIdOf(actor) ?? "system";
  const key = once.key === "" ? "" : sha256(once.key);
  return deps.db.write(async (trx) => {
    if (key !== "") {
      const done = await findOnce(trx, key, personId, once.act);
      if (done) return ok(JSON.parse(done.outcome) as T);
    }
    const result = await perform(trx);
    if (!result.ok) return result;
    if (key !== "") {
      await insertOnce(trx, {
        key,
        personId,
        act: once.act,
        outcome: JSON.stringify(result.value ?? null),
        recordedAt: deps.now().toISOString(),
      });
    }
    return result;
  });
}

/** Records that somebody was turned away at a door. */
export async function recordDenied(
  deps: Deps,
  actor: Actor,
  permission: string,
  path: string,
): Promise<void> {
  await deps.db.write((trx) =>
    recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.denied",
      subject: { kind: "route", id: path.slice(0, 120) },
      data: { permission },
    }),
  );
}
