import type { LoaderFunctionArgs } from "@remix-run/node";
import { frameOf, throwProblem } from "#app/http/ladder.server.ts";

/** Every address that nothing else serves: with a route of its own its page is drawn in the person's language. */
export async function loader(args: LoaderFunctionArgs) {
  await frameOf(args);
  return throwProblem({ kind: "not-found" });
}

export default function Nothing() {
  return null;
}
