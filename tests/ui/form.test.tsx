import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "#tests/support/browser.ts";
import { FormPage } from "./form-page.tsx";
import { hydratedPage } from "./static-page.tsx";

let browser: Browser;
let script: string;
beforeAll(async () => {
  browser = await launchBrowser();
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("./form-client.tsx", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  script = bundle.outputFiles[0]?.text ?? "";
});
afterAll(() => browser.close());

/** Opens the page under an address of its own; every POST is kept and answered by `answer`. */
const open = async (javaScript: boolean, answer: { status: number; delay?: number } = { status: 204 }) => {
  const context = await browser.newContext({ javaScriptEnabled: javaScript });
  const page = await context.newPage();
  const posts: URLSearchParams[] = [];
  await page.route("http://form.test/**", async (route) => {
    const request = route.request();
    if (request.method() === "POST") {
      posts.push(new URLSearchParams(request.postData() ?? ""));
      if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
      await route.fulfill({ status: answer.status, contentType: "text/html", body: "<title>done</title>" });
    } else if (request.url().endsWith("/client.js")) {
      await route.fulfill({ contentType: "text/javascript", body: script });
    } else {
      const html = hydratedPage(<FormPage />, "ja", "form", "/client.js");
      await route.fulfill({ contentType: "text/html", body: html });
    }
  });
  await page.goto("http://form.test/");
  if (javaScript) await page.waitForSelector("html[data-ready]");
  return { page, posts, [Symbol.asyncDispose]: () => context.close() };
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? "");
const register = (page: Page) => page.getByRole("button", { name: "登録する" }).click();

test("the browser takes the server's page over without changing it", async () => {
  await using form = await open(true);
  expect(await form.page.title()).toBe("form");
  expect(await form.page.inputValue("#f-name")).toBe("あおば");
});

test("a failed submit sends nothing, lists problems in page order and focuses the summary, each time anew", async () => {
  await using form = await open(true);
  const { page } = form;
  for (let attempt = 0; attempt < 2; attempt++) {
    await register(page);
    await page.waitForSelector("#error-summary");
    await expect.poll(() => focused(page)).toBe("error-summary");
    await page.focus("#f-name");
  }
  expect(form.posts).toEqual([]);
  expect(
    await page
      .locator("#error-summary a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
  ).toEqual(["#f-count", "#f-items"]);
  expect(await page.locator("#f-count").getAttribute("aria-invalid")).toBe("true");
  expect(await page.inputValue("#f-name")).toBe("あおば");
  await page.locator("#error-summary a").nth(1).click();
  expect(await focused(page)).toBe("f-items");
});

test("a mended field is judged when it is left", async () => {
  await using form = await open(true);
  const { page } = form;
  await register(page);
  await page.waitForSelector("#f-count-error");
  await page.fill("#f-count", "312");
  await page.focus("#f-name");
  await page.waitForSelector("#f-count-error", { state: "detached" });
  expect(await page.locator("#f-items-error").count()).toBe(1);
});

test.each([true, false])(
  "a good form arrives with its button, its once key and one encoding (JavaScript %s)",
  async (javaScript) => {
    await using form = await open(javaScript);
    const { page } = form;
    await page.fill("#f-count", "312");
    await page.check("#f-items");
    await register(page);
    await expect.poll(() => form.posts.length).toBe(1);
    expect([...(form.posts[0] ?? [])]).toEqual([
      ["_once", "key-1"],
      ["count", "312"],
      ["name", "あおば"],
      ["items", "a"],
      ["intent", "register"],
    ]);
  },
);

test("a draft is sent unjudged", async () => {
  await using form = await open(true);
  await form.page.getByRole("button", { name: "下書きを保存する" }).click();
  await expect.poll(() => form.posts.length).toBe(1);
  expect(form.posts[0]?.get("intent")).toBe("draft");
});

test("a double click sends once", async () => {
  await using form = await open(true, { status: 200, delay: 400 });
  const { page } = form;
  await page.fill("#f-count", "1");
  await page.check("#f-items");
  await page.getByRole("button", { name: "登録する" }).dblclick();
  await expect.poll(() => page.title()).toBe("done");
  expect(form.posts).toHaveLength(1);
});
