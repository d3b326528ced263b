import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, staff, throwProblem } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { words as access } from "#app/modules/access/words.ts";
import { TaskGroups } from "#app/modules/home/components.tsx";
import { readFigures } from "#app/modules/home/services/figures.server.ts";
import { listTasks } from "#app/modules/home/services/tasks.server.ts";
import { words } from "#app/modules/home/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Figures } from "#app/ui/lists.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { signedIn } = await frameOf(args);
  if (signedIn?.actor?.kind === "partner") throwProblem({ kind: "not-found" });
  const { deps, actor, lang } = await staff(args, "policy.read");
  return {
    lang,
    role: actor.role,
    title: actor.title ?? actor.department,
    ...(await listTasks(deps, actor)),
    figures: await readFigures(deps, actor),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const n = data?.total ?? 0;
  const w = words[lang];
  return [{ title: pageTitle(data?.role === "director" ? w.decisionsTitle({ n }) : w.title({ n }), lang) }];
};

export default function Home() {
  const { tasks, openGroups, more, total, role, title, today, figures } = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang];
  return (
    <>
      <PageHead
        title={role === "director" ? w.decisionsTitle({ n: total }) : w.title({ n: total })}
        facts={[
          formatDay(today, lang, { weekday: true }),
          title ?? access[lang].roles[role],
          ...(figures?.policy
            ? [
                w.judgedBy({
                  title: figures.policy.title[lang],
                  day: formatDay(figures.policy.validFrom, lang),
                }),
              ]
            : []),
        ]}
        action={
          role === "office" ? (
            <ButtonLink kind="main" href="/partners/new" icon="plus">
              {w.register}
            </ButtonLink>
          ) : undefined
        }
      />
      {figures ? (
        <Figures
          title={w.figures}
          items={[
            {
              href: "/partners?gate=blocked",
              label: w.figure.blocked,
              value: figures.blocked,
              unit: w.figure.unit,
              note: w.figure.blockedOf({ n: figures.active, unjudged: figures.unjudged }),
              ...(figures.blocked > 0 ? { is: "bad" as const } : {}),
            },
            {
              href: "/assessments",
              label: w.figure.assessed({ year: figures.fiscalYear }),
              value: `${figures.assessed} / ${figures.toAssess}`,
              unit: w.figure.unit,
              progress: {
                value: figures.assessed,
                max: Math.max(1, figures.toAssess),
                label: w.figure.assessed({ year: figures.fiscalYear }),
              },
            },
            {
              href: "/custody",
              label: w.figure.outstanding,
              value: figures.outstanding,
              unit: w.figure.unit,
              note: w.figure.outstandingOver({ n: figures.overdue }),
            },
            {
              href: "/contracts",
              label: w.figure.contracts,
              value: figures.coverageEnding,
              unit: w.figure.unit,
              note: w.figure.contractsEnded({ n: figures.coverageEnded }),
            },
          ]}
        />
      ) : null}
      {tasks.length === 0 ? (
        <EmptyState title={w.empty}>{role === "director" ? w.emptyDirector : w.emptyNothing}</EmptyState>
      ) : (
        <TaskGroups tasks={tasks} openGroups={openGroups} more={more} />
      )}
    </>
  );
}
