import { expect, test } from "vitest";
import { loggablePath, openLog } from "#app/server/log.ts";

function capture() {
  const lines: string[] = [];
  return { lines, log: openLog("info", { write: (line) => void lines.push(line) }) };
}

test("no secret reaches the log, at any of the depths that code logs at", () => {
  const { lines, log } = capture();
  const secret = "hunter2-SECRET";
  for (const key of [
    "password",
    "token",
    "cookie",
    "authorization",
    "email",
    "recipient",
    "body",
    "smtpUrl",
  ]) {
    log.info({ [key]: secret, a: { [key]: secret, b: { [key]: secret } } }, "x");
  }
  const error = Object.assign(new Error(`connect postgres://user:${secret}@host failed`), { detail: secret });
  log.error({ error }, "x");
  expect(lines).toHaveLength(9);
  expect(lines.join("")).not.toContain(secret);
});

test("whatever is logged stays one line", () => {
  const { lines, log } = capture();
  log.warn({ name: 'a\r\n{"level":"info","msg":"forged"}\u001b[2J\u2028' }, "b\r\nc");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", msg: "b\r\nc" });
});

test.each([
  ["/partners/01a205fb-05ad-712b-ba60-c9addefba35d", "/partners/01a205fb-05ad-712b-ba60-c9addefba35d"],
  ["/invitation/-NWq5re7LdPm5oOPzbnWyhAmTBNObfSdxlHGGxMKC8A", "/invitation/:token"],
  ["/invitation/-NWq5re7LdPm5oOPzbnWyhAmTBNObfSdxlHGGxMKC8A.data", "/invitation/:token"],
  ["/", "/"],
])("the path %s is logged as %s", (pathname, expected) => {
  expect(loggablePath(pathname)).toBe(expected);
});
