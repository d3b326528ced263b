import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { sessionCookie } from "#app/http/cookies.server.ts";
import { again, done, form, frameOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { LinkPage } from "#app/modules/access/components.tsx";
import { consumeLink, readLink } from "#app/modules/access/services.server.ts";
import { words } from "#app/modules/access/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const link = await readLink(deps, args.params["secret"] ?? "");
  return { lang, link: link?.purpose === "password-reset" ? link : null };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const input = await form(args, args.context.clientAddress);
  const result = await consumeLink(deps, args.params["secret"] ?? "", {
    purpose: "password-reset",
    password: input.text("password"),
    lang,
  });
  if (!result.ok) return again(result.problem, input);
  return done("/", undefined, { "Set-Cookie": sessionCookie(result.value.secret, deps.links.origin) });
}

/** The address of this page is a secret: it goes to nobody as a referrer. */
export const headers: HeadersFunction = () => ({
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
});

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].resetTitle, lang) }];
};

export default function NewPassword() {
  const { link } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <LinkPage link={link} rejected={rejected} />;
}
