import { formatDay, formatPeriod } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, Go } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, FormFoot, NumberField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { actualSchema, standingCloseSchema } from "../rules/forms.ts";
import type { StandingPage } from "../services/standing-page.server.ts";
import { words } from "../words.ts";
import { GateForRelation } from "./gate.tsx";
import { amount, listOf, named, refusedIn } from "./parts.tsx";

export function StandingScreen({
  page,
  rejected,
}: {
  page: StandingPage;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { standing } = page;
  const isOpen = standing.closedOn === null;
  return (
    <>
      <div className="two">
        <Section id="facts" title={s.standing}>
          <SummaryList
            rows={[
              { label: s.period, value: formatPeriod(standing.startsOn, standing.endsOn, lang) },
              { label: s.usualVolume, value: amount(standing.usualVolume, standing.unit, lang) },
              { label: s.items, value: listOf(lang, named(page.names.items, standing.items)) },
              { label: s.standingMethod, value: standing.method },
              ...(page.check
                ? [
                    {
                      label: s.gateOf,
                      value: (page.check.isAllowed ? s.gateAllowed : s.gateBlocked)({
                        number: page.check.number,
                        day: formatDay(page.check.asOf, lang),
                      }),
                    },
                  ]
                : []),
              ...(page.lotId
                ? [
                    {
                      label: s.lot,
                      value: <a href={`/lots/${page.lotId}`}>{standing.title}</a>,
                      note: s.standingLot,
                    },
                  ]
                : []),
              ...(standing.closedOn
                ? [
                    {
                      label: w.standingState.closed,
                      value: formatDay(standing.closedOn, lang, { weekday: true }),
                      ...(standing.closeNote ? { note: standing.closeNote } : {}),
                    },
                  ]
                : []),
            ]}
          />
        </Section>
        <Actuals page={page} rejected={rejected} />
      </div>
      {isOpen ? (
        <Section id="today" title={s.today}>
          {page.blockedDays.length > 0 ? (
            <Banner is="attention" title={s.blockedDays({ n: page.blockedDays.length })}>
              {listOf(
                lang,
                page.blockedDays.slice(-10).map((day) => formatDay(day, lang)),
              )}
            </Banner>
          ) : null}
          <GateForRelation gate={page.gate} mayRequest={page.mayWrite} withFoot={false} />
        </Section>
      ) : null}
      {isOpen && page.mayWrite ? <CloseForm page={page} rejected={rejected} /> : null}
    </>
  );
}

function Actuals({ page, rejected: latest }: { page: StandingPage; rejected: RejectedForm | undefined }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { standing } = page;
  const rejected = latest?.values["intent"] === "use" ? latest : undefined;
  const form = useFormValues({
    labels: { month: s.actualMonth, volume: s.actualVolume },
    schema: actualSchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values: rejected?.values ?? { month: standing.missing[0] ?? page.today.slice(0, 7) },
  });
  return (
    <Section id="actuals" title={s.actuals}>
      {standing.missing.length > 0 && standing.closedOn === null ? (
        <Banner is="attention">{s.actualMissing({ months: standing.missing.join(" ") })}</Banner>
      ) : null}
      {page.uses.length === 0 ? (
        <p className="mute">{s.actualsEmpty}</p>
      ) : (
        <DataTable
          caption={s.actuals}
          captionHidden
          rows={page.uses}
          rowKey={(row) => row.month}
          columns={[
            { key: "month", label: s.actualMonth, cell: (row) => row.month },
            {
              key: "volume",
              label: s.actualVolume,
              align: "end",
              cell: (row) => (
                <>
                  {amount(row.volume, standing.unit, lang)}
                  {row.isUnusual ? (
                    <>
                      {" "}
                      <State is="attention">{s.actualUnusual}</State>
                    </>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      )}
      {page.mayWrite && standing.closedOn === null ? (
        <>
          <FormProblem rejected={rejected} refused={refusedIn(lang)} />
          <Form {...form.formProps} className="fields mt-4">
            <TextField {...form.field("month")} required width="s" hint={s.actualMonthHint} />
            <NumberField {...form.field("volume")} required unit={w.unit[standing.unit]} />
            <FormFoot>
              <Button kind="main" name="intent" value="use">
                {s.actualSave}
              </Button>
            </FormFoot>
          </Form>
        </>
      ) : null}
    </Section>
  );
}

function CloseForm({ page, rejected: latest }: { page: StandingPage; rejected: RejectedForm | undefined }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = latest?.values["intent"] === "close" ? latest : undefined;
  const missing: Readonly<Record<string, string>> = w.standingClosing;
  const form = useFormValues({
    labels: { accessRemovedOn: s.accessRemovedOn, note: s.closeNote },
    schema: standingCloseSchema,
    ...rejectedSetup(rejected),
  });
  return (
    <Section id="close" title={s.standingClose}>
      <p>{s.standingCloseLead}</p>
      {page.problems.length > 0 ? (
        <ul className="stack mt-2">
          {page.problems.map((code) => (
            <li key={code}>
              <State is="bad">{missing[code] ?? code}</State>{" "}
              {code === "erasure-certificate-missing" && page.lotId ? (
                <Go href={`/lots/${page.lotId}`}>{s.standingLot}</Go>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} revision={page.standing.revision} className="fields mt-3">
        <DateField {...form.field("accessRemovedOn")} required />
        <TextArea {...form.field("note")} required maxLength={1000} rows={3} />
        <FormFoot>
          <Button name="intent" value="close">
            {s.standingClose}
          </Button>
        </FormFoot>
      </Form>
    </Section>
  );
}
