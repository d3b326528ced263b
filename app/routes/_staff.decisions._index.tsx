import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { Inbox } from "#app/modules/decisions/components/inbox.tsx";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { listInbox } from "#app/modules/decisions/services/read.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "report.read");
  return { lang, mayName: can(actor.role, "deputy.name"), ...need(await listInbox(deps, actor)) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(pageWords[lang].inbox, lang) }];
};

export default function Decisions() {
  const { lang, mayName, mine, others, over } = useLoaderData<typeof loader>();
  const w = pageWords[lang];
  return (
    <>
      <PageHead
        title={w.inbox}
        action={mayName ? <ButtonLink href="/decisions/deputies">{w.deputies}</ButtonLink> : undefined}
      />
      <p className="mt-2">{w.inboxLead}</p>
      <Inbox mine={mine} others={others} over={over} />
    </>
  );
}
