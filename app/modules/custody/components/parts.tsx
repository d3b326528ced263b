import { formatCount, formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { Params } from "#app/result.ts";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import type { Balance, LotStanding, Unit } from "../rules/lots.ts";
import { words } from "../words.ts";

/** Sentences of this module's refusals, for `FormProblem`. */
export const refusedIn =
  (lang: Lang) =>
  (code: string, _params: Params): string | undefined => {
    const sentences: Readonly<Record<string, string>> = words[lang].problems;
    return sentences[code];
  };

export const amount = (n: number, unit: string, lang: Lang): string => formatCount(n, unit as Unit, lang);

/** Overdue with its days, out, or nothing left. */
export function LotStateMark({ standing }: { standing: LotStanding }) {
  const lang = useLang();
  const w = words[lang];
  if (standing.state === "overdue")
    return <State is="bad">{w.screen.late({ days: standing.daysLate })}</State>;
  if (standing.state === "closed") return <State is="good">{w.lotState.closed}</State>;
  return <State is={standing.isUnacknowledged ? "attention" : "waiting"}>{w.lotState.open}</State>;
}

/** What is out, and what of it waits for the acceptance of a certificate. */
export function Outstanding({ balance, unit }: { balance: Balance; unit: string }) {
  const lang = useLang();
  return (
    <>
      <b>{amount(balance.outstanding, unit, lang)}</b>
      {balance.pending > 0 ? (
        <span className="br small mute">
          {words[lang].screen.pending({ count: amount(balance.pending, unit, lang) })}
        </span>
      ) : null}
    </>
  );
}

export const dueText = (dueOn: string | null, lang: Lang): string =>
  dueOn === null ? words[lang].screen.noDue : formatDay(dueOn, lang, { weekday: true });

export const listOf = (lang: Lang, names: readonly string[]): string =>
  names.join(lang === "ja" ? "、" : ", ");

/** Names of ids; unknown ones stay as they are. */
export const named = (names: Readonly<Record<string, string>>, ids: readonly string[]): string[] =>
  ids.map((id) => names[id] ?? id);
