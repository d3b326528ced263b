import type { Contribution } from "#app/ports.ts";
import { logWords } from "./log-words.ts";

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "audit", log };
