import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import type { Lang } from "#app/i18n/lang.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { openPerson, type Person } from "./person.ts";

/** The portal as operators run it: a process of its own, its own data, its own mail server. */
export interface Portal {
  readonly origin: string;
  readonly dataDir: string;
  readonly mailbox: Mailbox;
  /** `npm run -s portal -- …` with this portal's settings; rejects unless the exit code is 0. */
  command(args: readonly string[], input?: string): Promise<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What the process logged, for a failure's message. */
  log(): string;
}

const root = path.resolve(import.meta.dirname, "../..");
const START_WITHIN_MS = 120_000;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      server.close(() =>
        bound !== null && typeof bound === "object" ? resolve(bound.port) : reject(new Error("no port")),
      );
    });
  });

export async function createPortal(): Promise<Portal> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "azukari-e2e-"));
  const port = await freePort();
  const mailbox = await openMailbox();
  const origin = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    NODE_ENV: "production",
    PORT: String(port),
    ORIGIN: origin,
    DATA_DIR: dataDir,
    SMTP_URL: mailbox.url,
    LANG: "ja_JP.UTF-8",
  };
  const logged: string[] = [];
  let child: ChildProcess | null = null;

  const run = (file: string, args: readonly string[]) =>
    spawn(process.execPath, ["--import", "tsx", path.join(root, "app/server", file), ...args], {
      cwd: root,
      env,
      stdio: ["pipe", "pipe", "pipe"],
    });

  return {
    origin,
    dataDir,
    mailbox,
    log: () => logged.join("").slice(-6000),
    command: (args, input) =>
      new Promise((resolve, reject) => {
        const one = run("portal.ts", args);
        let said = "";
        let complained = "";
        one.stdout.on("data", (chunk) => {
          said += chunk;
        });
        one.stderr.on("data", (chunk) => {
          complained += chunk;
        });
        one.stdin.end(input ?? "");
        one.once("error", reject);
        one.once("close", (code) =>
          code === 0
            ? resolve(said)
            : reject(new Error(`portal ${args.join(" ")}: exit ${code}\n${said}\n${complained}`)),
        );
      }),
    async start() {
      const one = run("main.ts", []);
      child = one;
      one.stdin.end();
      for (const stream of [one.stdout, one.stderr]) stream.on("data", (chunk) => logged.push(String(chunk)));
      const until = Date.now() + START_WITHIN_MS;
      while (Date.now() < until) {
        if (one.exitCode !== null) throw new Error(`the portal ended: ${logged.join("")}`);
        const answer = await fetch(`${origin}/readyz`).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`the portal did not start: ${logged.join("")}`);
    },
    async stop() {
      const one = child;
      child = null;
      if (one && one.exitCode === null) {
        await new Promise<void>((resolve) => {
          one.once("close", () => resolve());
          one.kill("SIGTERM");
        });
      }
      await mailbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Walk {
  readonly portal: Portal;
  readonly browser: Browser;
  readonly javaScript: boolean;
  /** Kinds of screens already looked at for sideways scroll. */
  readonly seen: Set<string>;
}

/** Somebody with a browser of their own. */
export const enter = (walk: Walk, lang: Lang): Promise<Person> =>
  openPerson(walk.browser, {
    origin: walk.portal.origin,
    lang,
    javaScript: walk.javaScript,
    seen: walk.seen,
  });

/** The address in a mail that leads into the portal. */
export const linkIn = (text: string, origin: string): string => {
  const link = text.match(/https?:\/\/\S+/g)?.find((one) => one.startsWith(origin));
  if (link === undefined) throw new Error(`no link in: ${text}`);
  return link;
};

/** A small PDF that is one (ISO 32000-1, 7.5.1): header, five objects, cross-reference table, trailer. */
export function smallPdf(text: string): Buffer {
  const stream = `BT /F1 12 Tf 72 770 Td (${text.replaceAll(/[()\\]/g, "")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((body, at) => {
    const offset = pdf.length;
    pdf += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = pdf.length;
  pdf += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, "latin1");
}
