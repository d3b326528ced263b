import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { SendPage } from "#app/modules/assessments/components/send.tsx";
import { parseSend } from "#app/modules/assessments/rules/forms.ts";
import { readSendPreview } from "#app/modules/assessments/services/lists.server.ts";
import { sendAssessment } from "#app/modules/assessments/services/sending.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { addDays } from "#app/modules/calendar/rules/day.ts";

/** Days given for the answers unless staff says otherwise. */
const usualDays = 21;

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "assessment.send");
  const preview = need(await readSendPreview(deps, actor, args.params["relationId"] ?? ""));
  return {
    lang,
    preview,
    once: deps.newId(),
    suggestedDueOn: addDays(preview.day, usualDays),
    mayInvite: can(actor.role, "partner-person.invite"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "assessment.send");
  const input = await form(args, actor.personId);
  const parsed = parseSend(input);
  if (!parsed.ok) return again(parsed.problem, input);
  const { dueOn, triggerCode, inviteEmail, inviteName, inviteRole, inviteLang } = parsed.value;
  const result = await sendAssessment(deps, actor, {
    relationId: args.params["relationId"] ?? "",
    dueOn,
    triggerCode,
    invite:
      inviteEmail === ""
        ? null
        : { email: inviteEmail, name: inviteName, role: inviteRole, lang: inviteLang },
    isOnPaper: input.isTicked("isOnPaper"),
    once: input.once,
  });
  if (!result.ok) return again(result.problem, input);
  return done(`/assessments/${result.value.assessmentId}`, "assessment.sent");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].send.title, lang) }];
};

export default function SendAssessment() {
  const { preview, once, suggestedDueOn, mayInvite } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return (
    <SendPage
      preview={preview}
      once={once}
      suggestedDueOn={suggestedDueOn}
      mayInvite={mayInvite}
      rejected={rejected}
    />
  );
}
