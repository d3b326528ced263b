import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { formatCountry, formatDay, formatPeriod } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { useRegistrySentences } from "#app/modules/registry/components/company-form.tsx";
import {
  parsePosted,
  removalSchema,
  subcontractorDecisionSchema,
} from "#app/modules/registry/rules/forms.ts";
import { decideSubcontractor, removeSubcontractor } from "#app/modules/registry/services/records.server.ts";
import { readSubcontractorPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { DateField, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { FormProblem, rejectedSetup } from "#app/ui/rejected.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.read");
  const page = need(await readSubcontractorPage(deps, actor, args.params["subcontractorId"] ?? "", lang));
  const { row } = page;
  const isOpen = row.state === "requested" || row.state === "unapproved";
  return {
    lang,
    ...page,
    mayDecide: isOpen && can(actor.role, "subcontractor.decide"),
    mayRemove: row.removedOn === null && can(actor.role, "record.write"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "record.write");
  const subcontractorId = args.params["subcontractorId"] ?? "";
  const input = await form(args, actor.personId);
  const revision = input.revision ?? 0;
  if (input.intent === "remove") {
    const parsed = parsePosted(removalSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const removed = await removeSubcontractor(deps, actor, {
      subcontractorId,
      revision,
      on: parsed.value.on,
    });
    if (!removed.ok) return again(removed.problem, input);
    return done(`/relations/${removed.value.relationId}`, "registry.subcontractor-removed");
  }
  const parsed = parsePosted(subcontractorDecisionSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const decided = await decideSubcontractor(deps, actor, { subcontractorId, revision, ...parsed.value });
  if (!decided.ok) return again(decided.problem, input);
  return done(
    `/relations/${decided.value.relationId}`,
    parsed.value.approved ? "registry.subcontractor-approved" : "registry.subcontractor-refused",
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(data?.row.name ?? words[lang].relationPage.sub, lang) }];
};

export default function Subcontractor() {
  const data = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const { lang, row, relation } = data;
  const w = words[lang];
  const own = useRegistrySentences();
  const states: Record<string, string> = w.subcontractorStates;
  const setup = rejectedSetup(rejected);
  const deciding = useFormValues({ labels: w.form.labels, sentences: own.sentences, ...setup });
  const removing = useFormValues({
    labels: w.form.labels,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? { on: data.today },
  });
  const isRemoving = rejected?.values["intent"] === "remove";
  const none = <span className="mute">―</span>;
  const { labels } = w.form;
  const state = row.removedOn === null ? row.state : "removed";
  return (
    <>
      <PageHead
        title={row.name}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: relation.partnerName, href: `/partners/${relation.partnerId}` },
          { label: `${relation.number} ${relation.title}`, href: `/relations/${relation.id}` },
          { label: row.name },
        ]}
        facts={[relation.partnerName, `${relation.number} ${relation.title}`]}
      />
      <FormProblem rejected={rejected} refused={own.refused} />
      <div className="mt-3">
        <SummaryList
          rows={[
            { label: w.page.relationState, value: states[state] ?? state, note: row.conditions ?? "" },
            { label: labels.work, value: row.work },
            {
              label: labels.items,
              value: row.items.map((id) => data.itemNames[id] ?? id).join(lang === "ja" ? "、" : ", "),
            },
            { label: w.page.period, value: formatPeriod(row.startsOn, row.endsOn, lang) },
            { label: labels.address, value: row.address ?? none, note: formatCountry(row.country, lang) },
            { label: labels.safetyMeasures, value: row.safetyMeasures ?? none },
            { label: labels.reason, value: row.reason ?? none },
            ...(row.foundOn === null ? [] : [{ label: labels.foundOn, value: formatDay(row.foundOn, lang) }]),
            ...(row.decidedOn === null
              ? []
              : [
                  {
                    label: labels.approved,
                    value: formatDay(row.decidedOn, lang),
                    note: data.decidedBy ?? "",
                  },
                ]),
            ...(row.approvedUntil === null
              ? []
              : [{ label: labels.approvedUntil, value: formatDay(row.approvedUntil, lang) }]),
            ...(row.removedOn === null ? [] : [{ label: w.removed, value: formatDay(row.removedOn, lang) }]),
          ]}
        />
      </div>
      {data.mayDecide ? (
        <Section id="decide" title={w.relationPage.subDecide}>
          <Form
            {...deciding.formProps}
            {...(isRemoving ? { summary: [] } : {})}
            action={`/subcontractors/${row.id}`}
            revision={row.revision}
            className="fields"
          >
            <Choices
              {...deciding.choices("approved")}
              type="radio"
              required
              options={[
                { value: "yes", label: w.form.choices.approve },
                { value: "no", label: w.form.choices.refuse },
              ]}
            />
            <TextArea
              {...deciding.field("conditions")}
              rows={3}
              hint={w.form.hints.conditionsSubcontractor}
            />
            <DateField {...deciding.field("approvedUntil")} hint={w.form.hints.approvedUntil} />
            <p className="mt-3">
              <Button kind="main" name="intent" value="decide">
                {w.form.buttons.decideSub}
              </Button>
            </p>
          </Form>
        </Section>
      ) : null}
      {data.mayRemove ? (
        <Section id="remove" title={w.removed}>
          <Form
            {...removing.formProps}
            {...(isRemoving ? {} : { summary: [] })}
            action={`/subcontractors/${row.id}`}
            revision={row.revision}
            className="fields"
          >
            <DateField {...removing.field("on")} required />
            <p className="mt-3">
              <Button name="intent" value="remove">
                {w.form.buttons.removeSub}
              </Button>
            </p>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
