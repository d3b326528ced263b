import { expect, test } from "vitest";
import { z } from "zod";
import { fieldProblemsOf } from "#app/i18n/field-problems.ts";
import { fieldCodes, fieldSentence, fieldWords } from "#app/i18n/field-words.ts";
import { langs } from "#app/i18n/lang.ts";
import { detectLanguage, languageCookie, languageFromAcceptHeader } from "#app/i18n/language.server.ts";
import { pageTitle, problemWords } from "#app/i18n/words.ts";
import type { Problem } from "#app/result.ts";

test.each(langs.flatMap((lang) => fieldCodes.map((code) => ({ lang, code }))))(
  "$code in $lang names the field and never shows a hole",
  ({ lang, code }) => {
    const empty = fieldSentence({ path: "x", code }, "件数", lang);
    const full = fieldSentence(
      { path: "x", code, params: { value: "−312", min: 1, max: 9, other: "引渡日", length: 12 } },
      "件数",
      lang,
    );
    for (const sentence of [empty, full]) {
      expect(sentence).toContain("件数");
      expect(sentence).not.toMatch(/undefined|null|NaN|「」|“”| {2}/);
      expect(sentence).toMatch(lang === "ja" ? /。|例: .+$/ : /[.)]$/);
    }
  },
);

test("both languages have the same sentences", () => {
  expect(Object.keys(fieldWords.en).sort()).toEqual(Object.keys(fieldWords.ja).sort());
});

test("a sentence shows the typed value cut short and free of control characters", () => {
  const long = fieldSentence(
    { path: "x", code: "day-invalid", params: { value: "あ".repeat(500) } },
    "引渡日",
    "ja",
  );
  expect(long.length).toBeLessThan(130);
  const bell = fieldSentence(
    { path: "x", code: "day-invalid", params: { value: "a\u0007b" } },
    "引渡日",
    "ja",
  );
  expect(bell).not.toMatch(/\p{Cc}/u);
});

test("a module's own code wins, an unknown one still gives a sentence", () => {
  expect(fieldSentence({ path: "x", code: "own" }, "項目", "ja", { own: () => "自分の文" })).toBe("自分の文");
  expect(fieldSentence({ path: "x", code: "never-heard" }, "項目", "ja")).toBe(
    "項目は使えません。入力し直してください。",
  );
});

test("zod issues become field problems by form name, with rule and value", () => {
  const schema = z.object({
    name: z.string().min(1).max(5),
    count: z.number().int().min(1),
    kind: z.enum(["a", "b"]),
    day: z.string().refine(() => false, "day-invalid"),
    lines: z.array(z.object({ items: z.array(z.string()).min(1) })),
    own: z.custom(() => false, { message: "day-order", params: { other: "引渡日" } }),
  });
  const result = schema.safeParse({
    name: "",
    count: 0,
    kind: "c",
    day: "x",
    lines: [{ items: [] }],
    own: 1,
  });
  const problems = fieldProblemsOf(result.error?.issues ?? [], (path) => (path === "day" ? "x" : undefined));
  expect(problems).toEqual([
    { path: "name", code: "required", params: { min: 1 } },
    { path: "count", code: "number-range", params: { min: 1 } },
    { path: "kind", code: "unknown-choice", params: {} },
    { path: "day", code: "day-invalid", params: { value: "x", length: 1 } },
    { path: "lines.0.items", code: "choose-some", params: { min: 1 } },
    { path: "own", code: "day-order", params: { other: "引渡日" } },
  ]);
  const long = schema.shape.name.safeParse("123456");
  expect(fieldProblemsOf(long.error?.issues ?? [])[0]).toMatchObject({
    code: "too-long",
    params: { max: 5 },
  });
});

const problems: readonly Problem[] = [
  { kind: "invalid", fields: [] },
  { kind: "not-found" },
  { kind: "forbidden" },
  { kind: "reauthenticate" },
  { kind: "conflict", what: "contract" },
  { kind: "refused", code: "x" },
  { kind: "too-many", retryAfterSeconds: 61 },
  { kind: "too-large", limitBytes: 1024 * 1024 },
  { kind: "unavailable", what: "mail" },
  { kind: "unavailable", what: "signer" },
  { kind: "unavailable", what: "disk" },
  { kind: "unavailable", what: "database" },
];
test.each(langs.flatMap((lang) => problems.map((problem) => ({ lang, problem }))))(
  "problem $problem.kind has title and body in $lang",
  ({ lang, problem }) => {
    const { title, body } = problemWords(problem, lang);
    expect(title.length).toBeGreaterThan(4);
    expect(body).toMatch(lang === "ja" ? /。$/ : /\.$/);
  },
);

test("a wait is said in whole minutes, rounded up", () => {
  expect(problemWords({ kind: "too-many", retryAfterSeconds: 61 }, "ja").body).toContain("2分");
  expect(problemWords({ kind: "refused", code: "x" }, "ja", "引渡不可です。").body).toBe("引渡不可です。");
});

test("a title names the page, then the product", () => {
  expect(pageTitle("引渡しを記録する", "ja")).toBe("引渡しを記録する | あずかり");
  expect(pageTitle("Partners", "en")).toBe("Partners | Azukari");
});

test.each([
  [null, null],
  ["ja,en;q=0.8", "ja"],
  ["en-GB,en;q=0.9,ja;q=0.8", "en"],
  ["fr,de;q=0.7", null],
  ["en;q=0, ja", "ja"],
  ["ja;q=0.2, en;q=0.9", "en"],
])("Accept-Language %s gives %s", (header, lang) => {
  expect(languageFromAcceptHeader(header)).toBe(lang);
});

test("the person's choice comes before the browser's wish, Japanese stands last", () => {
  const request = (headers: Record<string, string>) => new Request("http://localhost/", { headers });
  expect(detectLanguage(request({ cookie: "a=1; lang=en", "accept-language": "ja" }))).toBe("en");
  expect(detectLanguage(request({ cookie: "lang=xx", "accept-language": "en" }))).toBe("en");
  expect(detectLanguage(request({}))).toBe("ja");
  expect(languageCookie("en", { secure: true })).toMatch(
    /lang=en; Path=\/;.*SameSite=Lax; HttpOnly; Secure$/,
  );
});
