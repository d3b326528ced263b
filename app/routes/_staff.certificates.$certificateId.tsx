import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { CertificateScreen } from "#app/modules/custody/components/certificate.tsx";
import { acceptCertificate, returnCertificate } from "#app/modules/custody/services/certificates.server.ts";
import { readCertificate } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Tag } from "#app/ui/marks.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "custody.read");
  return { lang, page: need(await readCertificate(deps, actor, args.params["certificateId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "certificate.decide");
  const input = await form(args, actor.personId);
  const base = { certificateId: args.params["certificateId"] ?? "", revision: input.revision ?? -1 };
  if (input.intent === "return") {
    const wrong = input.judgeTexts({ reason: 1_000 });
    if (wrong) return again(wrong, input);
    const result = await returnCertificate(deps, actor, { ...base, reason: input.text("reason") });
    return result.ok
      ? done(`/lots/${result.value.lotId}`, "custody.certificate-returned")
      : again(result.problem, input);
  }
  const result = await acceptCertificate(deps, actor, base);
  return result.ok
    ? done(`/lots/${result.value.lotId}`, "custody.certificate-accepted")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.certificate, lang) }];
};

export default function Certificate() {
  const { lang, page } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { certificate, lot, relation } = page;
  const states: Readonly<Record<string, string>> = s.certificateState;
  return (
    <>
      <PageHead
        title={s.certificate}
        crumbs={[
          { label: s.custody, href: "/custody" },
          { label: `${lot.number} ${lot.dataName}`, href: `/lots/${lot.id}` },
          { label: certificate.number },
        ]}
        tag={
          <Tag
            is={certificate.state === "accepted" ? "good" : certificate.state === "returned" ? "bad" : "mine"}
          >
            {states[certificate.state] ?? certificate.state}
          </Tag>
        }
        facts={[relation.partnerName, certificate.number, ...(certificate.isProxy ? [s.onBehalf] : [])]}
      />
      <CertificateScreen page={page} rejected={rejected} />
    </>
  );
}
