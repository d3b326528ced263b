import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { done, form, need, staff, throwProblem } from "#app/http/ladder.server.ts";
import { againWithFiles, takeUploads } from "#app/http/uploads.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { acceptedTypes } from "#app/modules/files/rules.ts";
import { citationSchema } from "#app/modules/policy/rules/forms.ts";
import { citableMatters } from "#app/modules/policy/rules/joint-use.ts";
import { citeMatter, readPolicyPage } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { parsePosted } from "#app/modules/registry/rules/forms.ts";
import { Button } from "#app/ui/button.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
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
    maxBytes: deps.limits.uploadFileBytes,
    group: url.searchParams.get("group") ?? "",
    groups: page.policy.jointUseGroups.map(({ id, name }) => ({ value: id, label: name[lang] })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "record.write");
  const input = await form(args, actor.personId);
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const parsed = parsePosted(citationSchema, input);
  if (!parsed.ok) return againWithFiles(deps, actor, parsed.problem, input, uploads);
  const result = await citeMatter(deps, actor, {
    ...parsed.value,
    fileIds: uploads.ids["file"] ?? [],
    once: input.once,
  });
  if (!result.ok) return againWithFiles(deps, actor, result.problem, input, uploads);
  return done("/policy", "policy.matter-cited");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.cite, lang) }];
};

export default function Cite() {
  const { lang, once, today, maxBytes, group, groups } = useLoaderData<typeof loader>();
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
        <Form {...form.formProps} action="/policy/cite" multipart once={once}>
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
          <FileField
            {...form.blank("file")}
            label={w.fields.file}
            hint={w.hints.file}
            required
            accept={acceptedTypes}
            maxBytes={maxBytes}
            multiple
            staged={rejected?.staged["file"] ?? []}
            removeName="discard"
          />
          <FormFoot>
            <Button kind="main">{w.page.citeButton}</Button>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}
