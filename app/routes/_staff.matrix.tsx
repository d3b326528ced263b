import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { formatDay, formatNumber } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { words as policyWords } from "#app/modules/policy/words.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { words as registryWords } from "#app/modules/registry/words.ts";
import { readMatrix } from "#app/modules/views/services/matrix.server.ts";
import { words } from "#app/modules/views/words.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/data-table.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useFrameWords } from "#app/ui/lang.tsx";
import { Tier, type TierCode } from "#app/ui/marks.tsx";
import { Explain, Matrix, type MatrixProps } from "#app/ui/matrix.tsx";
import { Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "registry.read");
  const text = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 80);
  const day = readAsOf(text("asOf"));
  const asked = {
    kind: text("kind"),
    activity: text("activity"),
    item: text("item"),
    partner: text("partner"),
    view: text("view") === "partners" ? ("partners" as const) : ("items" as const),
    asOf: text("asOf"),
  };
  const matrix = need(
    await readMatrix(deps, actor, {
      ...asked,
      lang,
      ...(day === null ? {} : { day }),
    }),
  );
  return { lang, asked, ...matrix };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].matrix.title, lang) }];
};

const kinds = ["entrustment", "joint-use", "referral", "no-handling"] as const;
const tierCodes: readonly TierCode[] = ["S1", "S2", "S3", "S4"];
const plainName = (name: string): string => name.replace(/\s*[(（](架空|fictional)[)）]/i, "");

export default function MatrixPage() {
  const { lang, asked, partners, items, cells, chosen, day, all, activities } =
    useLoaderData<typeof loader>();
  const w = words[lang];
  const frame = useFrameWords();
  const tierWords = policyWords[lang].tiers;
  const hrefWith = (change: Readonly<Record<string, string>>): string => {
    const query = new URLSearchParams(
      Object.entries({ ...asked, view: asked.view === "items" ? "" : asked.view, ...change }).filter(
        ([, value]) => value !== "",
      ),
    ).toString();
    return query === "" ? "/matrix" : `/matrix?${query}`;
  };
  const cellOf = (item: string, partner: string) => {
    const purposes = cells[`${item} ${partner}`] ?? 0;
    return purposes === 0 ? null : { purposes, href: `${hrefWith({ item, partner })}#explain` };
  };
  const groups: MatrixProps["columnGroups"] = kinds.flatMap((kind) => {
    const columns = partners
      .filter((partner) => partner.kind === kind)
      .map((partner) => ({
        id: partner.id,
        label: plainName(partner.name),
        href: `/partners/${partner.id}`,
      }));
    return columns.length === 0 ? [] : [{ id: kind, label: registryWords[lang].partnerKinds[kind], columns }];
  });
  const byTier = tierCodes.flatMap((tier) => {
    const rows = items.filter((item) => item.tier === tier);
    return rows.length === 0 ? [] : [{ tier, rows }];
  });
  return (
    <>
      <PageHead
        title={w.matrix.title}
        facts={[
          w.matrix.on({ day: formatDay(day, lang, { weekday: true }) }),
          w.matrix.shown({ n: partners.length, all }),
        ]}
        action={
          <ButtonLink size="small" href={hrefWith({ view: asked.view === "items" ? "partners" : "" })}>
            {w.matrix.transpose}
          </ButtonLink>
        }
      />
      <Filters action="/matrix">
        <FilterText name="asOf" label={w.matrix.asOf} value={asked.asOf} />
        <FilterSelect
          name="kind"
          label={w.matrix.kind}
          value={asked.kind}
          options={kinds.map((kind) => ({ value: kind, label: registryWords[lang].partnerKinds[kind] }))}
        />
        <FilterSelect
          name="activity"
          label={w.matrix.activity}
          value={asked.activity}
          options={activities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {asked.view === "partners" ? <input type="hidden" name="view" value="partners" /> : null}
        <Button>{frame.filterApply}</Button>
      </Filters>
      {partners.length === 0 ? (
        <EmptyState title={w.matrix.empty} />
      ) : (
        <>
          {chosen === null ? (
            <p className="hint">{w.matrix.choose}</p>
          ) : (
            <Explain
              id="explain"
              title={`${chosen.itemName} × ${chosen.partnerName}`}
              aside={<Go href={`/relations/${chosen.lines[0]?.relationId ?? ""}`}>{w.matrix.see}</Go>}
            >
              {chosen.lines.map((line) => (
                <p key={`${line.relationId} ${line.subject} ${line.purposes.join()}`}>
                  <Tier code={chosen.tier} /> {w.matrix.purposesOf({ n: line.purposes.length })} ―{" "}
                  <Named>{line.purposes.join(lang === "ja" ? "、" : ", ")}</Named>
                  {line.headcount === null
                    ? ` (${line.subject})`
                    : ` (${w.matrix.headcount({ subject: line.subject, n: formatNumber(line.headcount, lang) })})`}
                </p>
              ))}
            </Explain>
          )}
          {asked.view === "items" ? (
            <Matrix
              caption={w.matrix.caption}
              columnGroups={groups}
              rowGroups={byTier.map(({ tier, rows }) => ({
                id: tier,
                tier,
                label: tierWords[tier],
                rows: rows.map((item) => ({ id: item.id, label: item.name })),
              }))}
              cell={cellOf}
              chosen={chosen ? { row: chosen.item, column: chosen.partnerId } : undefined}
            />
          ) : (
            <Matrix
              caption={w.matrix.captionTransposed}
              rowHeading={w.matrix.partner}
              columnGroups={byTier.map(({ tier, rows }) => ({
                id: tier,
                label: `${tier} ${tierWords[tier]}`,
                columns: rows.map((item) => ({
                  id: item.id,
                  label: item.name,
                  href: hrefWith({ view: "" }),
                })),
              }))}
              rowGroups={groups.map((group) => ({
                id: group.id,
                // The ground of a cell is its item's tier; a row of partners has none of its own.
                tier: "S1",
                label: group.label,
                rows: group.columns.map((partner) => ({ id: partner.id, label: partner.label })),
              }))}
              cell={(partner, item) => cellOf(item, partner)}
              chosen={chosen ? { row: chosen.partnerId, column: chosen.item } : undefined}
            />
          )}
        </>
      )}
    </>
  );
}
