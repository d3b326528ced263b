import type { ReactNode } from "react";
import type { ZodType } from "zod";
import { formatCountry } from "#app/i18n/format.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, FormFoot, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { Form, type FormState, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import {
  type ConfirmationKind,
  confirmationSchema,
  foreignConfirmationSchema,
  foreignRouteSchema,
  foreignRoutesOf,
  policyToldSchema,
  recordMethods,
  referralRouteSchema,
  referralRoutes,
  subcontractorSchema,
  tellMethods,
} from "../rules/forms.ts";
import { words } from "../words.ts";
import { CodeSelect, useRegistrySentences } from "./company-form.tsx";

interface RecordScreenProps {
  readonly title: string;
  readonly lead: string;
  readonly facts?: readonly string[];
  readonly partner: { readonly id: string; readonly name: string };
  readonly relation?: { readonly id: string; readonly number: string; readonly title: string };
  readonly backHref: string;
  readonly action: string;
  readonly once: string;
  readonly button: string;
  readonly schema: ZodType;
  readonly many?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly rejected: RejectedForm | undefined;
  readonly children: (form: FormState) => ReactNode;
}

/** One small record: where it belongs, its form, one button. */
export function RecordScreen(p: RecordScreenProps) {
  const w = words[useLang()];
  const own = useRegistrySentences();
  const setup = rejectedSetup(p.rejected);
  const form = useFormValues({
    labels: { ...w.form.labels, ...p.labels },
    schema: p.schema,
    sentences: own.sentences,
    ...(p.many ? { many: p.many } : {}),
    ...setup,
    values: setup.values ?? p.values,
  });
  return (
    <>
      <PageHead
        title={p.title}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: p.partner.name, href: `/partners/${p.partner.id}` },
          ...(p.relation
            ? [{ label: `${p.relation.number} ${p.relation.title}`, href: `/relations/${p.relation.id}` }]
            : []),
          { label: p.title },
        ]}
        facts={[
          p.partner.name,
          ...(p.relation ? [`${p.relation.number} ${p.relation.title}`] : []),
          ...(p.facts ?? []),
        ]}
      />
      <p className="mt-3 prose">{p.lead}</p>
      <div className="fields mt-3">
        <FormProblem rejected={p.rejected} refused={own.refused} />
        <Form {...form.formProps} action={p.action} once={p.once}>
          {p.children(form)}
          <FormFoot>
            <Button kind="main">{p.button}</Button>
            <ButtonLink kind="quiet" href={p.backHref}>
              {w.form.buttons.cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

interface OfRelation {
  readonly relation: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly partnerId: string;
    readonly partnerName: string;
  };
  readonly once: string;
  readonly today: string;
  readonly rejected: RejectedForm | undefined;
}
const place = (p: OfRelation, path: string) => ({
  partner: { id: p.relation.partnerId, name: p.relation.partnerName },
  relation: p.relation,
  backHref: `/relations/${p.relation.id}`,
  action: `/relations/${p.relation.id}/${path}`,
  once: p.once,
  rejected: p.rejected,
});

export function SubcontractorForm({
  items,
  siblings,
  ...p
}: OfRelation & {
  items: readonly { readonly id: string; readonly name: string }[];
  siblings: readonly { readonly id: string; readonly name: string }[];
}) {
  const w = words[useLang()];
  const { hints, choices } = w.form;
  return (
    <RecordScreen
      {...place(p, "subcontractors/new")}
      title={w.relationPage.subTitle}
      lead={w.relationPage.subLead}
      button={w.form.buttons.requestSub}
      schema={subcontractorSchema}
      many={["items"]}
      labels={{ name: w.form.labels.subName }}
      values={{ country: "JP", startsOn: p.today }}
    >
      {(form) => (
        <>
          <TextField {...form.field("name")} required autoComplete="off" />
          <TextField {...form.field("nameKana")} hint={hints.nameKana} autoComplete="off" />
          {siblings.length > 0 ? (
            <Select
              {...form.field("parentId")}
              emptyLabel={choices.direct}
              options={siblings.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
          <TextField
            {...form.field("corporateNumber")}
            hint={hints.corporateNumber}
            width="m"
            inputMode="numeric"
          />
          <TextField {...form.field("country")} hint={hints.country} width="s" />
          <TextField {...form.field("address")} autoComplete="off" />
          <TextArea {...form.field("work")} rows={2} required />
          <Choices
            {...form.choices("items")}
            type="checkbox"
            columns="2"
            required
            options={items.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextArea {...form.field("safetyMeasures")} rows={3} />
          <TextArea {...form.field("reason")} rows={2} />
          <DateField {...form.field("startsOn")} required />
          <DateField {...form.field("endsOn")} />
          <DateField {...form.field("foundOn")} hint={hints.foundOn} />
        </>
      )}
    </RecordScreen>
  );
}

export function ForeignRouteForm({ basis, ...p }: OfRelation & { basis: string }) {
  const w = words[useLang()];
  const routes = foreignRoutesOf(basis);
  const isProvided = basis !== "no-handling";
  return (
    <RecordScreen
      {...place(p, "foreign")}
      title={w.relationPage.foreign}
      lead={isProvided ? w.relationPage.foreignLead : w.relationPage.foreignLeadNoHandling}
      button={w.form.buttons.recordRoute}
      schema={foreignRouteSchema}
      values={{ validFrom: p.today, route: routes.length === 1 ? (routes[0] ?? "") : "" }}
    >
      {(form) => (
        <>
          <TextField {...form.field("country")} hint={w.form.hints.country} width="s" required />
          <TextField {...form.field("serviceName")} required autoComplete="off" />
          <Choices
            {...form.choices("route")}
            type="radio"
            required
            options={routes.map((route) => ({
              value: route,
              label: w.foreignRoutes[route],
              note: w.foreignRouteNotes[route],
            }))}
          />
          <TextArea {...form.field("basisText")} rows={3} />
          {isProvided ? (
            <>
              <CodeSelect form={form} name="recordMethod" codes={recordMethods} labels={w.recordMethods} />
              <DateField {...form.field("confirmedOn")} hint={w.form.hints.confirmedOn} />
            </>
          ) : null}
          <DateField {...form.field("validFrom")} required />
        </>
      )}
    </RecordScreen>
  );
}

/** The yearly confirmation of one route that is there. */
export function ForeignConfirmationForm({
  route,
  ...p
}: OfRelation & {
  route: { readonly id: string; readonly country: string; readonly serviceName: string };
}) {
  const lang = useLang();
  const w = words[lang];
  return (
    <RecordScreen
      {...place(p, `foreign?confirm=${route.id}`)}
      title={w.relationPage.foreignConfirm}
      lead={w.relationPage.foreignConfirmLead}
      facts={[`${route.serviceName} (${formatCountry(route.country, lang)})`]}
      button={w.form.buttons.confirmRoute}
      schema={foreignConfirmationSchema}
      values={{ confirmedOn: p.today }}
    >
      {(form) => <DateField {...form.field("confirmedOn")} required hint={w.form.hints.confirmedOn} />}
    </RecordScreen>
  );
}

export function ReferralRouteForm(p: OfRelation) {
  const w = words[useLang()];
  return (
    <RecordScreen
      {...place(p, "referral")}
      title={w.relationPage.referral}
      lead={w.relationPage.referralLead}
      button={w.form.buttons.recordReferral}
      schema={referralRouteSchema}
      labels={{ route: w.form.labels.referralRoute }}
      values={{ validFrom: p.today }}
    >
      {(form) => (
        <>
          <Choices
            {...form.choices("route")}
            type="radio"
            required
            options={referralRoutes.map((route) => ({
              value: route,
              label: w.referralRoutes[route],
              note: w.referralRouteNotes[route],
            }))}
          />
          <TextField {...form.field("serviceName")} required autoComplete="off" />
          <TextArea
            {...form.field("consentMethod")}
            rows={2}
            requiredLabel={w.form.requiredFor({ name: w.referralRoutes.consent })}
          />
          <CodeSelect form={form} name="recordMethod" codes={recordMethods} labels={w.recordMethods} />
          <TextArea
            {...form.field("evidenceNote")}
            rows={2}
            requiredLabel={w.form.requiredFor({ name: w.referralRoutes["on-behalf"] })}
          />
          <DateField {...form.field("validFrom")} required />
        </>
      )}
    </RecordScreen>
  );
}

export function ConfirmationForm({ kinds, ...p }: OfRelation & { kinds: readonly ConfirmationKind[] }) {
  const w = words[useLang()];
  return (
    <RecordScreen
      {...place(p, "confirmation")}
      title={w.relationPage.confirmations}
      lead={w.relationPage.records}
      button={w.form.buttons.recordConfirmation}
      schema={confirmationSchema}
      labels={{ kind: w.form.labels.confirmationKind }}
      values={{ confirmedOn: p.today, kind: kinds.length === 1 ? (kinds[0] ?? "") : "" }}
    >
      {(form) => (
        <>
          <Choices
            {...form.choices("kind")}
            type="radio"
            required
            options={kinds.map((kind) => ({ value: kind, label: w.confirmationKinds[kind] }))}
          />
          <DateField {...form.field("confirmedOn")} required />
          <Choices
            {...form.choices("isSatisfactory")}
            type="radio"
            required
            options={[
              { value: "yes", label: w.form.choices.satisfactory },
              { value: "no", label: w.form.choices.unsatisfactory },
            ]}
          />
          <DateField {...form.field("nextDueOn")} hint={w.form.hints.nextDueOn} />
          <TextArea
            {...form.field("note")}
            rows={3}
            requiredLabel={w.form.requiredFor({ name: w.form.choices.unsatisfactory })}
          />
        </>
      )}
    </RecordScreen>
  );
}

export function PolicyToldForm({
  partner,
  versions,
  once,
  today,
  rejected,
}: {
  partner: { readonly id: string; readonly name: string };
  versions: readonly { readonly id: string; readonly label: string }[];
  once: string;
  today: string;
  rejected: RejectedForm | undefined;
}) {
  const w = words[useLang()];
  return (
    <RecordScreen
      title={w.told.title}
      lead={w.told.lead}
      partner={partner}
      backHref={`/partners/${partner.id}`}
      action={`/partners/${partner.id}/told`}
      once={once}
      button={w.form.buttons.recordTold}
      schema={policyToldSchema}
      values={{ toldOn: today, policyVersionId: versions[0]?.id ?? "" }}
      rejected={rejected}
    >
      {(form) => (
        <>
          <Select
            {...form.field("policyVersionId")}
            required
            emptyLabel={null}
            options={versions.map(({ id, label }) => ({ value: id, label }))}
          />
          <DateField {...form.field("toldOn")} required hint={w.form.hints.toldOn} />
          <CodeSelect form={form} name="method" codes={tellMethods} labels={w.tellMethods} required />
          <TextArea {...form.field("note")} rows={2} />
        </>
      )}
    </RecordScreen>
  );
}
