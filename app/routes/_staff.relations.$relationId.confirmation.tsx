import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ConfirmationForm } from "#app/modules/registry/components/record-forms.tsx";
import {
  confirmationKindsOf,
  confirmationSchema,
  type PartnerKind,
  parsePosted,
} from "#app/modules/registry/rules/forms.ts";
import { recordConfirmation } from "#app/modules/registry/services/records.server.ts";
import { readRelationPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { words } from "#app/modules/registry/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "record.write");
  const page = need(
    await readRelationPage(deps, actor, { relationId: args.params["relationId"] ?? "", lang }),
  );
  const { id, number, title, partnerId, partnerName } = page.relation;
  return {
    lang,
    once: deps.newId(),
    today: page.today,
    relation: { id, number, title, partnerId, partnerName },
    kinds: confirmationKindsOf[page.relation.basis as PartnerKind] ?? [],
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "record.write");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const parsed = parsePosted(confirmationSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await recordConfirmation(deps, actor, {
    relationId,
    confirmation: parsed.value,
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${relationId}`, "registry.confirmation-recorded");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].relationPage.confirmations, lang) }];
};

export default function RecordPage() {
  return <ConfirmationForm {...useLoaderData<typeof loader>()} rejected={useActionData<typeof action>()} />;
}
