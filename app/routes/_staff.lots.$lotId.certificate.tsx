import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { showCertificateForm, takeCertificate } from "#app/http/certificates.server.ts";
import { form, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CertificateFormScreen } from "#app/modules/custody/components/certificate.tsx";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.write");
  return { lang, ...(await showCertificateForm(deps, actor, args.params["lotId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "custody.write");
  const lotId = args.params["lotId"] ?? "";
  const input = await form(args, actor.personId);
  return takeCertificate(deps, actor, input, lotId, (filed) => `/certificates/${filed.certificateId}`);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.fileCertificate, lang) }];
};

export default function LotCertificate() {
  const { lang, page, once, maxBytes } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  return (
    <>
      <PageHead
        title={s.fileCertificate}
        crumbs={[
          { label: s.custody, href: "/custody" },
          { label: `${page.lot.number} ${page.lot.dataName}`, href: `/lots/${page.lot.id}` },
          { label: s.fileCertificate },
        ]}
        facts={[page.relation.partnerName]}
      />
      <CertificateFormScreen
        page={page}
        once={once}
        rejected={rejected}
        isPartner={false}
        maxBytes={maxBytes}
      />
    </>
  );
}
