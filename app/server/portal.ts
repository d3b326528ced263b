import { text } from "node:stream/consumers";
import { runPortal } from "./command-line.ts";

process.exitCode = await runPortal(process.argv.slice(2), {
  env: process.env,
  input: () => text(process.stdin),
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
});
