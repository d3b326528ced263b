import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { paperResponse } from "#app/http/paper.server.ts";
import { countHit } from "#app/modules/access/services/common.server.ts";
import { paperOfCirculation } from "#app/modules/decisions/services/read.server.ts";

/** The sealed file once decided, else the paper as it stands, marked 案. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor } = await staff(args, "report.read");
  need(await countHit(deps, "paper-person", actor.personId));
  const paper = need(await paperOfCirculation(deps, actor, args.params["circulationId"] ?? ""));
  return paperResponse({ bytes: paper.bytes, name: `${paper.number}.pdf` });
}
