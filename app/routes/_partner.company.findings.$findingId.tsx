import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actOnFinding } from "#app/http/findings.server.ts";
import { form, need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { FindingPage } from "#app/modules/assessments/components/findings.tsx";
import { readFinding } from "#app/modules/assessments/services/lists.server.ts";
import { words } from "#app/modules/assessments/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  const view = need(await readFinding(deps, actor, args.params["findingId"] ?? ""));
  return { lang, view, maxBytes: deps.limits.uploadFileBytes };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.finding");
  const input = await form(args, actor.personId);
  const findingId = args.params["findingId"] ?? "";
  // Another company's is not found whatever was typed.
  need(await readFinding(deps, actor, findingId));
  return actOnFinding(deps, actor, input, { findingId, path: `/company/findings/${findingId}` });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${data.view.finding.number} ${data.view.finding.title}` : "";
  return [{ title: pageTitle(title, lang) }];
};

export default function Finding() {
  const { lang, view, maxBytes } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang].finding;
  return (
    <FindingPage
      view={view}
      rejected={rejected}
      maxBytes={maxBytes}
      crumbs={[{ label: w.title, href: "/company/assessments" }, { label: view.finding.number }]}
      forPartner
    />
  );
}
