import { formatCount, formatDay, formatPeriod } from "#app/i18n/format.ts";
import { words as policyWords } from "#app/modules/policy/words.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, Strength, Tier } from "#app/ui/marks.tsx";
import type { LineView, ViolationView } from "../words/scope-views.ts";
import { words } from "../words.ts";

/** The scope lines of one relation: whose data, which items by tier, what for, how many, how long, and what the ceiling says. */
export function ScopeTable({
  title,
  basis,
  lines,
  policy,
}: {
  title: string;
  basis: string;
  lines: readonly LineView[];
  policy: string | null;
}) {
  const lang = useLang();
  const w = words[lang];
  const outside = lines.reduce((sum, line) => sum + line.violations.length, 0);
  return (
    <DataTable
      caption={
        <>
          {w.page.scopeCaption({ title, basis, lines: lines.length })} ・{" "}
          {outside > 0 ? (
            <State is="bad">{w.page.outside({ n: outside })}</State>
          ) : policy === null ? null : (
            w.page.within({ policy })
          )}
        </>
      }
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        { key: "subject", label: w.page.subject, cell: (line) => line.subject },
        {
          key: "items",
          label: w.page.items,
          cell: (line) => (
            <>
              {line.items.map((group) => (
                <span key={group.tier} className="br">
                  <Tier code={group.tier} /> {group.names.join(lang === "ja" ? "、" : ", ")}
                </span>
              ))}
              {line.reason === null ? null : <span className="kana">{line.reason}</span>}
              <Violations violations={line.violations} />
            </>
          ),
        },
        {
          key: "purposes",
          label: w.page.purposes,
          cell: (line) =>
            line.purposes.map((purpose) => (
              <span key={purpose.name} className="br">
                {purpose.name}
                {purpose.clause === "" ? null : (
                  <span className="kana">{w.page.policyClause({ clause: purpose.clause })}</span>
                )}
              </span>
            )),
        },
        {
          key: "headcount",
          label: w.page.headcount,
          align: "end",
          nowrap: true,
          cell: (line) => (line.headcount === null ? "―" : formatCount(line.headcount, "persons", lang)),
        },
        {
          key: "period",
          label: w.page.period,
          nowrap: true,
          cell: (line) => formatPeriod(line.validFrom, line.validTo, lang),
        },
      ]}
    />
  );
}

/** What is wrong with a line: sentence, basis, cure. */
export function Violations({ violations }: { violations: readonly ViolationView[] }) {
  const lang = useLang();
  const w = policyWords[lang];
  if (violations.length === 0) return null;
  return (
    <ul className="violations">
      {violations.map((violation) => (
        <li key={violation.code + JSON.stringify(violation.names)}>
          <State is="bad">{w.violations[violation.code].what(violation.names)}</State>
          <span className="kana">
            <Strength code={violation.strength} /> {violation.basis} ・{" "}
            {w.violations[violation.code].cure(violation.names)}
          </span>
        </li>
      ))}
    </ul>
  );
}
/** 「方針 第3版」 or, where the policy counts no editions, the day of the version. */
export const policyLabel = (
  policy: { readonly edition: number | null; readonly validFrom: string },
  lang: "ja" | "en",
): string =>
  words[lang].steps.policyName({ edition: policy.edition, day: formatDay(policy.validFrom, lang) });
