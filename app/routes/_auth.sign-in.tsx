import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { sessionCookie } from "#app/http/cookies.server.ts";
import { again, done, form, frameOf, safePath, secretOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { signIn } from "#app/modules/access/services/sessions.server.ts";
import { words } from "#app/modules/access/words.ts";
import { Button } from "#app/ui/button.tsx";
import { FormFoot, PasswordField, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { signedIn, lang } = await frameOf(args);
  if (signedIn) throw redirect(signedIn.actor ? "/" : "/choose");
  return { lang };
}

export async function action(args: ActionFunctionArgs) {
  const { deps } = await frameOf(args);
  const input = await form(args, args.context.clientAddress);
  const result = await signIn(deps, {
    email: input.text("email"),
    password: input.text("password"),
    client: args.context.clientAddress,
    previousSecret: secretOf(args),
  });
  if (!result.ok) return again(result.problem, input);
  return done(safePath(input.text("next")), undefined, {
    "Set-Cookie": sessionCookie(result.value.secret, deps.links.origin),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].signIn, lang) }];
};

export default function SignIn() {
  useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const lang = useLang();
  const w = words[lang];
  const [search] = useSearchParams();
  const { field, blank, formProps } = useFormValues({
    labels: { email: w.email, password: w.password },
    ...rejectedSetup(rejected),
  });
  return (
    <>
      <PageHead title={w.signIn} />
      <p className="mt-2">{w.signInLead}</p>
      <div className="mt-3">
        <FormProblem
          rejected={rejected}
          refused={(code) => (code === "sign-in-wrong" ? w.problems["sign-in-wrong"] : undefined)}
        />
      </div>
      <Form {...formProps} action="/sign-in" className="mt-4">
        <input type="hidden" name="next" value={search.get("next") ?? formNext(rejected)} />
        <TextField {...field("email")} type="email" autoComplete="username" required />
        <PasswordField {...blank("password")} autoComplete="current-password" required />
        <FormFoot>
          <Button kind="main">{w.signIn}</Button>
          <a href="/forgot">{w.forgot}</a>
        </FormFoot>
      </Form>
    </>
  );
}

const formNext = (
  rejected: { values: Readonly<Record<string, string | readonly string[]>> } | undefined,
): string => {
  const next = rejected?.values["next"];
  return typeof next === "string" ? next : "/";
};
