import fc from "fast-check";
import { expect, test } from "vitest";
import { fromFlag, fromJson, fromJsonOrNull, toFlag, toJson } from "#db/codec.ts";

test("a flag is 0 or 1 and comes back", () => {
  expect([toFlag(true), toFlag(false)]).toEqual([1, 0]);
  fc.assert(fc.property(fc.boolean(), (value) => fromFlag(toFlag(value)) === value));
});

test("JSON comes back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(fromJson(toJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(fromJsonOrNull(null)).toBeNull();
  expect(fromJsonOrNull<{ a: number }>('{"a":1}')).toEqual({ a: 1 });
});
