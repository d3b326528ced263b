import type { FirstRows } from "#db/first-rows.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { Lang, Text } from "./i18n/lang.ts";
import type { DecisionSubjects, Deps, Role } from "./ports.ts";

/**
 * What a module offers to the whole. Each module's `contribution.server.ts` exports one, `server/contributions.ts` lists them all, and
 * whoever stands above (home, views, the log, the kept state, the sweep of what has run out) asks every module through
 * `Deps.contributions` without knowing any. A slot left out means that the module has nothing of the kind.
 */
export interface Contribution {
  /** The module's folder. */
  readonly module: string;
  /** Rows of to-do lists, by kind; a kind belongs to one module. */
  readonly tasks?: Readonly<Record<string, TaskKind>>;
  /** How the operation log reads: every type of event that the module records. */
  readonly log?: Readonly<Record<string, LogKind>>;
  /**
   * Relations whose gate an event may change, asked inside the act's transaction before it is committed. `"all"`: of the whole
   * organisation. An empty list for events that change none.
   */
  readonly relationsOf?: (
    executor: Executor,
    organisationId: string,
    event: RecordedEvent,
  ) => Promise<readonly string[] | "all">;
  /** What the search field finds of this module, in the order of its groups. */
  readonly search?: Readonly<Record<string, SearchGroup>>;
  /** What is erased when it has run out. */
  readonly retention?: readonly RetentionRule[];
  /** What circulations decide, by kind of subject. */
  readonly subjects?: DecisionSubjects;
}

/** An event of the operation log as hooks see it. */
export interface RecordedEvent {
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly partnerId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

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

/** Whose tasks, and on which day (`YYYY-MM-DD`, Tokyo). `soon` is the last day that counts as near. */
export interface TaskAsked {
  readonly organisationId: string;
  readonly role: Role;
  readonly personId: string;
  /** The department whose relations alone are asked for; null for all. */
  readonly department: string | null;
  /** The partner whose own tasks are asked for; null for staff. */
  readonly partnerId: string | null;
  readonly today: string;
  readonly soon: string;
  readonly now: string;
  /** How many rows of a kind are wanted at most; they are counted all the same. */
  readonly limit: number;
}
export interface TaskRow {
  /** Company or document concerned. */
  readonly whom: string;
  /** Title of the relation, number of the finding, name of the data … */
  readonly about: string;
  readonly dueOn?: string | null;
  readonly sinceOn?: string | null;
  readonly count?: number | null;
  readonly href: string;
}
/** The most urgent rows of a kind, soonest day first, and how many there are with those that are left out. */
export interface TaskRows {
  readonly rows: readonly TaskRow[];
  readonly total: number;
}
/** Entries of the side navigation that count what waits. */
export type NavPlace = "assessments" | "findings" | "custody" | "deferrals" | "reports";
export interface TaskKind {
  /** On whose lists it stands. */
  readonly roles: readonly Role[];
  /** Entry of the side navigation that counts it; none when left out. */
  readonly place?: NavPlace;
  /** Somebody else has to act; the row only shows how it stands. */
  readonly isWaiting?: boolean;
  readonly words: TaskWords;
  find(executor: Executor, asked: TaskAsked): Promise<TaskRows>;
}
export type TaskWords = Readonly<Record<Lang, { readonly title: string; readonly action: string }>>;

/** What was found as rows of a list. */
export const listed = <R>(found: FirstRows<R>, toRow: (found: R) => TaskRow): TaskRows => ({
  rows: found.rows.map(toRow),
  total: found.total,
});

/** One type of event as a reader sees it: a sentence, and a label and a wording for each field of its payload. */
export interface LogKind {
  readonly sentence: Text;
  /** Payload and personal fields by name; null for what only machines read. */
  readonly fields: Readonly<Record<string, LogField | null>>;
  /** Whether a stored payload has the declared shape; one of another release may not. */
  readonly isDeclared: (data: unknown) => boolean;
}
export interface LogField {
  readonly label: Text;
  /** Words of codes that the field may hold; a code without words stands as it is kept. */
  readonly codes?: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
  /** The number of a record, which every reader understands without a label. */
  readonly isRecord?: boolean;
  /** How a value reads that is neither a code, a day, a number nor a text. */
  readonly word?: (value: unknown, lang: Lang) => string;
}

/** What somebody looks for: rows whose text holds every word. `words` are folded (`foldText`). */
export interface SearchAsked {
  readonly organisationId: string;
  readonly words: readonly string[];
  /** The department whose records alone are looked through; null for all. */
  readonly department: string | null;
  readonly limit: number;
}
export interface SearchRow {
  readonly label: string;
  readonly note: string;
  readonly href: string;
  /** Whose record it is, where the module does not know what partners are called: the search puts the name into the note. */
  readonly partnerId?: string | null;
}
export interface SearchGroup {
  readonly title: Text;
  /** Where it stands among the groups of all modules, the lowest first. */
  readonly place: number;
  find(executor: Executor, asked: SearchAsked): Promise<readonly SearchRow[]>;
}

export interface RetentionRule {
  /** Key of the job's outcome. */
  readonly name: string;
  /** Days after which a row is of no more use. */
  readonly days: number;
  /** Erases what ran out before an instant and answers how many rows. */
  erase(trx: Write, deps: Pick<Deps, "now">, before: string): Promise<number>;
}
