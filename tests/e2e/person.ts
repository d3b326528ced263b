import type { Browser, ConsoleMessage, Locator, Page, Response } from "playwright-core";
import type { Lang } from "#app/i18n/lang.ts";

export interface PersonOptions {
  readonly origin: string;
  readonly lang: Lang;
  readonly javaScript: boolean;
  readonly seen: Set<string>;
}

/** A value for a field: text typed, an option chosen, boxes ticked, or files put in. */
export type Entry =
  | string
  | readonly string[]
  | boolean
  | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Somebody at a browser. Every screen they come to is held to be without errors, and not to scroll sideways on a telephone. */
export interface Person {
  readonly page: Page;
  /** Follows an address of the portal. */
  open(path: string): Promise<void>;
  /** Fills fields by their form names, inside `scope` (the page's main part unless told). */
  fill(entries: Readonly<Record<string, Entry>>, scope?: Locator): Promise<void>;
  /** Presses a button that sends a form, and waits for the page that answers; `status` is that page's. */
  press(button: string | Locator, status?: number): Promise<void>;
  /** Presses a button that changes this page only. */
  pressHere(button: string): Promise<void>;
  /** Follows a link by its words. */
  follow(link: string | Locator): Promise<void>;
  /** Fails unless this address is refused: it is not there, or not for this person. */
  isRefused(path: string): Promise<void>;
  /** The words of the main part of the page, white space folded. */
  text(): Promise<string>;
  /** Fails unless the page says each of these. */
  sees(...parts: readonly string[]): Promise<void>;
  /** Fails if the page says any of these. */
  misses(...parts: readonly string[]): Promise<void>;
  switchTo(lang: Lang): Promise<void>;
  download(link: string | Locator): Promise<Buffer>;
  leave(): Promise<void>;
}

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };
const id = /[0-9a-f]{8}-[0-9a-f-]{27}|\/[A-Za-z0-9_-]{40,}/g;
const fold = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

export async function openPerson(browser: Browser, options: PersonOptions): Promise<Person> {
  const context = await browser.newContext({
    baseURL: options.origin,
    viewport: WIDE,
    locale: options.lang === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    javaScriptEnabled: options.javaScript,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  let status = 200;

  page.on("console", (message: ConsoleMessage) => {
    if (message.type() !== "error" && !/content security policy/i.test(message.text())) return;
    // The browser reports the refusal of a form, which the journey asks for itself, as a failed load of that page.
    const isRefusedForm =
      /the server responded with a status of (403|404|409|422)/.test(message.text()) &&
      message.location().url === page.url();
    if (!isRefusedForm) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.stack ?? error.message}`));
  page.on("response", (response: Response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
      status = response.status();
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
    else if (response.status() >= 400 && !response.request().isNavigationRequest())
      faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // The browser's own PDF viewer asks the browser itself: no host that the page asked.
    if (!/^(https?|wss?):/.test(request.url())) return;
    // Where scripts may not run, the browser does not fetch them either.
    const isUnwanted = !options.javaScript && /\.js$/.test(request.url());
    if (!why.includes("ERR_ABORTED") && !isUnwanted) faults.push(`failed: ${request.url()} ${why}`);
    if (!request.url().startsWith(options.origin)) faults.push(`asked elsewhere: ${request.url()}`);
  });

  const where = () => page.url().replace(options.origin, "");

  /** The page has come: it is whole, without errors, and keeps within a narrow screen. */
  async function settle(wanted: number): Promise<void> {
    await page.waitForLoadState("load");
    if (options.javaScript) {
      await page.waitForFunction(() =>
        Object.keys(document.querySelector("main") ?? document.body).some((key) => key.startsWith("__react")),
      );
    }
    if (status !== wanted)
      throw new Error(`${where()}: status ${status}, not ${wanted}: ${(await text()).slice(0, 1500)}`);
    const kind = new URL(page.url()).pathname.replaceAll(id, "/:id");
    if (!options.seen.has(kind)) {
      options.seen.add(kind);
      await page.setViewportSize(NARROW);
      const wide = await page.evaluate(() => {
        const edge = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= edge) return [];
        return [...document.querySelectorAll("body *")]
          .filter((each) => each.getBoundingClientRect().right > edge + 1)
          .slice(0, 5)
          .map((each) => `${each.tagName}.${each.className} ${each.textContent?.slice(0, 40)}`);
      });
      if (wide.length > 0) faults.push(`scrolls sideways at ${NARROW.width} px: ${wide.join(" | ")}`);
      await page.setViewportSize(WIDE);
    }
    if (faults.length > 0) throw new Error(`${where()}: ${faults.splice(0).join("\n")}`);
  }

  async function text(): Promise<string> {
    return fold(await page.locator("main").first().innerText());
  }

  /** Opens the folded parts a field lies in, as a reader would. */
  async function unfold(field: Locator): Promise<void> {
    const folded = field.locator("xpath=ancestor::details[not(@open)]");
    for (let left = await folded.count(); left > 0; left = await folded.count()) {
      await folded.first().locator("xpath=./summary").click();
      if ((await folded.count()) >= left) throw new Error(`${where()}: a folded part does not open`);
    }
  }

  async function enter(scope: Locator, name: string, entry: Entry): Promise<void> {
    const field = scope.locator(`[name="${name}"]:not([type="hidden"])`);
    const first = field.first();
    if ((await field.count()) === 0)
      throw new Error(`${where()}: no field ${name}; there are: ${await namesIn(scope)}`);
    await unfold(first);
    const type = await first.evaluate((each) =>
      each instanceof HTMLInputElement ? each.type : each.tagName.toLowerCase(),
    );
    if (typeof entry === "object" && "buffer" in entry) return first.setInputFiles(entry);
    if (type === "radio" || type === "checkbox") {
      if (typeof entry === "boolean") return first.setChecked(entry);
      const values = typeof entry === "string" ? [entry] : (entry as readonly string[]);
      if (type === "radio") return scope.locator(`[name="${name}"][value="${values[0] ?? ""}"]`).check();
      const boxes = await field.evaluateAll((all) =>
        all.map((each) => ({ value: each.getAttribute("value") ?? "", isTicked: each.matches(":checked") })),
      );
      for (const { value, isTicked } of boxes)
        if (isTicked !== values.includes(value))
          await scope.locator(`[name="${name}"][value="${value}"]`).setChecked(!isTicked);
      return;
    }
    if (typeof entry !== "string") throw new Error(`${name} takes text`);
    if (type === "select") {
      await first.selectOption(entry);
      return;
    }
    await first.fill(entry);
  }

  const namesIn = async (scope: Locator): Promise<string> =>
    [
      ...new Set(
        await scope
          .locator("[name]:not([type='hidden'])")
          .evaluateAll((all) => all.map((each) => each.getAttribute("name") ?? "")),
      ),
    ].join(", ");

  const main = (): Locator => page.locator("main").first();
  /** The page after this one; a click that leads nowhere fails here and not later. */
  async function move(act: () => Promise<unknown>, wanted: number): Promise<void> {
    await Promise.all([page.waitForEvent("domcontentloaded"), act()]);
    await settle(wanted);
  }

  const person: Person = {
    page,
    text,
    open: (path) => move(() => page.goto(path), 200),
    async fill(entries, scope = main()) {
      for (const [name, entry] of Object.entries(entries)) await enter(scope, name, entry);
    },
    async press(button, wanted = 200) {
      const target =
        typeof button === "string"
          ? main().getByRole("button", { name: button, exact: true, includeHidden: true }).first()
          : button;
      await unfold(target);
      await move(() => target.click(), wanted);
    },
    async pressHere(button) {
      await main().getByRole("button", { name: button, exact: true, includeHidden: true }).first().click();
      if (faults.length > 0) throw new Error(`${where()}: ${faults.splice(0).join("\n")}`);
    },
    async follow(link) {
      const target =
        typeof link === "string" ? page.getByRole("link", { name: link, exact: true }).first() : link;
      await unfold(target);
      await move(() => target.click(), 200);
    },
    async isRefused(path) {
      await page.goto(path);
      if (status !== 404 && status !== 403) throw new Error(`${path}: status ${status}, not refused`);
      await settle(status);
    },
    async sees(...parts) {
      const said = await text();
      for (const part of parts)
        if (!said.includes(fold(part)))
          throw new Error(`${where()}: does not say 「${part}」: ${said.slice(0, 3000)}`);
    },
    async misses(...parts) {
      const said = await text();
      for (const part of parts)
        if (said.includes(fold(part)))
          throw new Error(`${where()}: says 「${part}」: ${said.slice(0, 3000)}`);
    },
    async switchTo(lang) {
      if ((await page.locator("html").getAttribute("lang")) === lang) return;
      await move(() => page.locator("form.language button:visible").first().click(), 200);
    },
    async download(link) {
      const target =
        typeof link === "string" ? page.getByRole("link", { name: link, exact: true }).first() : link;
      const href = await target.getAttribute("href");
      if (href === null) throw new Error(`${where()}: no address to download from`);
      const answer = await context.request.get(href);
      if (!answer.ok()) throw new Error(`${href}: ${answer.status()}`);
      return answer.body();
    },
    leave: () => context.close(),
  };
  return person;
}
