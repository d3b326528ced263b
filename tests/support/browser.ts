import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A system browser (or the one CHROMIUM_PATH names), else the one that comes with npm. */
const findBrowser = async (): Promise<{ path: string; args: readonly string[] }> => {
  const found = [process.env["CHROMIUM_PATH"], ...systemBrowsers].find((path) => path && existsSync(path));
  if (found) return { path: found, args: [] };
  // The package unpacks its own libraries only when it believes to run on this runtime (@sparticuz/chromium, README).
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x";
  const { default: packed } = await import("@sparticuz/chromium");
  // It is set up for a function that opens one page; in a single process the second context ends the browser.
  const args = packed.args.filter((arg) => arg !== "--single-process");
  return { path: await packed.executablePath(), args };
};

/** Starts a headless Chromium that speaks to nobody but the pages it is given. Close it, or `await using` it. */
export const launchBrowser = async (): Promise<Browser> => {
  const { path, args } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: [...new Set([...args, ...quietArguments])],
  });
};
