import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * veraPDF, the reference validator, out of an npm package that ships it. It is no dependency of the product: it is
 * fetched once into the cache of node_modules, and whoever has no Java is told that the check was left out.
 */
const root = path.resolve(import.meta.dirname, "../..");
const cache = path.join(root, "node_modules/.cache/verapdf");
const jar = path.join(cache, "package/lib/opendataloader-pdf-cli.jar");
/** Debian's libjaxb-java; Java itself has these no more since version 11. */
const jaxb = ["jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation"].map(
  (name) => `/usr/share/java/${name}.jar`,
);

export const hasProgram = (name: string, argument = "--version"): boolean =>
  spawnSync(name, [argument], { stdio: "ignore" }).error === undefined;

function fetchJar(): boolean {
  if (existsSync(jar)) return true;
  const partial = `${cache}.${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    const options = { cwd: partial, stdio: ["ignore", "pipe", "ignore"] as ("ignore" | "pipe")[] };
    execFileSync("npm", ["pack", "--silent", "@opendataloader/pdf@2.5.0"], options);
    execFileSync("tar", ["xzf", "opendataloader-pdf-2.5.0.tgz"], options);
    renameSync(partial, cache);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return existsSync(jar);
}

/** Why veraPDF cannot run here, or undefined when it can. */
export function whyNoValidator(): string | undefined {
  if (!hasProgram("java", "-version")) return "no java";
  if (!jaxb.every((file) => existsSync(file))) return "no libjaxb-java";
  if (!fetchJar()) return "@opendataloader/pdf could not be fetched";
  return undefined;
}

/** Conformance to PDF/UA-1 and PDF/A-2a; `report` has the broken rules. */
export function validatePdf(...files: readonly string[]): {
  readonly conforms: boolean;
  readonly report: string;
} {
  const run = spawnSync(
    "java",
    ["-cp", [jar, ...jaxb].join(":"), path.join(import.meta.dirname, "ValidatePdf.java"), "ua1,2a", ...files],
    { encoding: "utf8" },
  );
  return { conforms: run.status === 0, report: `${run.stdout}${run.status === 0 ? "" : run.stderr}` };
}
