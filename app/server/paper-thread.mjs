// A thread does not inherit the loader of TypeScript from `--import tsx` on Node 20: it registers its own.
import { register } from "tsx/esm/api";

register();
await import("./paper-worker.ts");
