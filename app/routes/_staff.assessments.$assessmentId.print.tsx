import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { PrintedQuestionnaire } from "#app/modules/assessments/components/print.tsx";
import { readSubmission } from "#app/modules/assessments/services/pages.server.ts";
import { words } from "#app/modules/assessments/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.read");
  const view = need(await readSubmission(deps, actor, args.params["assessmentId"] ?? ""));
  return { lang, view, blank: url.searchParams.has("blank") };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].print.title, lang) }];
};

export default function PrintAnswers() {
  const { view, blank } = useLoaderData<typeof loader>();
  return <PrintedQuestionnaire view={view} blank={blank} />;
}
