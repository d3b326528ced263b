import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { paperResponse } from "#app/http/paper.server.ts";
import { getArtefact } from "#app/modules/decisions/services/read.server.ts";

/** One stored artefact, its bytes as they were hashed. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor } = await staff(args, "report.read");
  const { artefact, bytes, number } = need(await getArtefact(deps, actor, args.params["artefactId"] ?? ""));
  const name = `${number}-${artefact.round}-${artefact.kind}`;
  return artefact.kind === "model"
    ? paperResponse({ bytes, name: `${name}.json`, type: "application/json; charset=utf-8" })
    : paperResponse({ bytes, name: `${name}.pdf` });
}
