import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { words } from "#app/modules/policy/words.ts";
import { Violations } from "#app/modules/registry/components/scope-table.tsx";
import { compareVersions } from "#app/modules/registry/services/compare.server.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/fields.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { State } from "#app/ui/marks.tsx";
import { Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "policy.read");
  const comparison = need(
    await compareVersions(deps, actor, {
      from: url.searchParams.get("from"),
      to: url.searchParams.get("to"),
      lang,
    }),
  );
  return { lang, ...comparison };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].compare.title, lang) }];
};

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text);

export default function Compare() {
  const { lang, choices, from, to, changes, outside, notices } = useLoaderData<typeof loader>();
  const w = words[lang];
  const fieldNames: Readonly<Record<string, string>> = w.parts;
  const comma = lang === "ja" ? "、" : ", ";
  const options = choices.map((choice) => ({
    value: choice.key,
    label: [
      choice.title,
      w.page.edition({ n: choice.edition, day: formatDay(choice.validFrom, lang) }),
      choice.isInForce ? w.compare.inForceMark : choice.kind === "template" ? w.compare.template : "",
    ]
      .filter((part) => part !== "")
      .join(" ・ "),
  }));
  return (
    <>
      <PageHead
        title={w.compare.title}
        crumbs={[{ label: w.page.title, href: "/policy" }, { label: w.compare.title }]}
      />
      <p className="mt-3 prose">{w.compare.lead}</p>
      <form method="get" action="/policy/compare" className="fields mt-3">
        <Select
          name="from"
          label={w.compare.before}
          emptyLabel={null}
          options={options}
          defaultValue={from}
        />
        <Select name="to" label={w.compare.after} emptyLabel={null} options={options} defaultValue={to} />
        <p className="mt-3">
          <Button>{w.compare.show}</Button>
        </p>
      </form>
      <Section id="impact" title={w.compare.impact}>
        {outside.length === 0 ? (
          <p>
            <State is="good">{w.compare.impactNone}</State>
          </p>
        ) : (
          <DataTable
            caption={w.compare.impactCaption({ n: outside.length })}
            rows={outside}
            rowKey={(row) => `${row.relationId} ${row.subject} ${JSON.stringify(row.violations)}`}
            columns={[
              {
                key: "relation",
                label: w.compare.relation,
                cell: (row) => (
                  <>
                    <a href={`/relations/${row.relationId}`}>{`${row.number} ${row.title}`}</a>
                    <span className="sub">
                      <Named>{row.partnerName}</Named>
                    </span>
                  </>
                ),
              },
              { key: "line", label: w.compare.line, cell: (row) => row.subject },
              { key: "why", label: w.compare.why, cell: (row) => <Violations violations={row.violations} /> },
            ]}
          />
        )}
      </Section>
      <Section id="notices" title={w.compare.notices}>
        {notices.length === 0 ? (
          <p>
            <State is="good">{w.compare.noticesNone}</State>
          </p>
        ) : (
          <ul>
            {notices.map((notice) => (
              <li key={notice}>
                <State is="attention">{notice}</State>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="changes" title={w.compare.caption({ n: changes.length })}>
        <DataTable
          caption={w.compare.caption({ n: changes.length })}
          captionHidden
          rows={changes}
          rowKey={(change) => `${change.area} ${change.id} ${change.kind}`}
          empty={w.compare.same}
          groupOf={(change) => w.areas[change.area]}
          columns={[
            {
              key: "what",
              label: w.compare.area,
              cell: (change) => (
                <>
                  <Named>
                    {change.area === "clauses"
                      ? change.id
                      : ((change.after ?? change.before)?.[lang] ?? change.id)}
                  </Named>
                  <span className="sub">
                    {change.fields.length === 0
                      ? w.changes[change.kind]
                      : w.changedIn({
                          fields: change.fields.map((field) => fieldNames[field] ?? field).join(comma),
                        })}
                  </span>
                </>
              ),
            },
            {
              key: "old",
              label: w.compare.old,
              cell: (change) => <Named>{change.before === null ? "―" : shorten(change.before[lang])}</Named>,
            },
            {
              key: "now",
              label: w.compare.now,
              cell: (change) => <Named>{change.after === null ? "―" : shorten(change.after[lang])}</Named>,
            },
            {
              key: "rule",
              label: w.compare.rule,
              cell: (change) => (change.jointUse === null ? "―" : w.jointUseChanges[change.jointUse]),
            },
          ]}
        />
      </Section>
    </>
  );
}
