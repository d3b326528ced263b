import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { paperResponse } from "#app/http/paper.server.ts";
import { countHit } from "#app/modules/access/services/common.server.ts";
import { isEditable } from "#app/modules/oversight/rules/forms.ts";
import { getReport, previewDraft } from "#app/modules/oversight/services/reports.server.ts";

/** A draft as it would be submitted now; once it circulates, the paper of its circulation. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor } = await staff(args, "report.read");
  const { row } = need(await getReport(deps, actor, args.params["reportId"] ?? ""));
  if (!isEditable(row.state) && row.circulationId !== null)
    throw redirect(`/decisions/${row.circulationId}/paper`);
  need(await countHit(deps, "paper-person", actor.personId));
  const paper = need(await previewDraft(deps, actor, row.id));
  return paperResponse({ bytes: paper.bytes, name: `${row.number}.pdf` });
}
