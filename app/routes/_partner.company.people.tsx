import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { PeopleScreen } from "#app/modules/access/people.tsx";
import { invitePerson } from "#app/modules/access/services/links.server.ts";
import { endMembership, listColleagues } from "#app/modules/access/services/people.server.ts";
import { words } from "#app/modules/access/words.ts";
import { partnerRoles } from "#app/ports.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.people");
  const { people, invitations } = await listColleagues(deps, actor);
  return { lang, me: actor.personId, people, invitations };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.people");
  const input = await form(args, actor.personId);
  if (input.intent === "end") {
    const result = await endMembership(deps, actor, input.text("membership"));
    return result.ok ? done("/company/people", "access.ended") : again(result.problem, input);
  }
  const role = partnerRoles.find((each) => each === input.text("role"));
  const result = await invitePerson(deps, actor, {
    email: input.text("email"),
    name: input.text("name"),
    role: role ?? ("" as never),
    partnerId: actor.partnerId,
    lang,
  });
  return result.ok ? done("/company/people", "access.invited") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].people.title, lang) }];
};

export default function CompanyPeople() {
  const data = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <PeopleScreen {...data} roles={partnerRoles} rejected={rejected} mayDisable={false} />;
}
