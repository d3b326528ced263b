import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { Deputies } from "#app/modules/decisions/components/deputies.tsx";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { endDeputy, listAbsences, nameDeputy } from "#app/modules/decisions/services/deputies.server.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "deputy.name");
  return { lang, once: deps.newId(), ...need(await listAbsences(deps, actor)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "deputy.name");
  const input = await form(args, actor.personId);
  if (input.has("end")) {
    const ended = await endDeputy(deps, actor, input.text("end"));
    return ended.ok ? done("/decisions/deputies", "decisions.deputy-ended") : again(ended.problem, input);
  }
  const wrong = input.judgeTexts({ reason: 1_000 });
  if (wrong) return again(wrong, input);
  const day = (name: string): string =>
    parseDayInput(input.text(name)) ?? input.text(name).trim().slice(0, 40);
  const result = await nameDeputy(deps, actor, {
    principalId: input.text("principalId"),
    deputyId: input.text("deputyId"),
    from: day("from"),
    to: day("to"),
    reason: input.text("reason"),
    once: input.once,
  });
  return result.ok ? done("/decisions/deputies", "decisions.deputy") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(pageWords[lang].deputyTitle, lang) }];
};

export default function DeputiesPage() {
  const { lang, once, rows, principals, deputies, today } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = pageWords[lang];
  return (
    <>
      <PageHead
        title={w.deputyTitle}
        crumbs={[{ label: w.inbox, href: "/decisions" }, { label: w.deputyTitle }]}
      />
      <p className="mt-2">{w.deputyLead}</p>
      <div className="mt-4">
        <Deputies
          rows={rows}
          principals={principals}
          deputies={deputies}
          today={today}
          once={once}
          rejected={rejected}
        />
      </div>
    </>
  );
}
