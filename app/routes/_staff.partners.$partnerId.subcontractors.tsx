import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { SubcontractorTable } from "#app/modules/registry/components/relation-records.tsx";
import { readSubcontractors } from "#app/modules/registry/services/partner-facts.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PartnerTabFrame } from "#app/modules/views/components/tab-frame.tsx";
import { readPartnerHead } from "#app/modules/views/services/partner-page.server.ts";
import { Go } from "#app/ui/button.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.read");
  const partnerId = args.params["partnerId"] ?? "";
  const head = need(await readPartnerHead(deps, actor, { partnerId, lang }));
  const subcontractors = need(await readSubcontractors(deps, actor, partnerId, lang));
  return {
    lang,
    head,
    ...subcontractors,
    mayWrite: can(actor.role, "registry.write"),
    mayRelate: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(`${words[lang].page.tabSubcontractors}: ${data?.head.name ?? ""}`, lang) }];
};

export default function Subcontractors() {
  const data = useLoaderData<typeof loader>();
  const w = words[useLang()];
  return (
    <PartnerTabFrame {...data} current="subcontractors">
      <Section id="subcontractors" title={w.relationPage.sub}>
        <p className="hint">{w.relationPage.subLead}</p>
        <SubcontractorTable rows={data.rows} itemNames={data.itemNames} mayWrite={data.mayRecord} />
        {data.mayRecord
          ? data.relations.map((relation) => (
              <p key={relation.id} className="mt-2">
                <Go href={`/relations/${relation.id}/subcontractors/new`}>
                  {`${relation.number} ${relation.title}: ${w.relationPage.subTitle}`}
                </Go>
              </p>
            ))
          : null}
      </Section>
    </PartnerTabFrame>
  );
}
