import { formatInstant } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { Banner, EmptyState } from "#app/ui/banner.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { words } from "./words.ts";

export interface MailView {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly language: Lang;
  readonly createdAt: string;
}

/** The mailbox of the demonstration: what its people would have received. Links of this site can be followed. */
export function Mailbox({ mails, origin }: { mails: readonly MailView[]; origin: string }) {
  const lang = useLang();
  const w = words[lang].mailbox;
  return (
    <>
      <PageHead title={w.title} />
      <Banner>{w.lead}</Banner>
      {mails.length === 0 ? <EmptyState>{w.empty}</EmptyState> : null}
      {mails.map((mail) => (
        <article key={mail.id} className="section">
          <h2 lang={mail.language}>{mail.subject}</h2>
          <SummaryList
            rows={[
              { label: w.to, value: mail.recipient },
              { label: w.at, value: formatInstant(mail.createdAt, lang) },
            ]}
          />
          <div className="prose mt-2" lang={mail.language}>
            {mail.body.split("\n").map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never changes
              <p key={at}>{line === "" ? "\u00a0" : <Line text={line} origin={origin} />}</p>
            ))}
          </div>
        </article>
      ))}
    </>
  );
}

/** Only an address of this very site becomes a link. */
function Line({ text, origin }: { text: string; origin: string }) {
  const at = text.indexOf(`${origin}/`);
  if (at < 0) return text;
  const [address = ""] = text.slice(at).split(/\s/);
  return (
    <>
      {text.slice(0, at)}
      <a href={address.slice(origin.length)}>{address}</a>
      {text.slice(at + address.length)}
    </>
  );
}
