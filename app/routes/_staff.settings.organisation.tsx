import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { useRegistrySentences } from "#app/modules/registry/components/company-form.tsx";
import { organisationSchema, parsePosted } from "#app/modules/registry/rules/forms.ts";
import { readOrganisation, reviseOrganisation } from "#app/modules/registry/services/organisation.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckField } from "#app/ui/choices.tsx";
import { FieldsetGroup, FormFoot, NumberField, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "organisation.settings");
  return { lang, organisation: need(await readOrganisation(deps, actor)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "organisation.settings");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(organisationSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await reviseOrganisation(deps, actor, {
    revision: input.revision ?? 0,
    organisation: parsed.value,
  });
  if (!result.ok) return again(result.problem, input);
  return done("/settings/organisation", "registry.organisation-revised");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].organisation.title, lang) }];
};

export default function Organisation() {
  const { lang, organisation } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: w.form.labels,
    schema: organisationSchema,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? {
      shortName: organisation.shortName,
      nameKana: organisation.nameKana,
      postalCode: organisation.postalCode ?? "",
      address: organisation.address ?? "",
      representativeTitle: organisation.representativeTitle ?? "",
      representativeName: organisation.representativeName ?? "",
      fiscalYearStartMonth: String(organisation.fiscalYearStartMonth),
      fiscalYearStartDay: String(organisation.fiscalYearStartDay),
      usesEraDates: organisation.usesEraDates === 1 ? "yes" : "",
    },
  });
  return (
    <>
      <PageHead title={w.organisation.title} facts={[organisation.name, w.organisation.legal]} />
      <p className="mt-3 prose">{w.organisation.lead}</p>
      <div className="fields mt-3">
        <FormProblem rejected={rejected} refused={own.refused} />
        <Form {...form.formProps} action="/settings/organisation" revision={organisation.revision}>
          <TextField {...form.field("shortName")} required width="m" />
          <TextField {...form.field("nameKana")} hint={w.form.hints.nameKana} />
          <TextField {...form.field("postalCode")} width="s" inputMode="numeric" />
          <TextField {...form.field("address")} />
          <TextField {...form.field("representativeTitle")} width="m" />
          <TextField {...form.field("representativeName")} width="m" />
          <FieldsetGroup legend={w.organisation.year}>
            <NumberField {...form.field("fiscalYearStartMonth")} required />
            <NumberField {...form.field("fiscalYearStartDay")} required />
          </FieldsetGroup>
          <CheckField {...form.check("usesEraDates")} />
          <FormFoot>
            <Button kind="main">{w.form.buttons.save}</Button>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}
