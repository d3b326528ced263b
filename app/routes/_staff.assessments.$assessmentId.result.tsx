import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { paperResponse } from "#app/http/paper.server.ts";
import { langs } from "#app/i18n/lang.ts";
import { drawResult } from "#app/modules/assessments/services/paper.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.read");
  const wanted = langs.find((each) => each === url.searchParams.get("lang")) ?? lang;
  const assessmentId = args.params["assessmentId"] ?? "";
  return paperResponse(need(await drawResult(deps, actor, { assessmentId, lang: wanted })));
}
