import { formatDay, formatInstant } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckField, Choices } from "#app/ui/choices.tsx";
import { DateField, FieldsetGroup, FormFoot, NumberField, TextArea, TextField } from "#app/ui/fields.tsx";
import { FileField, type StagedFile } from "#app/ui/file-field.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FileList, SummaryList } from "#app/ui/lists.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { certificateReturnSchema, certificateSchema } from "../rules/forms.ts";
import { disposalMethods } from "../rules/lots.ts";
import type { CertificateFormPage, CertificatePage } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { amount, refusedIn } from "./parts.tsx";

export interface RejectedCertificate extends RejectedForm {
  readonly staged?: Readonly<Record<string, readonly StagedFile[]>>;
}

/** The form of a disposal certificate (facts 10.2); `isPartner` false: entered from paper on the partner's behalf. */
export function CertificateFormScreen({
  page,
  once,
  rejected,
  isPartner,
  maxBytes,
}: {
  page: CertificateFormPage;
  once: string;
  rejected: RejectedCertificate | undefined;
  isPartner: boolean;
  maxBytes: number;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const labels = { ...w.certificateField, serialNumbers: s.serialNumbers, file: s.scan };
  const { returned, lot } = page;
  const form = useFormValues({
    labels,
    schema: certificateSchema,
    sentences: w.fieldProblems,
    ...rejectedSetup(rejected),
    values:
      rejected?.values ??
      (returned === null
        ? {
            issuerName: page.issuer.name,
            issuerAddress: page.issuer.address,
            issuerResponsible: page.issuer.responsible,
            dataName: lot.dataName,
            quantity: String(page.available),
          }
        : {
            number: returned.number,
            issuerName: returned.issuerName,
            issuerAddress: returned.issuerAddress,
            issuerResponsible: returned.issuerResponsible,
            dataName: returned.dataName,
            quantity: String(returned.quantity),
            mediumDetail: returned.mediumDetail ?? "",
            serialNumbers: returned.serialNumbers ?? "",
            method: returned.method,
            place: returned.place,
            disposedOn: returned.disposedOn,
            witness: returned.witness ?? "",
            hasNoCopies: returned.hasNoCopies ? "yes" : "",
            coversBackups: returned.coversBackups ? "yes" : "",
            usedSubcontractor: returned.subcontractorName === null ? "" : "yes",
            subcontractorName: returned.subcontractorName ?? "",
          }),
  });
  const back = isPartner ? `/company/lots/${lot.id}` : `/lots/${lot.id}`;
  if (page.available <= 0 && returned === null)
    return (
      <div className="mt-4">
        <Banner is="info">{page.waiting === null ? s.nothingOut : s.certificateWaiting}</Banner>
      </div>
    );
  return (
    <>
      <p className="mt-3 prose">{isPartner ? s.certificateLead : s.onBehalfNote}</p>
      {returned?.decisionNote ? (
        <Banner is="attention">{s.certificateReturned({ reason: returned.decisionNote })}</Banner>
      ) : null}
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      <SummaryList
        rows={[
          { label: s.principal, value: page.organisationName },
          { label: s.lot, value: `${lot.number} ${lot.dataName}` },
          { label: s.outstanding, value: amount(page.available, lot.unit, lang) },
        ]}
      />
      <Form {...form.formProps} once={once} multipart className="fields mt-4">
        {returned ? <input type="hidden" name="certificateId" value={returned.id} /> : null}
        <TextField {...form.field("number")} required width="m" maxLength={80} />
        <FieldsetGroup legend={s.issuer}>
          <TextField {...form.field("issuerName")} required maxLength={200} autoComplete="organization" />
          <TextField {...form.field("issuerAddress")} required maxLength={300} />
          <TextField {...form.field("issuerResponsible")} required width="m" maxLength={80} />
        </FieldsetGroup>
        <TextField {...form.field("dataName")} required maxLength={200} />
        <NumberField {...form.field("quantity")} required unit={w.unit[lot.unit]} />
        <TextField {...form.field("mediumDetail")} required hint={s.mediumHint} maxLength={300} />
        <TextField {...form.field("serialNumbers")} maxLength={1000} />
        <Choices
          {...form.choices("method")}
          type="radio"
          required
          columns="row"
          options={disposalMethods.map((method) => ({ value: method, label: w.disposalMethod[method] }))}
        />
        <TextField {...form.field("place")} required maxLength={300} />
        <DateField {...form.field("disposedOn")} required />
        <TextField {...form.field("witness")} required width="m" maxLength={80} />
        <CheckField {...form.check("hasNoCopies")} required />
        <CheckField {...form.check("coversBackups")} required />
        <CheckField {...form.check("usedSubcontractor")} />
        <TextField {...form.field("subcontractorName")} width="m" maxLength={200} />
        <FileField
          {...form.blank("file")}
          kinds={s.scanKinds}
          maxBytes={maxBytes}
          accept=".pdf,image/*"
          staged={rejected?.staged?.["file"] ?? []}
          removeName="discard"
        />
        <FormFoot>
          <Button kind="main">{isPartner ? s.file : s.fileCertificate}</Button>
          <ButtonLink kind="quiet" href={back}>
            {s.back}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}

/** A filed certificate, to be read and decided. */
export function CertificateScreen({
  page,
  rejected,
}: {
  page: CertificatePage;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const s = w.screen;
  const { certificate, lot } = page;
  const methods: Readonly<Record<string, string>> = w.disposalMethod;
  const isReturning = rejected?.values["intent"] === "return";
  const form = useFormValues({
    labels: { reason: s.reason },
    schema: certificateReturnSchema,
    ...rejectedSetup(isReturning ? rejected : undefined),
  });
  const row = (key: keyof typeof w.certificateField, value: string) => ({
    label: w.certificateField[key],
    value,
  });
  return (
    <>
      <FormProblem rejected={rejected} refused={refusedIn(lang)} />
      {certificate.decisionNote ? (
        <Banner is="attention">{s.certificateReturned({ reason: certificate.decisionNote })}</Banner>
      ) : null}
      <div className="two">
        <Section id="content" title={s.certificate}>
          <SummaryList
            rows={[
              row("number", certificate.number),
              row("issuerName", certificate.issuerName),
              row("issuerAddress", certificate.issuerAddress),
              row("issuerResponsible", certificate.issuerResponsible),
              row("dataName", certificate.dataName),
              row("quantity", amount(certificate.quantity, certificate.unit, lang)),
              row("mediumDetail", certificate.mediumDetail ?? "―"),
              { label: s.serialNumbers, value: certificate.serialNumbers ?? "―" },
              row("method", methods[certificate.method] ?? certificate.method),
              row("place", certificate.place),
              row("disposedOn", formatDay(certificate.disposedOn, lang, { weekday: true })),
              row("witness", certificate.witness ?? "―"),
              row("hasNoCopies", certificate.hasNoCopies ? s.yes : "―"),
              row("coversBackups", certificate.coversBackups ? s.yes : "―"),
              row("usedSubcontractor", certificate.subcontractorName ?? s.noSubcontractor),
              {
                label: s.filedAt,
                value: formatInstant(certificate.filedAt, lang),
                note: [page.filedByName, certificate.isProxy ? s.onBehalf : null]
                  .filter((text) => text !== null)
                  .join(" ・ "),
              },
            ]}
          />
          <h3 className="mt-4">{s.files}</h3>
          <FileList
            items={page.files.map((file) => ({
              key: file.id,
              name: file.name,
              bytes: file.bytes,
              href: `/files/${file.id}`,
            }))}
          />
        </Section>
        <div>
          <Section id="lot" title={s.lot}>
            <SummaryList
              rows={[
                { label: s.lot, value: <a href={`/lots/${lot.id}`}>{lot.number}</a>, note: lot.dataName },
                { label: s.outstanding, value: amount(page.balance.outstanding, lot.unit, lang) },
                { label: s.openedOn, value: formatDay(lot.openedOn, lang, { weekday: true }) },
                { label: s.medium, value: lot.medium },
              ]}
            />
          </Section>
          {page.mayDecide ? (
            <Section id="decide" title={s.accept} className="mt-4">
              <p>{s.acceptLead}</p>
              <Form withSummary={false} revision={certificate.revision} className="mt-3">
                <Button kind="main" name="intent" value="accept">
                  {s.accept}
                </Button>
              </Form>
              <details className="mt-3" open={isReturning}>
                <summary>{s.returnIt}</summary>
                <Form {...form.formProps} revision={certificate.revision} className="fields mt-3">
                  <TextArea {...form.field("reason")} required maxLength={1000} rows={3} />
                  <FormFoot>
                    <Button name="intent" value="return">
                      {s.returnIt}
                    </Button>
                  </FormFoot>
                </Form>
              </details>
            </Section>
          ) : certificate.decidedOn ? (
            <Section id="decided" title={w.screen.state} className="mt-4">
              <SummaryList
                rows={[
                  {
                    label:
                      (s.certificateState as Readonly<Record<string, string>>)[certificate.state] ??
                      certificate.state,
                    value: formatDay(certificate.decidedOn, lang, { weekday: true }),
                    ...(page.decidedByName ? { note: page.decidedByName } : {}),
                  },
                ]}
              />
            </Section>
          ) : null}
        </div>
      </div>
    </>
  );
}
