import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { LotScreen } from "#app/modules/custody/components/lot.tsx";
import { LotStateMark } from "#app/modules/custody/components/parts.tsx";
import {
  acknowledgeSchema,
  copySchema,
  returnSchema,
  reversalSchema,
} from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { acknowledgeLot, recordCopy, recordReturn } from "#app/modules/custody/services/lots.server.ts";
import { reverseEntry } from "#app/modules/custody/services/mending.server.ts";
import { readLot } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.read");
  return {
    lang,
    page: need(await readLot(deps, actor, args.params["lotId"] ?? "")),
    once: deps.newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.write");
  const lotId = args.params["lotId"] ?? "";
  const input = await form(args, actor.personId);
  const base = { lotId, revision: input.revision ?? -1, once: input.once };
  const at = `/lots/${lotId}`;
  if (input.intent === "return") {
    const parsed = parseWith(returnSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const result = await recordReturn(deps, actor, { ...base, ...parsed.value });
    return result.ok ? done(at, "custody.returned") : again(result.problem, input);
  }
  if (input.intent === "copy") {
    const parsed = parseWith(copySchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const result = await recordCopy(deps, actor, { ...base, ...parsed.value });
    return result.ok ? done(`/lots/${result.value.lotId}`, "custody.copied") : again(result.problem, input);
  }
  if (input.intent === "reverse") {
    const parsed = parseWith(reversalSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const result = await reverseEntry(deps, actor, { ...base, ...parsed.value });
    return result.ok ? done(at, "custody.reversed") : again(result.problem, input);
  }
  const parsed = parseWith(acknowledgeSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await acknowledgeLot(deps, actor, { ...base, ...parsed.value });
  return result.ok ? done(at, "custody.acknowledged") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${data.page.lot.number} ${data.page.lot.dataName}` : words[lang].screen.lot;
  return [{ title: pageTitle(title, lang) }];
};

export default function Lot() {
  const { lang, page, once } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { lot, relation } = page;
  return (
    <>
      <PageHead
        title={lot.dataName}
        crumbs={[
          { label: s.custody, href: "/custody" },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: lot.number },
        ]}
        facts={[
          relation.partnerName,
          <b key="n">{lot.number}</b>,
          <LotStateMark key="s" standing={page.standing} />,
        ]}
      />
      <LotScreen page={page} once={once} rejected={rejected} />
    </>
  );
}
