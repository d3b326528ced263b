import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { done, form, need, partner } from "#app/http/ladder.server.ts";
import { againWithFiles, takeUploads } from "#app/http/uploads.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CertificateFormScreen } from "#app/modules/custody/components.tsx";
import { certificateSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { fileCertificate, readCertificateForm } from "#app/modules/custody/services.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.certificate");
  return {
    lang,
    page: need(await readCertificateForm(deps, actor, args.params["lotId"] ?? "")),
    once: deps.newId(),
    maxBytes: deps.limits.uploadFileBytes,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.certificate");
  // Another company's is not found whatever was typed.
  need(await readCertificateForm(deps, actor, args.params["lotId"] ?? ""));
  const input = await form(args, actor.personId);
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const parsed = parseWith(certificateSchema, input);
  if (!parsed.ok) return againWithFiles(deps, actor, parsed.problem, input, uploads);
  const result = await fileCertificate(deps, actor, {
    ...parsed.value,
    lotId: args.params["lotId"] ?? "",
    certificateId: input.optional("certificateId"),
    fileIds: uploads.ids["file"] ?? [],
    once: input.once,
  });
  if (!result.ok) return againWithFiles(deps, actor, result.problem, input, uploads);
  return done(`/company/lots/${result.value.lotId}`, "custody.certificate-filed");
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
