import type { ReactNode } from "react";
import { formatCountry, formatDay, formatPeriod } from "#app/i18n/format.ts";
import { Go } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, type Tone } from "#app/ui/marks.tsx";
import { Named } from "#app/ui/text.tsx";
import { words } from "../words.ts";

export interface SubcontractorRowView {
  readonly id: string;
  readonly relationId: string;
  readonly name: string;
  readonly country: string;
  readonly work: string;
  readonly items: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly state: string;
  readonly decidedOn: string | null;
  readonly foundOn: string | null;
  readonly approvedUntil: string | null;
  readonly removedOn: string | null;
  readonly conditions: string | null;
}
const subTone: Record<string, Tone> = {
  requested: "mine",
  unapproved: "bad",
  approved: "good",
  refused: "bad",
  removed: "none",
};

export function SubcontractorTable({
  rows,
  itemNames,
  mayWrite,
}: {
  rows: readonly SubcontractorRowView[];
  itemNames: Readonly<Record<string, string>>;
  mayWrite: boolean;
}) {
  const lang = useLang();
  const w = words[lang];
  const states: Record<string, string> = w.subcontractorStates;
  const join = lang === "ja" ? "、" : ", ";
  return (
    <DataTable
      caption={w.relationPage.sub}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      empty={w.relationPage.subEmpty}
      columns={[
        {
          key: "name",
          label: w.form.labels.subName,
          cell: (row) =>
            mayWrite ? (
              <a href={`/subcontractors/${row.id}`}>
                <Named>{row.name}</Named>
              </a>
            ) : (
              <Named>{row.name}</Named>
            ),
        },
        {
          key: "work",
          label: w.form.labels.work,
          cell: (row) => (
            <>
              {row.work}
              <span className="sub">{row.items.map((id) => itemNames[id] ?? id).join(join)}</span>
            </>
          ),
        },
        { key: "period", label: w.page.period, cell: (row) => formatPeriod(row.startsOn, row.endsOn, lang) },
        {
          key: "state",
          label: w.page.relationState,
          cell: (row) => {
            const state = row.removedOn === null ? row.state : "removed";
            return (
              <>
                <State is={subTone[state] ?? "none"}>{states[state] ?? state}</State>
                <span className="sub">
                  {[
                    row.foundOn === null ? "" : w.relationPage.foundOn({ day: formatDay(row.foundOn, lang) }),
                    row.decidedOn === null
                      ? ""
                      : w.relationPage.decidedOn({ day: formatDay(row.decidedOn, lang) }),
                    row.approvedUntil === null
                      ? ""
                      : w.relationPage.until({ day: formatDay(row.approvedUntil, lang) }),
                  ]
                    .filter((part) => part !== "")
                    .join(" ・ ")}
                </span>
              </>
            );
          },
        },
      ]}
    />
  );
}

export function RecordSections({
  relation,
  subcontractors,
  foreign,
  referrals,
  confirmations,
  itemNames,
  today,
  mayRecord,
}: {
  relation: { readonly id: string; readonly basis: string; readonly handlesAbroad: boolean };
  subcontractors: readonly SubcontractorRowView[];
  foreign: readonly {
    readonly id: string;
    readonly country: string;
    readonly serviceName: string;
    readonly route: string;
    readonly confirmedOn: string | null;
    readonly nextConfirmationOn: string | null;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  referrals: readonly {
    readonly id: string;
    readonly route: string;
    readonly serviceName: string;
    readonly consentMethod: string | null;
    readonly recordMethod: string | null;
    readonly evidenceNote: string | null;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  confirmations: readonly {
    readonly id: string;
    readonly kind: string;
    readonly confirmedOn: string;
    readonly nextDueOn: string | null;
    readonly isSatisfactory: boolean;
    readonly note: string | null;
  }[];
  itemNames: Readonly<Record<string, string>>;
  today: string;
  mayRecord: boolean;
}) {
  const lang = useLang();
  const w = words[lang];
  const at = `/relations/${relation.id}`;
  const foreignRoutes: Record<string, string> = w.foreignRoutes;
  const referralRoutes: Record<string, string> = w.referralRoutes;
  const recordMethods: Record<string, string> = w.recordMethods;
  const kinds: Record<string, string> = w.confirmationKinds;
  const isStanding = (row: { readonly validTo: string | null }) =>
    row.validTo === null || row.validTo >= today;
  const aside = (href: string): ReactNode =>
    mayRecord ? <Go href={href}>{w.relationPage.add}</Go> : undefined;
  return (
    <>
      {relation.basis === "entrustment" || subcontractors.length > 0 ? (
        <Section id="subcontractors" title={w.relationPage.sub} aside={aside(`${at}/subcontractors/new`)}>
          <SubcontractorTable rows={subcontractors} itemNames={itemNames} mayWrite={mayRecord} />
        </Section>
      ) : null}
      {relation.basis === "referral" ? (
        <Section id="referral" title={w.relationPage.referral} aside={aside(`${at}/referral`)}>
          <DataTable
            caption={w.relationPage.referral}
            captionHidden
            rows={referrals}
            rowKey={(row) => row.id}
            empty={<State is="bad">{w.relationPage.referralEmpty}</State>}
            columns={[
              {
                key: "route",
                label: w.form.labels.referralRoute,
                cell: (row) => referralRoutes[row.route] ?? row.route,
              },
              { key: "service", label: w.form.labels.serviceName, cell: (row) => row.serviceName },
              {
                key: "how",
                label: w.form.labels.recordMethod,
                cell: (row) =>
                  [
                    row.consentMethod,
                    row.recordMethod === null ? null : (recordMethods[row.recordMethod] ?? row.recordMethod),
                    row.evidenceNote,
                  ]
                    .filter(Boolean)
                    .join(" ・ ") || "―",
              },
              {
                key: "period",
                label: w.page.period,
                cell: (row) => formatPeriod(row.validFrom, row.validTo, lang),
              },
            ]}
          />
        </Section>
      ) : null}
      {relation.handlesAbroad || foreign.length > 0 ? (
        <Section id="foreign" title={w.relationPage.foreign} aside={aside(`${at}/foreign`)}>
          <DataTable
            caption={w.relationPage.foreign}
            captionHidden
            rows={foreign}
            rowKey={(row) => row.id}
            empty={<State is="bad">{w.relationPage.foreignEmpty}</State>}
            columns={[
              {
                key: "service",
                label: w.form.labels.serviceName,
                cell: (row) => `${row.serviceName} (${formatCountry(row.country, lang)})`,
              },
              {
                key: "route",
                label: w.form.labels.route,
                cell: (row) => foreignRoutes[row.route] ?? row.route,
              },
              {
                key: "confirmed",
                label: w.form.labels.confirmedOn,
                cell: (row) => (
                  <>
                    {row.confirmedOn === null ? "―" : formatDay(row.confirmedOn, lang)}
                    {row.nextConfirmationOn === null ? null : (
                      <span className="sub">
                        {row.nextConfirmationOn < today && isStanding(row) ? (
                          <State is="bad">
                            {w.relationPage.nextOn({ day: formatDay(row.nextConfirmationOn, lang) })}
                          </State>
                        ) : (
                          w.relationPage.nextOn({ day: formatDay(row.nextConfirmationOn, lang) })
                        )}
                      </span>
                    )}
                    {mayRecord && row.route === "equivalent-system" && isStanding(row) ? (
                      <span className="sub">
                        <Go href={`${at}/foreign?confirm=${row.id}`}>{w.form.buttons.confirmRoute}</Go>
                      </span>
                    ) : null}
                  </>
                ),
              },
              {
                key: "period",
                label: w.page.period,
                cell: (row) => formatPeriod(row.validFrom, row.validTo, lang),
              },
            ]}
          />
        </Section>
      ) : null}
      <Section id="confirmations" title={w.relationPage.confirmations} aside={aside(`${at}/confirmation`)}>
        <DataTable
          caption={w.relationPage.confirmations}
          captionHidden
          rows={confirmations}
          rowKey={(row) => row.id}
          empty={w.relationPage.confirmationsEmpty}
          columns={[
            {
              key: "kind",
              label: w.form.labels.confirmationKind,
              cell: (row) => kinds[row.kind] ?? row.kind,
            },
            { key: "on", label: w.form.labels.confirmedOn, cell: (row) => formatDay(row.confirmedOn, lang) },
            {
              key: "result",
              label: w.form.labels.isSatisfactory,
              cell: (row) => (
                <>
                  <State is={row.isSatisfactory ? "good" : "bad"}>
                    {row.isSatisfactory ? w.form.choices.satisfactory : w.form.choices.unsatisfactory}
                  </State>
                  {row.note === null ? null : <span className="sub">{row.note}</span>}
                </>
              ),
            },
            {
              key: "next",
              label: w.form.labels.nextDueOn,
              cell: (row) => (row.nextDueOn === null ? "―" : formatDay(row.nextDueOn, lang)),
            },
          ]}
        />
      </Section>
    </>
  );
}
