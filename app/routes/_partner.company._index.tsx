import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { TaskGroups } from "#app/modules/home/components.tsx";
import { listTasks } from "#app/modules/home/services/tasks.server.ts";
import { words } from "#app/modules/home/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  return { lang, ...(await listTasks(deps, actor)) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].companyTitle({ n: data?.total ?? 0 }), lang) }];
};

export default function CompanyHome() {
  const { tasks, openGroups, more, total } = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang];
  return (
    <>
      <PageHead title={w.companyTitle({ n: total })} />
      {tasks.length === 0 ? (
        <EmptyState title={w.empty}>{w.emptyCompany}</EmptyState>
      ) : (
        <TaskGroups tasks={tasks} openGroups={openGroups} more={more} />
      )}
    </>
  );
}
