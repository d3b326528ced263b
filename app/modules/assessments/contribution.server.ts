import type { Contribution } from "#app/contribution.ts";
import { relationsOf } from "./services/touched.server.ts";

export const contribution: Contribution = { module: "assessments", relationsOf };
