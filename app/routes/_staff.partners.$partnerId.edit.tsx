import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ReviseProfileForm } from "#app/modules/registry/components/company-form.tsx";
import { parsePosted, reviseProfileSchema } from "#app/modules/registry/rules/forms.ts";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import { reviseProfile } from "#app/modules/registry/services/partners.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.write");
  const { head, partner } = need(
    await readPartnerOn(deps, actor, { partnerId: args.params["partnerId"] ?? "", lang }),
  );
  const { profile } = partner;
  const keep = [
    "name",
    "nameKana",
    "nameEn",
    "corporateNumber",
    "noCorporateNumberReason",
    "invoiceNumber",
    "country",
    "postalCode",
    "address",
    "representativeTitle",
    "representativeName",
    "phone",
  ] as const;
  return {
    lang,
    head,
    values: {
      shortName: partner.shortName,
      ...Object.fromEntries(keep.map((key) => [`profile.${key}`, profile?.[key] ?? ""])),
      "profile.validFrom": head.today,
    } as Record<string, string>,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "registry.write");
  const partnerId = args.params["partnerId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(reviseProfileSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await reviseProfile(deps, actor, {
    partnerId,
    revision: input.revision ?? 0,
    ...parsed.value,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/partners/${partnerId}`, "registry.profile-revised");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.edit, lang) }];
};

export default function EditPartner() {
  const { head, values } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  return (
    <>
      <PageHead
        title={w.page.edit}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: head.name, href: `/partners/${head.id}` },
          { label: w.page.edit },
        ]}
        facts={[head.name, head.number]}
      />
      <div className="fields mt-4">
        <ReviseProfileForm partnerId={head.id} revision={head.revision} values={values} rejected={rejected} />
      </div>
    </>
  );
}
