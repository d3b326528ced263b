import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useSearchParams } from "@remix-run/react";
import { again, done, form, frameOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { requestPasswordReset } from "#app/modules/access/services/links.server.ts";
import { words } from "#app/modules/access/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { FormFoot, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { lang } = await frameOf(args);
  return { lang };
}

export async function action(args: ActionFunctionArgs) {
  const { deps } = await frameOf(args);
  const input = await form(args, args.context.clientAddress);
  const result = await requestPasswordReset(deps, {
    email: input.text("email"),
    client: args.context.clientAddress,
  });
  return result.ok ? done("/forgot", "sent") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].resetTitle, lang) }];
};

export default function Forgot() {
  const rejected = useActionData<typeof action>();
  const w = words[useLang()];
  const [search] = useSearchParams();
  const { field, formProps } = useFormValues({ labels: { email: w.email }, ...rejectedSetup(rejected) });
  return (
    <>
      <PageHead title={w.resetTitle} />
      {search.get("done") === "sent" ? (
        <Banner is="good" live>
          {w.resetSent}
        </Banner>
      ) : (
        <>
          <p className="mt-2">{w.resetLead}</p>
          <FormProblem rejected={rejected} />
          <Form {...formProps} action="/forgot" className="mt-4">
            <TextField {...field("email")} type="email" autoComplete="username" required />
            <FormFoot>
              <Button kind="main">{w.resetSend}</Button>
              <a href="/sign-in">{w.signIn}</a>
            </FormFoot>
          </Form>
        </>
      )}
    </>
  );
}
