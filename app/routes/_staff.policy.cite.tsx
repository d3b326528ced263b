import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff, throwProblem } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { citationSchema } from "#app/modules/policy/rules/forms.ts";
import { citableMatters } from "#app/modules/policy/rules/joint-use.ts";
import { citeMatter, readPolicyPage } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { parsePosted } from "#app/modules/registry/rules/forms.ts";
import { Button } from "#app/ui/button.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "record.write");
  const page = need(await readPolicyPage(deps, actor));
  if (!page) throwProblem({ kind: "not-found" });
  return {
    lang,
    once: deps.newId(),
    today: page.today,
    group: url.searchParams.get("group") ?? "",
    groups: page.policy.jointUseGroups.map(({ id, name }) => ({ value: id, label: name[lang] })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "record.write");
  const input = await form(args, actor.personId);
  const parsed = parsePosted(citationSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await citeMatter(deps, actor, { ...parsed.value, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done("/policy", "policy.matter-cited");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.cite, lang) }];
};

export default function Cite() {
  const { lang, once, today, group, groups } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const problems: Record<string, string> = w.problems;
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: w.fields,
    schema: citationSchema,
    ...setup,
    values: setup.values ?? { groupId: group, postedFrom: today },
  });
  return (
    <>
      <PageHead
        title={w.page.cite}
        crumbs={[{ label: w.page.title, href: "/policy" }, { label: w.page.cite }]}
      />
      <p className="mt-3 prose">{w.page.citeLead}</p>
      <div className="fields mt-3">
        <FormProblem rejected={rejected} refused={(code) => problems[code]} />
        <Form {...form.formProps} action="/policy/cite" once={once}>
          <Select {...form.field("groupId")} required options={groups} />
          <Select
            {...form.field("matter")}
            required
            width="m"
            options={citableMatters.map((matter) => ({ value: matter, label: w.matters[matter] }))}
          />
          <TextArea {...form.field("text")} required rows={3} hint={w.hints.text} />
          <TextField {...form.field("place")} required hint={w.hints.place} />
          <DateField {...form.field("postedFrom")} required />
          <DateField {...form.field("postedTo")} hint={w.hints.postedTo} />
          <FormFoot>
            <Button kind="main">{w.page.citeButton}</Button>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}
