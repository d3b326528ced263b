import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { endedSessionCookie, sessionCookie } from "#app/http/cookies.server.ts";
import { again, done, form, member } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { AccountScreen } from "#app/modules/access/account.tsx";
import {
  changePassword,
  endOwnSessions,
  listOwnSessions,
} from "#app/modules/access/services/account.server.ts";
import { words } from "#app/modules/access/words.ts";
import { AreaFrame } from "#app/modules/home/frames.tsx";
import { readFrame } from "#app/modules/home/services/frame.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, signedIn, lang, url } = await member(args);
  const frame = await readFrame(deps, actor, url.searchParams.get("done"));
  return {
    lang,
    frame,
    me: {
      name: actor.name,
      email: signedIn.email,
      place: frame.kind === "partner" ? frame.company : frame.organisation,
      role: actor.role,
      lang,
    },
    mayChoose: signedIn.memberships.length > 1,
    sessions: await listOwnSessions(deps, signedIn),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, signedIn } = await member(args);
  const input = await form(args, signedIn.personId);
  if (input.intent === "end-all") {
    await endOwnSessions(deps, signedIn);
    return done("/sign-in", undefined, { "Set-Cookie": endedSessionCookie(deps.links.origin) });
  }
  const result = await changePassword(deps, signedIn, {
    current: input.text("currentPassword"),
    next: input.text("newPassword"),
  });
  if (!result.ok) return again(result.problem, input);
  return done("/account", "access.password-changed", {
    "Set-Cookie": sessionCookie(result.value.secret, deps.links.origin),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].account.title, lang) }];
};

export default function Account() {
  const { frame, ...data } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return (
    <AreaFrame data={frame}>
      <AccountScreen {...data} rejected={rejected} />
    </AreaFrame>
  );
}
