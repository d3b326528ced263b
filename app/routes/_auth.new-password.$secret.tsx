import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { linkHeaders, showLink, useUpLink } from "#app/http/links.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { LinkPage } from "#app/modules/access/components.tsx";
import { words } from "#app/modules/access/words.ts";

export const loader = (args: LoaderFunctionArgs) => showLink(args, "password-reset");
export const action = (args: ActionFunctionArgs) => useUpLink(args, "password-reset");
export const headers = linkHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].resetTitle, lang) }];
};

export default function NewPassword() {
  const { link } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <LinkPage link={link} rejected={rejected} />;
}
