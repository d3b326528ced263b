import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { anybody, done, form, need, secretOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { chooseMembership } from "#app/modules/access/services.server.ts";
import { words } from "#app/modules/access/words.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { FormFoot } from "#app/ui/fields.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

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
  need(await chooseMembership(deps, secretOf(args) ?? "", input.text("membership")));
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
  return (
    <>
      <PageHead title={w.choose} />
      <p className="mt-2">{w.chooseLead}</p>
      <Form action="/choose" className="mt-4">
        <Choices
          type="radio"
          name="membership"
          label={w.choose}
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
