import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { langs } from "#app/i18n/lang.ts";
import { Gallery, galleryPages } from "#app/ui/gallery.tsx";
import { findViolations } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { staticPage } from "./static-page.tsx";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const widths = [1280, 360];

test.each(langs.flatMap((lang) => galleryPages.map((page) => ({ lang, page }))))(
  "gallery $page ($lang) has no axe violation and no sideways scroll, wide and narrow",
  async ({ lang, page }) => {
    const html = staticPage(<Gallery page={page} lang={lang} />, lang, `${page} ${lang}`);
    const tab = await browser.newPage();
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.setContent(html);
      expect(await findViolations(tab), `${width} px`).toEqual([]);
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
    }
    await tab.close();
  },
);

// In Latin letters: where no Japanese font is installed all glyphs look alike, and axe takes such a word for an icon.
test("an unlabelled field, a pale word and a broken list are found", async () => {
  const tab = await browser.newPage();
  await tab.setContent(
    staticPage(
      <main>
        <h1>Pale words</h1>
        <input type="text" />
        <ul>
          <p>行</p>
        </ul>
      </main>,
      "ja",
      "control",
    ),
  );
  await tab.addStyleTag({ content: "h1 { color: #ccc }" });
  const rules = (await findViolations(tab)).map((violation) => violation.rule);
  expect(rules).toEqual(expect.arrayContaining(["label", "color-contrast", "list"]));
  await tab.close();
});

test("no element carries an inline style: the content security policy would drop it", () => {
  for (const lang of langs) {
    for (const page of galleryPages) {
      const html = staticPage(<Gallery page={page} lang={lang} />, lang, page);
      expect(html.slice(html.indexOf("<body>"))).not.toMatch(/ style="/);
    }
  }
});

test("menus open by their summary alone and lie above the page", async () => {
  const tab = await browser.newPage({ viewport: { width: 360, height: 900 } });
  await tab.setContent(staticPage(<Gallery page="partner" lang="ja" />, "ja", "menus"));
  await tab.locator("main .more > summary").click();
  const box = await tab.locator("main .more-list").boundingBox();
  expect(box).not.toBeNull();
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 360).toBe(true);
  expect(await tab.locator(".side").isVisible()).toBe(false);
  await tab.locator(".menu-small > summary").click();
  expect(await tab.locator(".menu-small nav a").first().isVisible()).toBe(true);
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  await tab.close();
});

test("on paper nothing to press is left", async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.setContent(staticPage(<Gallery page="partner" lang="ja" />, "ja", "print"));
  await tab.emulateMedia({ media: "print" });
  for (const hidden of [".side", ".topbar .search", ".gate-foot", ".head .acts"]) {
    expect(await tab.locator(hidden).isVisible(), hidden).toBe(false);
  }
  expect(await tab.locator(".gate").isVisible()).toBe(true);
  await tab.close();
});
