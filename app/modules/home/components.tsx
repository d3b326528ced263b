import { formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { StaffRole } from "#app/ports.ts";
import type { NavGroup, NavItem } from "#app/ui/frames.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { TaskList, type Task as TaskRow } from "#app/ui/lists.tsx";
import { frameWords } from "./frame-words.ts";
import type { NavCounts } from "./rules/frame.ts";
import { taskGroups } from "./rules/tasks.ts";
import type { TaskListView, TaskView } from "./services/tasks.server.ts";
import { words } from "./words.ts";

/** The side navigation of a role; counts in blue wait on this person. */
export function staffNavigation(
  role: StaffRole,
  pathname: string,
  counts: NavCounts,
  lang: Lang,
): readonly NavGroup[] {
  const w = frameWords[lang].nav;
  const item = (href: string, label: string, count = 0, mine = true): NavItem => ({
    href,
    label,
    current: pathname === href || pathname.startsWith(`${href}/`),
    count,
    mine,
  });
  const home = { items: [item("/home", w.home, counts.home)] };
  if (role === "administrator") {
    return [
      home,
      {
        title: w.settings,
        items: [item("/settings/people", w.people), item("/settings/organisation", w.organisation)],
      },
      { title: w.check, items: [item("/policy", w.policy)] },
    ];
  }
  return [
    home,
    {
      title: w.register,
      items: [item("/partners", w.partners), item("/contracts", w.contracts), item("/matrix", w.matrix)],
    },
    {
      title: w.check,
      items: [
        item("/assessments", w.assessments, counts.assessments, role === "privacy-manager"),
        item("/findings", w.findings, counts.findings, false),
        item("/custody", w.custody, counts.custody, false),
        item("/deferrals", w.deferrals, counts.deferrals, role === "privacy-manager"),
      ],
    },
    {
      title: w.reportGroup,
      items: [
        item("/reports", w.reports, counts.reports, role === "privacy-manager"),
        item("/policy", w.policy),
        ...(role === "privacy-manager" || role === "auditor" ? [item("/audit", w.audit)] : []),
      ],
    },
  ];
}

type TaskListProps = Pick<TaskListView, "tasks" | "openGroups" | "more">;

/** The to-do list in its groups, and what it leaves out. */
export function TaskGroups({ tasks, openGroups, more }: TaskListProps) {
  const lang = useLang();
  const w = words[lang];
  return (
    <>
      {taskGroups.map((group) => {
        const rows = tasks.filter((task) => task.group === group);
        if (rows.length === 0) return null;
        const count = openGroups.includes(group)
          ? w.atLeast({ n: rows.length })
          : w.exactly({ n: rows.length });
        return (
          <Section key={group} id={group} title={w.groups[group]({ count })}>
            <TaskList items={rows.map((task) => toRow(task, lang))} />
          </Section>
        );
      })}
      {more.length === 0 ? null : (
        <Section id="more" title={w.more}>
          <ul>
            {more.map(({ title, n }) => (
              <li key={title}>{w.moreOf({ title, n })}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function toRow(task: TaskView, lang: Lang): TaskRow {
  const w = words[lang];
  return {
    key: `${task.kind} ${task.href} ${task.about}`,
    is: task.group === "overdue" ? "bad" : task.isWaiting ? "waiting" : "mine",
    title: task.count === null ? task.title : `${task.title}${w.counted({ n: task.count })}`,
    about: [task.whom, task.about].filter(Boolean).join(w.separator),
    when: whenOf(task, lang),
    ...(task.dueOn ? { on: task.dueOn, onLabel: w.due } : {}),
    action: { href: task.href, label: task.action },
  };
}

function whenOf(task: TaskView, lang: Lang): string {
  const w = words[lang];
  if (task.daysOver === null) return task.sinceOn ? w.since({ day: formatDay(task.sinceOn, lang) }) : w.noDay;
  if (task.daysOver > 0) return w.daysOver({ n: task.daysOver });
  if (task.daysOver === 0) return w.today;
  return task.daysOver === -1 ? w.tomorrow : w.daysLeft({ n: -task.daysOver });
}
