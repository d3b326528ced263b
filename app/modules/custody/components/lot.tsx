import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, Go } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, FormFoot, NumberField, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { copySchema, returnSchema, reversalSchema } from "../rules/forms.ts";
import type { LotPage } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { amount, dueText, listOf, named, Outstanding, refusedIn } from "./parts.tsx";

/** What was handed over, to whom, and what became of it. */
export function LotFacts({ page }: { page: LotPage }) {
  const lang = useLang();
  const s = words[lang].screen;
  const { lot, balance, names } = page;
  const isPartner = page.check === null && !page.mayWrite && !page.mayDecide;
  return (
    <SummaryList
      rows={[
        { label: s.outstanding, value: <Outstanding balance={balance} unit={lot.unit} /> },
        { label: s.opened, value: amount(balance.opened, lot.unit, lang) },
        { label: s.returned, value: amount(balance.returned, lot.unit, lang) },
        { label: s.disposed, value: amount(balance.disposed, lot.unit, lang) },
        { label: s.due, value: dueText(lot.dueOn, lang) },
        { label: s.subjects, value: listOf(lang, named(names.subjects, lot.subjects)) },
        { label: s.items, value: listOf(lang, named(names.items, lot.items)) },
        { label: s.purposes, value: listOf(lang, named(names.purposes, lot.purposes)) },
        { label: s.medium, value: lot.medium },
        { label: s.method, value: lot.method },
        { label: s.openedOn, value: formatDay(lot.openedOn, lang, { weekday: true }) },
        { label: s.handedBy, value: lot.handedByName },
        { label: s.receivedBy, value: lot.receivedByName },
        {
          label: s.acknowledgement,
          value:
            lot.acknowledgedAt === null ? (
              page.standing.isUnacknowledged && page.relation.basis === "entrustment" ? (
                <State is="attention">{words[lang].unacknowledged}</State>
              ) : (
                s.notAcknowledged
              )
            ) : (
              s.acknowledged({ at: formatInstant(lot.acknowledgedAt, lang) })
            ),
          ...(lot.acknowledgementNote || page.acknowledgedByName
            ? {
                note: [page.acknowledgedByName, lot.acknowledgementNote]
                  .filter((text) => text !== null)
                  .join(" ・ "),
              }
            : {}),
        },
        ...(page.check
          ? [
              {
                label: s.gateOf,
                value: (
                  <a href={`/relations/${lot.relationId}/gate#history`}>
                    {(page.check.isAllowed ? s.gateAllowed : s.gateBlocked)({
                      number: page.check.number,
                      day: formatDay(page.check.asOf, lang),
                    })}
                  </a>
                ),
              },
            ]
          : []),
        ...(page.parent
          ? [
              {
                label: s.parent,
                value: (
                  <a href={isPartner ? `/company/lots/${page.parent.id}` : `/lots/${page.parent.id}`}>
                    {page.parent.number}
                  </a>
                ),
              },
            ]
          : []),
        ...(lot.standingId && page.check
          ? [{ label: s.standing, value: <a href={`/standing/${lot.standingId}`}>{lot.dataName}</a> }]
          : []),
        ...(lot.note && page.check ? [{ label: s.note, value: lot.note }] : []),
      ]}
    />
  );
}

export function LotEntries({ page }: { page: LotPage }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const kinds: Readonly<Record<string, string>> = w.entry;
  return (
    <DataTable
      caption={s.entriesCaption}
      captionHidden
      rows={page.entries}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "kind",
          label: s.entryKind,
          cell: (row) =>
            row.isReversed ? (
              <>
                <s>{kinds[row.kind] ?? row.kind}</s> <span className="mute">{s.reversedMark}</span>
              </>
            ) : (
              (kinds[row.kind] ?? row.kind)
            ),
        },
        { key: "on", label: s.entryOn, nowrap: true, cell: (row) => formatDay(row.occurredOn, lang) },
        {
          key: "quantity",
          label: s.entryQuantity,
          align: "end",
          cell: (row) => amount(row.quantity, page.lot.unit, lang),
        },
        {
          key: "persons",
          label: s.entryPersons,
          cell: (row) =>
            row.handedByName === null
              ? (row.recordedByName ?? "―")
              : s.fromTo({ from: row.handedByName, to: row.receivedByName ?? "" }),
        },
        { key: "note", label: s.entryNote, cell: (row) => row.note ?? "―" },
      ]}
    />
  );
}

export function LotCertificates({ page, base }: { page: LotPage; base: (id: string) => string }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const states: Readonly<Record<string, string>> = s.certificateState;
  return (
    <DataTable
      caption={s.certificates}
      captionHidden
      rows={page.certificates}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "number",
          label: w.certificateField.number,
          cell: (row) => <a href={base(row.id)}>{row.number}</a>,
        },
        {
          key: "state",
          label: s.state,
          cell: (row) => (
            <State is={row.state === "accepted" ? "good" : row.state === "returned" ? "bad" : "mine"}>
              {states[row.state] ?? row.state}
            </State>
          ),
        },
        {
          key: "quantity",
          label: s.quantity,
          align: "end",
          cell: (row) => amount(row.quantity, page.lot.unit, lang),
        },
        {
          key: "on",
          label: w.certificateField.disposedOn,
          nowrap: true,
          cell: (row) => formatDay(row.disposedOn, lang),
        },
        { key: "proxy", label: s.onBehalf, cell: (row) => (row.isProxy ? s.yes : "―") },
      ]}
    />
  );
}

interface ActProps {
  readonly page: LotPage;
  readonly once: string;
  readonly rejected: RejectedForm | undefined;
}

/** The rejected form belongs to one act: the one whose intent was sent. */
const mine = (rejected: RejectedForm | undefined, intent: string): RejectedForm | undefined =>
  rejected?.values["intent"] === intent ? rejected : undefined;

export function ReturnForm({ page, once, rejected: latest }: ActProps) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = mine(latest, "return");
  const { lot, balance } = page;
  const available = balance.outstanding - balance.pending;
  const form = useFormValues({
    labels: {
      quantity: s.quantity,
      occurredOn: s.entryOn,
      handedByName: s.handedBy,
      receivedByName: s.receivedBy,
      method: s.method,
      note: s.note,
    },
    schema: returnSchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values: rejected?.values ?? { quantity: String(available), method: lot.method },
  });
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.recordReturn}</summary>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} once={once} revision={lot.revision} className="fields mt-3">
        <NumberField {...form.field("quantity")} id="return-quantity" required unit={w.unit[lot.unit]} />
        <DateField {...form.field("occurredOn")} id="return-on" required />
        <TextField {...form.field("handedByName")} id="return-from" required width="m" maxLength={80} />
        <TextField {...form.field("receivedByName")} id="return-to" required width="m" maxLength={80} />
        <TextField {...form.field("method")} id="return-method" required maxLength={200} />
        <TextArea {...form.field("note")} id="return-note" maxLength={1000} rows={2} />
        <FormFoot>
          <Button kind="main" name="intent" value="return">
            {s.recordReturn}
          </Button>
        </FormFoot>
      </Form>
    </details>
  );
}

export function CopyForm({ page, once, rejected: latest }: ActProps) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = mine(latest, "copy");
  const { lot } = page;
  const form = useFormValues({
    labels: {
      dataName: s.dataName,
      quantity: s.quantity,
      medium: s.medium,
      method: s.method,
      occurredOn: s.entryOn,
      handedByName: s.handedBy,
      receivedByName: s.receivedBy,
      dueOn: s.due,
      reason: s.copyReason,
    },
    schema: copySchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values: rejected?.values ?? { dataName: lot.dataName },
  });
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.recordCopy}</summary>
      <p className="mt-2">{s.copyLead}</p>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} once={once} revision={lot.revision} className="fields mt-3">
        <TextField {...form.field("dataName")} id="copy-name" required maxLength={200} />
        <NumberField {...form.field("quantity")} id="copy-quantity" required unit={w.unit[lot.unit]} />
        <TextField {...form.field("medium")} id="copy-medium" required hint={s.mediumHint} maxLength={200} />
        <TextField {...form.field("method")} id="copy-method" required maxLength={200} />
        <DateField {...form.field("occurredOn")} id="copy-on" required />
        <TextField {...form.field("handedByName")} id="copy-from" required width="m" maxLength={80} />
        <TextField {...form.field("receivedByName")} id="copy-to" required width="m" maxLength={80} />
        <DateField {...form.field("dueOn")} id="copy-due" hint={s.copyDueHint} />
        <TextArea {...form.field("reason")} id="copy-reason" required maxLength={1000} rows={2} />
        <FormFoot>
          <Button kind="main" name="intent" value="copy">
            {s.recordCopy}
          </Button>
        </FormFoot>
      </Form>
    </details>
  );
}

export function ReversalForm({ page, once, rejected: latest }: ActProps) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = mine(latest, "reverse");
  const kinds: Readonly<Record<string, string>> = w.entry;
  const form = useFormValues({
    labels: { entryId: s.reverseWhich, reason: s.reason },
    schema: reversalSchema,
    ...rejectedSetup(rejected),
  });
  const open = page.entries.filter((entry) => !entry.isReversed && entry.kind !== "reversal");
  if (open.length === 0) return null;
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.reverseTitle}</summary>
      <p className="mt-2">{s.reverseLead}</p>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} once={once} revision={page.lot.revision} className="fields mt-3">
        <Select
          {...form.field("entryId")}
          required
          options={open.map((entry) => ({
            value: entry.id,
            label: `${formatDay(entry.occurredOn, lang)} ${kinds[entry.kind] ?? entry.kind} ${amount(entry.quantity, page.lot.unit, lang)}`,
          }))}
        />
        <TextArea {...form.field("reason")} id="reverse-reason" required maxLength={1000} rows={2} />
        <FormFoot>
          <Button name="intent" value="reverse">
            {s.reverse}
          </Button>
        </FormFoot>
      </Form>
    </details>
  );
}

/** The partner's own acknowledgement, or the one a member of staff writes down for it. */
export function AcknowledgeForm({
  page,
  rejected: latest,
  isPartner,
}: Omit<ActProps, "once"> & { isPartner: boolean }) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const rejected = mine(latest, "acknowledge");
  const form = useFormValues({
    labels: { note: isPartner ? s.acknowledgeNote : s.acknowledgeForNote },
    ...rejectedSetup(rejected),
  });
  if (page.lot.acknowledgedAt !== null) return null;
  const body = (
    <>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <Form {...form.formProps} revision={page.lot.revision} className="fields mt-3">
        <TextArea
          {...form.field("note")}
          id="acknowledge-note"
          required={!isPartner}
          maxLength={1000}
          rows={2}
        />
        <FormFoot>
          <Button kind={isPartner ? "main" : "plain"} name="intent" value="acknowledge">
            {isPartner ? s.acknowledge : s.acknowledgeFor}
          </Button>
        </FormFoot>
      </Form>
    </>
  );
  if (isPartner)
    return (
      <Section id="acknowledge" title={s.acknowledge}>
        <p>{s.acknowledgeLead}</p>
        {body}
      </Section>
    );
  return (
    <details className="mt-3" open={rejected !== undefined}>
      <summary>{s.acknowledgeFor}</summary>
      {body}
    </details>
  );
}

/** A whole lot as staff sees it. */
export function LotScreen({ page, once, rejected }: ActProps) {
  const lang = useLang();
  const s = words[lang].screen;
  const available = page.balance.outstanding - page.balance.pending;
  return (
    <>
      {page.standing.state === "overdue" ? (
        <div className="mt-3">
          <Banner is="bad" title={s.late({ days: page.standing.daysLate })}>
            {`${s.due}: ${dueText(page.lot.dueOn, lang)}`}
          </Banner>
        </div>
      ) : null}
      <div className="two">
        <Section id="facts" title={s.slip}>
          <LotFacts page={page} />
        </Section>
        <div>
          {page.mayWrite ? (
            <Section id="acts" title={s.acts}>
              {available > 0 ? (
                <>
                  <ReturnForm page={page} once={once} rejected={rejected} />
                  <p className="mt-3">
                    <Go href={`/lots/${page.lot.id}/certificate`}>{s.fileCertificate}</Go>
                  </p>
                </>
              ) : (
                <p className="mt-2">{page.balance.outstanding === 0 ? s.nothingOut : s.certificateWaiting}</p>
              )}
              <AcknowledgeForm page={page} rejected={rejected} isPartner={false} />
              {available > 0 ? <CopyForm page={page} once={`${once}c`} rejected={rejected} /> : null}
              <ReversalForm page={page} once={`${once}r`} rejected={rejected} />
            </Section>
          ) : null}
        </div>
      </div>
      <Section id="entries" title={s.entries}>
        <LotEntries page={page} />
      </Section>
      {page.certificates.length > 0 ? (
        <Section id="certificates" title={s.certificates}>
          <LotCertificates page={page} base={(id) => `/certificates/${id}`} />
        </Section>
      ) : null}
      {page.copies.length > 0 ? (
        <Section id="copies" title={s.copies}>
          <ul className="files">
            {page.copies.map((copy) => (
              <li key={copy.id}>
                <a href={`/lots/${copy.id}`}>
                  {copy.number} {copy.dataName}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
