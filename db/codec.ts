import type { Flag } from "./schema.ts";

/** The one place where values become what both databases can hold, and back. */
export const toFlag = (value: boolean): Flag => (value ? 1 : 0);
export const fromFlag = (value: Flag | number): boolean => value === 1;
export const toJson = (value: unknown): string => JSON.stringify(value);
/** The writer of a JSON column decides its shape; readers name it once, here. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
export const fromJsonOrNull = <T>(text: string | null): T | null =>
  text === null ? null : (JSON.parse(text) as T);
