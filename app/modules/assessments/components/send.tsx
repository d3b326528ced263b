import { langs } from "#app/i18n/lang.ts";
import { words as access } from "#app/modules/access/words.ts";
import { partnerRoles } from "#app/ports.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckField } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, FieldsetGroup, FormFoot, Select, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { Tier, type TierCode } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { extraordinaryTriggers } from "../rules/scoring.ts";
import type { SendPreview } from "../services/lists.server.ts";
import { words } from "../words.ts";

/** What will be asked, of whom, until when. */
export const SendPage = ({
  preview,
  once,
  suggestedDueOn,
  mayInvite,
  rejected,
}: {
  preview: SendPreview;
  once: string;
  suggestedDueOn: string;
  mayInvite: boolean;
  rejected: RejectedForm | undefined;
}) => {
  const lang = useLang();
  const w = words[lang];
  const roles: Readonly<Record<string, string>> = access[lang].roles;
  const { relation } = preview;
  const setup = rejectedSetup(rejected);
  const { field, check, value, formProps } = useFormValues({
    labels: {
      dueOn: w.send.dueOn,
      triggerCode: w.send.trigger,
      inviteEmail: w.send.inviteEmail,
      inviteName: w.send.inviteName,
      inviteRole: w.send.inviteRole,
      inviteLang: w.send.inviteLang,
      isOnPaper: w.send.paper,
    },
    sentences: { "nobody-to-answer": () => w.fieldProblem["nobody-to-answer"] },
    problems: setup.problems,
    values: setup.values ?? { dueOn: suggestedDueOn, inviteRole: "partner-admin", inviteLang: "ja" },
  });
  const crumbs = [
    { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
    { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
    { label: w.send.title },
  ];
  if (preview.checklistTitle === null || preview.tier === null)
    return (
      <>
        <PageHead title={w.send.title} crumbs={crumbs} />
        <div className="mt-4">
          <Banner>{preview.checklistTitle === null ? w.send.notNeeded : w.problems["tier-unknown"]}</Banner>
        </div>
      </>
    );
  return (
    <>
      <PageHead
        title={w.send.title}
        crumbs={crumbs}
        facts={[relation.partnerName, relation.title, relation.number]}
      />
      <p className="mt-3">{w.send.lead}</p>
      <Section id="what" title={preview.checklistTitle[lang]}>
        <SummaryList
          rows={[
            {
              label: w.send.questions,
              value: w.send.asked({ n: preview.questions, critical: preview.critical }),
            },
            { label: w.send.tier, value: <Tier code={preview.tier as TierCode} /> },
            ...(relation.isPaperOnly ? [{ label: w.send.paperOnly, value: "✓" }] : []),
            {
              label: w.send.cycle,
              value: preview.months === null ? "–" : w.send.months({ n: preview.months }),
            },
          ]}
        />
        <details className="mt-3">
          <summary>{w.send.block}</summary>
          <DataTable
            caption={preview.checklistTitle[lang]}
            captionHidden
            compact
            rows={preview.blocks}
            rowKey={(block) => block.title.ja}
            columns={[
              { key: "block", label: w.send.block, cell: (block) => block.title[lang] },
              { key: "n", label: w.send.questions, align: "end", cell: (block) => block.questions },
              { key: "c", label: w.send.critical, align: "end", cell: (block) => block.critical },
            ]}
          />
        </details>
      </Section>
      <FormProblem
        rejected={rejected}
        refused={(code) => Object.entries(w.problems).find(([known]) => known === code)?.[1]}
      />
      <Form {...formProps} className="fields mt-4" once={value("_once") || once}>
        <DateField {...field("dueOn")} hint={w.send.dueHint} required />
        <Select
          {...field("triggerCode")}
          emptyLabel={w.send.regular}
          width="m"
          options={extraordinaryTriggers.map((code) => ({ value: code, label: w.trigger[code] }))}
        />
        <FieldsetGroup legend={w.send.people}>
          {preview.people.length > 0 ? (
            <ul className="dots">
              {preview.people.map((person) => (
                <li key={`${person.email} ${person.role}`}>
                  {person.name} <span className="mute">{person.email}</span>{" "}
                  <span className="small">{roles[person.role] ?? person.role}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p>{w.send.nobody}</p>
          )}
        </FieldsetGroup>
        {mayInvite ? (
          <details open={preview.people.length === 0 || value("inviteEmail") !== ""} className="mt-3">
            <summary>{w.send.invite}</summary>
            <TextField {...field("inviteName")} width="m" maxLength={60} />
            <TextField {...field("inviteEmail")} type="email" maxLength={254} />
            <Select
              {...field("inviteRole")}
              emptyLabel={null}
              width="m"
              options={partnerRoles.map((role) => ({ value: role, label: roles[role] ?? role }))}
            />
            <Select
              {...field("inviteLang")}
              emptyLabel={null}
              width="s"
              options={langs.map((each) => ({ value: each, label: w.send[each] }))}
            />
          </details>
        ) : null}
        <CheckField {...check("isOnPaper")} hint={w.send.paperHint} />
        <FormFoot>
          <Button kind="main">{w.send.button}</Button>
          <ButtonLink kind="quiet" href={`/relations/${relation.id}`}>
            {relation.title}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
};
