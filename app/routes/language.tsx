import type { ActionFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { done, form, frameOf } from "#app/http/ladder.server.ts";
import { langs } from "#app/i18n/lang.ts";
import { languageCookie } from "#app/i18n/language.server.ts";
import { setLanguage } from "#app/modules/access/services/account.server.ts";

export const loader = () => redirect("/");

export async function action(args: ActionFunctionArgs) {
  const { deps, signedIn } = await frameOf(args);
  const input = await form(args, args.context.clientAddress);
  const lang = langs.find((each) => each === input.text("to")) ?? "ja";
  if (signedIn) await setLanguage(deps, signedIn.personId, lang);
  return done(input.text("back"), undefined, {
    "Set-Cookie": languageCookie(lang, { secure: deps.links.origin.startsWith("https:") }),
  });
}
