import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { need, partner } from "#app/http/ladder.server.ts";
import { companyLinks } from "#app/modules/assessments/components/links.ts";
import { readSubmission } from "#app/modules/assessments/services/pages.server.ts";

/** To the first section that is not complete; to the summary once there is none, or nothing may be changed. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor } = await partner(args, "own.read");
  const { assessmentId = "" } = args.params;
  const page = need(await readSubmission(deps, actor, assessmentId));
  const links = companyLinks(assessmentId);
  const open = page.isOpen ? page.blocks.find((block) => block.answered < block.total) : undefined;
  throw redirect(open ? links.section(open.id) : links.submit);
}
