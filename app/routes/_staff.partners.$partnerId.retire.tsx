import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { useRegistrySentences } from "#app/modules/registry/components/company-form.tsx";
import { parsePosted, reasonSchema } from "#app/modules/registry/rules/forms.ts";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import { restorePartner, retirePartner } from "#app/modules/registry/services/partners.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormFoot, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.write");
  const { head } = need(
    await readPartnerOn(deps, actor, { partnerId: args.params["partnerId"] ?? "", lang }),
  );
  return { lang, head };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "registry.write");
  const partnerId = args.params["partnerId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(reasonSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const move = { partnerId, revision: input.revision ?? 0, reason: parsed.value.reason };
  const isRestoring = input.intent === "restore";
  const result = isRestoring
    ? await restorePartner(deps, actor, move)
    : await retirePartner(deps, actor, move);
  if (!result.ok) return again(result.problem, input);
  return done(
    `/partners/${partnerId}`,
    isRestoring ? "registry.partner-restored" : "registry.partner-retired",
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.retire, lang) }];
};

export default function Retire() {
  const { head } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  const own = useRegistrySentences();
  const isRetired = head.state === "retired";
  const title = isRetired ? w.page.restore : w.page.retire;
  const form = useFormValues({ labels: w.form.labels, schema: reasonSchema, ...rejectedSetup(rejected) });
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: head.name, href: `/partners/${head.id}` },
          { label: title },
        ]}
        facts={[head.name, head.number]}
      />
      <p className="mt-3 prose">{isRetired ? w.page.restoreLead : w.page.retireLead}</p>
      <FormProblem rejected={rejected} refused={own.refused} />
      <Form
        {...form.formProps}
        action={`/partners/${head.id}/retire`}
        revision={head.revision}
        className="fields mt-3"
      >
        <TextArea {...form.field("reason")} rows={3} required />
        <FormFoot>
          <Button kind="main" name="intent" value={isRetired ? "restore" : "retire"}>
            {title}
          </Button>
          <ButtonLink kind="quiet" href={`/partners/${head.id}`}>
            {w.form.buttons.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}
