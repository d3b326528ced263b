import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { done, form, need, staff } from "#app/http/ladder.server.ts";
import { againWithFiles, takeUploads } from "#app/http/uploads.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ContractFields, useContractForm } from "#app/modules/contracts/components/form.tsx";
import { parseContract } from "#app/modules/contracts/rules/forms.ts";
import { updateContract } from "#app/modules/contracts/services/acts.server.ts";
import { readContract } from "#app/modules/contracts/services/pages.server.ts";
import { words } from "#app/modules/contracts/words.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormFoot } from "#app/ui/fields.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { FileList } from "#app/ui/lists.tsx";
import { FormProblem } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "contract.write");
  const view = need(await readContract(deps, actor, args.params["contractId"] ?? ""));
  return { lang, maxBytes: deps.limits.uploadFileBytes, view };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "contract.write");
  const input = await form(args, actor.personId);
  const contractId = args.params["contractId"] ?? "";
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const parsed = parseContract(input);
  if (!parsed.ok) return againWithFiles(deps, actor, parsed.problem, input, uploads);
  const result = await updateContract(deps, actor, {
    ...parsed.value,
    contractId,
    revision: input.revision ?? -1,
    relationIds: input.all("covers"),
    fileIds: uploads.ids["file"] ?? [],
  });
  if (!result.ok) return againWithFiles(deps, actor, result.problem, input, uploads);
  return done(`/contracts/${contractId}`, "contract.changed");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].form.titleEdit, lang) }];
};

export default function EditContract() {
  const { lang, maxBytes, view } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  const { contract } = view;
  const state = useContractForm(rejected, { ...contract, ...contract.terms, covers: [] });
  return (
    <>
      <PageHead
        title={w.form.titleEdit}
        crumbs={[
          { label: w.page.board, href: "/contracts" },
          { label: contract.title, href: `/contracts/${contract.id}` },
          { label: w.form.titleEdit },
        ]}
      />
      <div className="fields mt-4">
        <FormProblem
          rejected={rejected}
          refused={(code) => Object.entries(w.problems).find(([known]) => known === code)?.[1]}
        />
        {view.files.length === 0 ? null : (
          <FileList
            items={view.files.map((file) => ({
              key: file.id,
              name: file.name,
              bytes: file.bytes,
              href: `/files/${file.id}`,
            }))}
          />
        )}
        <Form {...state.formProps} multipart revision={contract.revision} className="mt-4">
          <ContractFields
            state={state}
            siblings={view.otherRelations}
            staged={rejected?.staged["file"] ?? []}
            maxBytes={maxBytes}
            isNew={false}
          />
          <FormFoot>
            <Button kind="main">{w.form.saveEdit}</Button>
            <ButtonLink kind="quiet" href={`/contracts/${contract.id}`}>
              {contract.title}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}
