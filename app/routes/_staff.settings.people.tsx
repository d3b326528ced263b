import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { PeopleScreen } from "#app/modules/access/people.tsx";
import { invitePerson } from "#app/modules/access/services/links.server.ts";
import { disablePerson, endMembership, listColleagues } from "#app/modules/access/services/people.server.ts";
import { words } from "#app/modules/access/words.ts";
import { listDepartmentChoices } from "#app/modules/registry/services/departments.server.ts";
import { staffRoles } from "#app/ports.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "person.manage");
  const departments = need(await listDepartmentChoices(deps, actor));
  return { lang, me: actor.personId, departments, ...(await listColleagues(deps, actor)) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "person.manage");
  const input = await form(args, actor.personId);
  if (input.intent === "disable") {
    const result = await disablePerson(deps, actor, input.text("person"));
    return result.ok ? done("/settings/people", "access.disabled") : again(result.problem, input);
  }
  if (input.intent === "end") {
    const result = await endMembership(deps, actor, input.text("membership"));
    return result.ok ? done("/settings/people", "access.ended") : again(result.problem, input);
  }
  const role = staffRoles.find((each) => each === input.text("role"));
  const result = await invitePerson(deps, actor, {
    email: input.text("email"),
    name: input.text("name"),
    role: role ?? ("" as never),
    department: input.text("department"),
    title: input.text("title"),
    partnerId: null,
    lang,
  });
  return result.ok ? done("/settings/people", "access.invited") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].people.title, lang) }];
};

export default function People() {
  const data = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <PeopleScreen {...data} roles={staffRoles} rejected={rejected} mayDisable />;
}
