import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { langs } from "#app/i18n/lang.ts";
import { doneSentence } from "#app/modules/home/done-words.ts";

const root = path.resolve(import.meta.dirname, "../../../app");

/** Codes of banners, as routes and what they share write them: `done(path, "code")`. */
const codes = ["routes", "http"].flatMap((folder) =>
  readdirSync(path.join(root, folder)).flatMap((file) =>
    [
      ...readFileSync(path.join(root, folder, file), "utf8").matchAll(
        /\bdone\([^;]*?"([a-z-]+\.[a-z-]+)"[^;]*?\);/gs,
      ),
    ].map((match) => ({ file, code: match[1] ?? "" })),
  ),
);

test("every banner that a route asks for has its sentence in both languages", () => {
  expect(codes.length).toBeGreaterThan(40);
  const missing = codes.filter(({ code }) => langs.some((lang) => doneSentence(lang, code) === null));
  expect(missing).toEqual([]);
});
