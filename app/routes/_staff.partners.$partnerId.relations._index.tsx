import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { words } from "#app/modules/registry/words.ts";
import { RelationTable } from "#app/modules/views/components/partner-overview.tsx";
import { PartnerTabFrame } from "#app/modules/views/components/tab-frame.tsx";
import { readPartnerPageOn } from "#app/modules/views/services/partner-page.server.ts";
import { Go } from "#app/ui/button.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const asOf = readAsOf(url.searchParams.get("asOf"));
  const partnerId = args.params["partnerId"] ?? "";
  const { head, relations } = need(
    await readPartnerPageOn(deps, actor, { partnerId, lang, ...(asOf ? { asOf } : {}) }),
  );
  return {
    lang,
    head,
    relations,
    mayWrite: can(actor.role, "registry.write"),
    mayRelate: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(`${words[lang].page.tabRelations}: ${data?.head.name ?? ""}`, lang) }];
};

export default function Relations() {
  const data = useLoaderData<typeof loader>();
  const w = words[useLang()];
  return (
    <PartnerTabFrame {...data} current="relations">
      <Section
        id="relations"
        title={w.page.relations}
        aside={
          data.mayRelate && data.head.state !== "retired" ? (
            <Go href={`/partners/${data.head.id}/relations/new`}>{w.page.addRelation}</Go>
          ) : undefined
        }
      >
        <RelationTable relations={data.relations} />
      </Section>
    </PartnerTabFrame>
  );
}
