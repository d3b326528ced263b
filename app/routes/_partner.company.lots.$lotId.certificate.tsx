import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { showCertificateForm, takeCertificate } from "#app/http/certificates.server.ts";
import { form, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CertificateFormScreen } from "#app/modules/custody/components/certificate.tsx";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.certificate");
  return { lang, ...(await showCertificateForm(deps, actor, args.params["lotId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.certificate");
  const lotId = args.params["lotId"] ?? "";
  // Another company's is not found whatever was typed.
  await showCertificateForm(deps, actor, lotId);
  const input = await form(args, actor.personId);
  return takeCertificate(deps, actor, input, lotId, (filed) => `/company/lots/${filed.lotId}`);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.fileCertificateMine, lang) }];
};

export default function CompanyCertificate() {
  const { lang, page, once, maxBytes } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  return (
    <>
      <PageHead
        title={s.fileCertificateMine}
        crumbs={[
          { label: s.mine, href: "/company/lots" },
          { label: `${page.lot.number} ${page.lot.dataName}`, href: `/company/lots/${page.lot.id}` },
          { label: s.fileCertificateMine },
        ]}
        facts={[page.relation.title]}
      />
      <CertificateFormScreen page={page} once={once} rejected={rejected} isPartner maxBytes={maxBytes} />
    </>
  );
}
