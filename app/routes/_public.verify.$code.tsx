import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, need } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { VerificationResult } from "#app/modules/decisions/components/verify.tsx";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { verifyPublicly } from "#app/modules/decisions/services/verify.server.ts";

/** Where the QR code of a printed report leads. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const code = (args.params["code"] ?? "").slice(0, 60);
  return { lang, result: need(await verifyPublicly(deps, args.context.clientAddress, { code })) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(pageWords[lang].verifyTitle, lang) }];
};

export default function VerifyCode() {
  const { result } = useLoaderData<typeof loader>();
  return <VerificationResult result={result} />;
}
