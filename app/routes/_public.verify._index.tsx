import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm } from "#app/http/form.server.ts";
import { frameOf, statusOf } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { VerificationResult, VerifyPage } from "#app/modules/decisions/components/verify.tsx";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { verifyPublicly } from "#app/modules/decisions/services/verify.server.ts";
import type { Problem } from "#app/result.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  return { lang, maxBytes: deps.limits.uploadFileBytes };
}

/** Judges what was handed in and keeps nothing of it. */
export async function action(args: ActionFunctionArgs) {
  const { deps } = await frameOf(args);
  const answer = (problem: Problem, code: string) =>
    data({ rejected: { problem, values: { code } }, result: null }, { status: statusOf(problem) });
  const read = await readForm(args.request, deps.limits);
  if (!read.ok) return answer(read.problem, "");
  const input = read.value;
  const code = input.text("code").trim().slice(0, 60);
  const [file] = input.filesOf("file");
  if (!file && code === "")
    return answer(
      { kind: "invalid", fields: [{ path: input.has("code") ? "code" : "file", code: "verify-missing" }] },
      "",
    );
  const result = await verifyPublicly(
    deps,
    args.context.clientAddress,
    file ? { bytes: file.bytes } : { code },
  );
  if (!result.ok) return answer(result.problem, code);
  return data({ rejected: null, result: result.value });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => {
  const lang = loaded?.lang ?? "ja";
  return [{ title: pageTitle(pageWords[lang].verifyTitle, lang) }];
};

export default function Verify() {
  const { maxBytes } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  if (acted?.result) return <VerificationResult result={acted.result} />;
  return <VerifyPage rejected={acted?.rejected ?? undefined} maxBytes={maxBytes} />;
}
