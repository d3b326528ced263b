import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import {
  AcknowledgeForm,
  LotCertificates,
  LotEntries,
  LotFacts,
} from "#app/modules/custody/components/lot.tsx";
import { LotStateMark } from "#app/modules/custody/components/parts.tsx";
import { acknowledgeSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { acknowledgeLot } from "#app/modules/custody/services/lots.server.ts";
import { readLot } from "#app/modules/custody/services/pages.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  return { lang, page: need(await readLot(deps, actor, args.params["lotId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.acknowledge");
  const lotId = args.params["lotId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parseWith(acknowledgeSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await acknowledgeLot(deps, actor, {
    ...parsed.value,
    lotId,
    revision: input.revision ?? -1,
  });
  return result.ok ? done(`/company/lots/${lotId}`, "custody.acknowledged") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${data.page.lot.number} ${data.page.lot.dataName}` : words[lang].screen.lot;
  return [{ title: pageTitle(title, lang) }];
};

export default function CompanyLot() {
  const { lang, page } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const s = words[lang].screen;
  const { lot, relation, balance } = page;
  const isOut = balance.outstanding - balance.pending > 0;
  const returned = page.certificates.find((one) => one.state === "returned");
  return (
    <>
      <PageHead
        title={lot.dataName}
        crumbs={[{ label: s.mine, href: "/company/lots" }, { label: lot.number }]}
        facts={[
          relation.title,
          <b key="n">{lot.number}</b>,
          <LotStateMark key="s" standing={page.standing} />,
        ]}
        action={
          isOut || returned ? (
            <ButtonLink
              kind={lot.acknowledgedAt === null ? "plain" : "main"}
              href={`/company/lots/${lot.id}/certificate`}
            >
              {s.fileCertificateMine}
            </ButtonLink>
          ) : null
        }
      />
      {returned?.decisionNote ? (
        <Banner is="bad">{s.certificateReturned({ reason: returned.decisionNote })}</Banner>
      ) : null}
      <AcknowledgeForm
        page={page}
        rejected={
          rejected ? { ...rejected, values: { ...rejected.values, intent: "acknowledge" } } : undefined
        }
        isPartner
      />
      <Section id="facts" title={s.slip}>
        <LotFacts page={page} />
        {isOut ? <p className="mt-3 prose">{s.returnHow}</p> : null}
      </Section>
      <Section id="entries" title={s.entries}>
        <LotEntries page={page} />
      </Section>
      {page.certificates.length > 0 ? (
        <Section id="certificates" title={s.certificates}>
          <LotCertificates page={page} base={() => `/company/lots/${lot.id}/certificate`} />
        </Section>
      ) : null}
    </>
  );
}
