import type { Lang } from "#app/i18n/lang.ts";
import { words } from "#app/modules/access/words.ts";
import { administrator, password, staffCast } from "../cast.ts";
import type { Journey } from "../journey.ts";
import type { Person } from "../person.ts";
import { enter, linkIn } from "../support.ts";

const w = words.ja;

export async function signIn(person: Person, email: string): Promise<void> {
  await person.open("/sign-in");
  await person.fill({ email, password });
  await person.press(w.signIn);
}

/** Follows the link of an invitation and sets a password. */
export async function acceptInvitation(journey: Journey, email: string, lang: Lang = "ja"): Promise<Person> {
  const mail = await journey.portal.mailbox.waitFor(email, "/invitation/");
  const person = await enter(journey, lang);
  const w = words[lang];
  await person.open(linkIn(mail.text, journey.portal.origin));
  await person.sees(w.invitationTitle, email);
  await person.fill({ password: "短い" });
  await person.press(w.invitationAccept, 422);
  await person.fill({ password });
  await person.press(w.invitationAccept);
  return person;
}

/** The organisation from its published policy, its first administrator, and the people they invite. */
export async function setUp(journey: Journey): Promise<void> {
  const { portal, people } = journey;
  await portal.command(
    [
      "setup",
      "--policy",
      "aicoop-miyagi-2017-11-07",
      "--email",
      administrator.email,
      "--name",
      administrator.name,
      "--password-stdin",
    ],
    password,
  );
  await portal.start();
  const admin = await enter(journey, "ja");
  await admin.open("/sign-in");
  await admin.fill({ email: administrator.email, password: "違うパスワードです" });
  await admin.press(w.signIn, 422);
  await admin.sees(w.problems["sign-in-wrong"]);
  await signIn(admin, administrator.email);
  people.set("administrator", admin);
  for (const { role, name, email } of Object.values(staffCast)) {
    await admin.open("/settings/people");
    await admin.fill({ name, email, role });
    await admin.press(w.people.invite);
    await admin.sees(w.done["access.invited"], email);
  }
  for (const [who, { email, name, lang }] of Object.entries(staffCast)) {
    const person = await acceptInvitation(journey, email, lang);
    await person.open("/account");
    await person.sees(name, words[lang].account.title);
    people.set(who, person);
  }
  await admin.open("/settings/people");
  for (const { name } of Object.values(staffCast)) await admin.sees(name);
}
