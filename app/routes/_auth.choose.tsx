import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, anybody, done, fieldProblem, form, need, secretOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { chooseMembership } from "#app/modules/access/services/sessions.server.ts";
import { words } from "#app/modules/access/words.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { FormFoot } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { signedIn, lang } = await anybody(args);
  return {
    lang,
    memberships: signedIn.memberships.map((m) => ({
      id: m.id,
      role: m.role,
      place: m.partnerName ?? m.organisationName,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, signedIn } = await anybody(args);
  const input = await form(args, signedIn.personId);
  const membership = input.text("membership");
  if (membership === "") return again(fieldProblem("membership", "choose-one"), input);
  need(await chooseMembership(deps, secretOf(args) ?? "", membership));
  return done("/");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].choose, lang) }];
};

export default function Choose() {
  const { memberships } = useLoaderData<typeof loader>();
  const w = words[useLang()];
  const roles: Record<string, string> = w.roles;
  const rejected = useActionData<typeof action>();
  const { error, formProps } = useFormValues({
    labels: { membership: w.choose },
    ...rejectedSetup(rejected),
  });
  return (
    <>
      <PageHead title={w.choose} />
      <p className="mt-2">{w.chooseLead}</p>
      <Form {...formProps} action="/choose" className="mt-4">
        <Choices
          type="radio"
          name="membership"
          label={w.choose}
          error={error("membership")}
          required
          defaultValue={memberships[0]?.id}
          options={memberships.map((m) => ({ value: m.id, label: m.place, note: roles[m.role] ?? m.role }))}
        />
        <FormFoot>
          <Button kind="main">{w.chooseButton}</Button>
        </FormFoot>
      </Form>
    </>
  );
}
