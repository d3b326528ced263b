import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, throwProblem } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { findPublicOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { Mailbox } from "#app/modules/home/mailbox.tsx";
import { words } from "#app/modules/home/words.ts";
import { listDemonstrationMail } from "#app/modules/outbox/services.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const organisation = await findPublicOrganisation(deps);
  if (!organisation?.isDemonstration) throwProblem({ kind: "not-found" });
  return { lang, origin: deps.links.origin, mails: await listDemonstrationMail(deps) };
}

/** The page shows one-time links: its address goes nowhere, and nothing of it is kept. */
export const headers: HeadersFunction = () => ({
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
});

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].mailbox.title, lang) }];
};

export default function DemonstrationMail() {
  return <Mailbox {...useLoaderData<typeof loader>()} />;
}
