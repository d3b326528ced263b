import { expect } from "vitest";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent, sinceLastAct } from "#app/modules/audit/services.server.ts";
import type { Actor } from "#app/ports.ts";
import { makeCoOp } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";

forEachDatabase("what is derived holds until the next act, for its own key and database", async (open) => {
  const deps = testDeps(await open());
  const { organisationId } = await makeCoOp(deps);
  const actor: Actor = { kind: "system", name: "test", organisationId, lang: "ja" };
  let derived = 0;
  const read = (key: string, from = deps) =>
    sinceLastAct(from, organisationId, key, async () => {
      derived += 1;
      return derived;
    });
  expect([await read("a"), await read("a"), await read("b"), await read("a")]).toEqual([1, 1, 2, 1]);
  await deps.db.write((trx) =>
    recordEvent<AuditEvent>(trx, deps, actor, {
      type: "test.done",
      subject: { kind: "thing", id: null },
      data: {},
    }),
  );
  expect([await read("a"), await read("a")]).toEqual([3, 3]);
  expect(await read("a", testDeps(await open()))).toBe(4);
});

forEachDatabase("an act while something is derived makes it derived again", async (open) => {
  const deps = testDeps(await open());
  const { organisationId } = await makeCoOp(deps);
  const actor: Actor = { kind: "system", name: "test", organisationId, lang: "ja" };
  const act = () =>
    deps.db.write((trx) =>
      recordEvent<AuditEvent>(trx, deps, actor, {
        type: "test.done",
        subject: { kind: "thing", id: null },
        data: {},
      }),
    );
  let isAfter = false;
  await sinceLastAct(deps, organisationId, "a", async () => {
    await act();
    return isAfter;
  });
  isAfter = true;
  expect(await sinceLastAct(deps, organisationId, "a", async () => isAfter)).toBe(true);
});
