import type { Contribution, TaskRow, TaskRows } from "#app/ports.ts";
import type { FirstRows } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";

/**
 * For every type of a closed union of events, the relations whose gate such an act may change; an event that is not named does not
 * compile.
 */
export type Touched<E extends { readonly type: string }> = {
  readonly [T in E["type"]]: (
    executor: Executor,
    organisationId: string,
    event: OfType<E, T>,
  ) => readonly string[] | "all" | Promise<readonly string[] | "all">;
};
type OfType<E, T> = E extends { readonly type: infer U } ? (T extends U ? E : never) : never;

/** `Contribution.relationsOf` of a module's own events; those of other modules touch nothing of its own. */
export const relationsTouched =
  <E extends { readonly type: string }>(touched: Touched<E>): NonNullable<Contribution["relationsOf"]> =>
  async (executor, organisationId, event) => {
    const type = event.type as E["type"];
    return Object.hasOwn(touched, type)
      ? touched[type](executor, organisationId, event as unknown as OfType<E, E["type"]>)
      : [];
  };
/** Position of events that change no gate. */
export const touchesNone = (): readonly string[] => [];

/** What was found as rows of a list. */
export const listed = <R>(found: FirstRows<R>, toRow: (found: R) => TaskRow): TaskRows => ({
  rows: found.rows.map(toRow),
  total: found.total,
});
