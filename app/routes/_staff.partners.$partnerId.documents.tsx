import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { formatInstant } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { words } from "#app/modules/registry/words.ts";
import { PartnerTabFrame } from "#app/modules/views/components/tab-frame.tsx";
import { readPartnerDocuments, readPartnerHead } from "#app/modules/views/services/partner-page.server.ts";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FileList } from "#app/ui/lists.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.read");
  const partnerId = args.params["partnerId"] ?? "";
  const head = need(await readPartnerHead(deps, actor, { partnerId, lang }));
  const files = need(await readPartnerDocuments(deps, actor, partnerId));
  return {
    lang,
    head,
    files,
    mayWrite: can(actor.role, "registry.write"),
    mayRelate: can(actor.role, "relation.write"),
    mayRecord: can(actor.role, "record.write"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(`${words[lang].page.tabDocuments}: ${data?.head.name ?? ""}`, lang) }];
};

export default function Documents() {
  const data = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang];
  return (
    <PartnerTabFrame {...data} current="documents">
      <Section id="documents" title={w.page.tabDocuments}>
        <p className="hint">{w.page.documentsLead}</p>
        <FileList
          empty={w.page.noDocuments}
          items={data.files.map((file) => ({
            key: file.id,
            name: file.name,
            bytes: file.bytes,
            href: `/files/${file.id}`,
            note: formatInstant(file.uploadedAt, lang),
          }))}
        />
      </Section>
    </PartnerTabFrame>
  );
}
