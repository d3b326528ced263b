import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { readPartnerHistory } from "#app/modules/registry/services/partner-facts.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { AsOfPicker } from "#app/modules/views/components/partner-head.tsx";
import { History } from "#app/modules/views/components/partner-overview.tsx";
import { PartnerTabFrame } from "#app/modules/views/components/tab-frame.tsx";
import { readPartnerHead } from "#app/modules/views/services/partner-page.server.ts";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Pager } from "#app/ui/nav.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const partnerId = args.params["partnerId"] ?? "";
  const before = url.searchParams.get("before") ?? "";
  const head = need(await readPartnerHead(deps, actor, { partnerId, lang }));
  const history = need(
    await readPartnerHistory(deps, actor, {
      partnerId,
      limit: 50,
      ...(/^\d{1,12}$/.test(before) ? { before: Number(before) } : {}),
    }),
  );
  return {
    lang,
    head,
    history: { entries: history.entries },
    next: history.next,
    isFirst: before === "",
    mayWrite: can(actor.role, "registry.write"),
    mayRelate: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(`${words[lang].page.historyTitle}: ${data?.head.name ?? ""}`, lang) }];
};

export default function PartnerHistory() {
  const data = useLoaderData<typeof loader>();
  const w = words[useLang()];
  const at = `/partners/${data.head.id}`;
  return (
    <PartnerTabFrame {...data} current="history">
      <Section id="history" title={w.page.historyTitle}>
        <AsOfPicker action={at} asOf={data.head.asOf} />
        <div className="mt-4">
          <History {...data.history} />
        </div>
        <Pager
          {...(data.isFirst ? {} : { firstHref: `${at}/history` })}
          {...(data.next === null ? {} : { nextHref: `${at}/history?before=${data.next}` })}
        />
      </Section>
    </PartnerTabFrame>
  );
}
