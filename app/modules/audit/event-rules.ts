import { z } from "zod";
import type { Text } from "#app/i18n/lang.ts";
import type { LogField, LogKind } from "#app/ports.ts";

/** What every event of one type holds. Types and fields stand in logs for ever: a new fact is a new optional field. */
export interface EventShape {
  /** Kind of the subject. */
  readonly subject: string;
  /** The subject may have no id. */
  readonly isWithoutId?: true;
  /** Whether it belongs to a partner's story; left out: to none of its own. */
  readonly partner?: "always" | "if-any";
  /** Codes, ids, numbers and days; nothing that names a person. */
  readonly data: z.ZodRawShape;
  /** Names, addresses, free text about a person, kept beside the chain and erasable. */
  readonly personal?: Readonly<Record<string, "always" | "if-any">>;
}
export type EventShapes = Readonly<Record<string, EventShape>>;

/** Declares the events of a module; the type that `recordEvent` asks for is `EventOf` it. */
export const declareEvents = <const D extends EventShapes>(declared: D): D => declared;

type PartnerOf<S extends EventShape> = S extends { readonly partner: "always" }
  ? { readonly partnerId: string }
  : S extends { readonly partner: "if-any" }
    ? { readonly partnerId: string | null }
    : object;
type KeysOf<P, Wanted> = { [K in keyof P & string]: P[K] extends Wanted ? K : never }[keyof P & string];
type Held<P> = { readonly [K in KeysOf<P, "always">]: string } & {
  readonly [K in KeysOf<P, "if-any">]?: string;
};
type PersonalOf<S extends EventShape> = S extends { readonly personal: infer P }
  ? KeysOf<P, "always"> extends never
    ? { readonly personal?: Held<P> }
    : { readonly personal: Held<P> }
  : object;

/** The closed union of the events that a module declares. */
export type EventOf<D extends EventShapes> = {
  [T in keyof D & string]: {
    readonly type: T;
    readonly subject: {
      readonly kind: D[T]["subject"];
      readonly id: D[T] extends { readonly isWithoutId: true } ? string | null : string;
    };
    readonly data: z.infer<z.ZodObject<D[T]["data"]>>;
  } & PartnerOf<D[T]> &
    PersonalOf<D[T]>;
}[keyof D & string];

type FieldOf<S extends EventShape> =
  | (keyof S["data"] & string)
  | (S extends { readonly personal: infer P } ? keyof P & string : never);

/** Words of all events that a module declares: every field has a label, or null when only machines read it. */
export type EventWords<D extends EventShapes> = {
  readonly [T in keyof D & string]: {
    readonly sentence: Text;
    readonly fields: { readonly [F in FieldOf<D[T]>]: LogField | null };
  };
};

/** The declared events with their words, as a module offers them to the log. */
export function wordEvents<D extends EventShapes>(
  declared: D,
  words: EventWords<D>,
): { readonly [T in keyof D & string]: LogKind } {
  const kinds = Object.entries(words as EventWords<EventShapes>).map(([type, { sentence, fields }]) => {
    const schema = z.strictObject(declared[type]?.data ?? {});
    return [type, { sentence, fields, isDeclared: (data: unknown) => schema.safeParse(data).success }];
  });
  // The words have every declared type as a key.
  return Object.fromEntries(kinds) as { [T in keyof D & string]: LogKind };
}

/** What the log records of itself. */
export const auditEvents = declareEvents({
  // Personal fields of an earlier entry were erased, as the law demands.
  "audit.personal-erased": {
    subject: "audit-entry",
    data: { seq: z.number(), fields: z.array(z.string()).readonly(), reason: z.string() },
  },
  "audit.exported": {
    subject: "operation-log",
    isWithoutId: true,
    data: { format: z.string(), entries: z.number() },
  },
});
export type AuditLogEvent = EventOf<typeof auditEvents>;
