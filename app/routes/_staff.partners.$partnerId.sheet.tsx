import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { paperResponse } from "#app/http/paper.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { langs } from "#app/i18n/lang.ts";
import { countHit } from "#app/modules/access/services/common.server.ts";
import { drawPartnerSheet } from "#app/modules/oversight/services/sheet.server.ts";

/** 取引先個票 of any day (`?asOf=`) in either language (`?lang=`). */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  need(await countHit(deps, "paper-person", actor.personId));
  const asOf = url.searchParams.get("asOf");
  const language = langs.find((l) => l === url.searchParams.get("lang")) ?? lang;
  const paper = need(
    await drawPartnerSheet(deps, actor, {
      partnerId: args.params["partnerId"] ?? "",
      language,
      ...(asOf ? { asOf: parseDayInput(asOf) ?? asOf } : {}),
    }),
  );
  return paperResponse(paper);
}
