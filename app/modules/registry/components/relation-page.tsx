import { formatCount, formatDay, formatPeriod, type Unit } from "#app/i18n/format.ts";
import { Banner } from "#app/ui/banner.tsx";
import { Button, Go } from "#app/ui/button.tsx";
import { CheckField } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateField, TextArea } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Named } from "#app/ui/text.tsx";
import { words } from "../words.ts";
import { useRegistrySentences } from "./company-form.tsx";
import { RelationStateMark } from "./relation-state.tsx";

export interface RelationFacts {
  readonly id: string;
  readonly number: string;
  readonly basis: string;
  readonly title: string;
  readonly activityDescription: string | null;
  readonly department: string;
  readonly isPaperOnly: boolean;
  readonly handlesAbroad: boolean;
  readonly volumePerYear: number | null;
  readonly volumeUnit: string | null;
  readonly handlingPlace: string | null;
  readonly returnRule: string | null;
  readonly returnDueOn: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly note: string | null;
}

export function RelationFactsList({ relation, work }: { relation: RelationFacts; work: string | null }) {
  const lang = useLang();
  const w = words[lang];
  const bases: Record<string, string> = w.bases;
  const { labels } = w.form;
  const none = <span className="mute">―</span>;
  return (
    <SummaryList
      rows={[
        {
          label: labels.basis,
          value: bases[relation.basis] ?? relation.basis,
          ...(work === null ? {} : { note: work }),
        },
        ...(relation.activityDescription === null
          ? []
          : [{ label: labels.activityDescription, value: relation.activityDescription }]),
        { label: labels.department, value: relation.department },
        {
          label: w.page.period,
          value:
            relation.startsOn === null
              ? relation.endsOn === null
                ? none
                : w.relationPage.until({ day: formatDay(relation.endsOn, lang) })
              : formatPeriod(relation.startsOn, relation.endsOn, lang),
        },
        {
          label: labels.handlingPlace,
          value: relation.handlingPlace ?? none,
          note: `${labels.handlesAbroad}: ${relation.handlesAbroad ? w.relationPage.yes : w.relationPage.no}`,
        },
        {
          label: w.relationPage.volume,
          value:
            relation.volumePerYear === null
              ? none
              : formatCount(relation.volumePerYear, (relation.volumeUnit ?? "records") as Unit, lang),
          note: relation.isPaperOnly ? w.relationPage.paper : w.relationPage.digital,
        },
        {
          label: labels.returnRule,
          value: relation.returnRule ?? none,
          ...(relation.returnDueOn === null ? {} : { note: formatDay(relation.returnDueOn, lang) }),
        },
        ...(relation.note === null ? [] : [{ label: labels.note, value: relation.note }]),
      ]}
    />
  );
}

/** The acts that move a relation on; each is its own small form, so that it works without JavaScript. */
export function MoveForms({
  relation,
  moves,
  conditions,
  today,
  rejected,
}: {
  relation: { readonly id: string; readonly state: string; readonly revision: number };
  moves: readonly { readonly event: string; readonly needsReason: boolean }[];
  conditions: string | null;
  today: string;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const states: Record<string, string> = w.relationStates;
  const own = useRegistrySentences();
  const labels: Record<string, string> = w.relationEvents;
  // A draft is submitted from its own page, where everything is seen once more.
  const shown = moves.filter((move) => move.event !== "submit");
  if (shown.length === 0 && !moves.some((move) => move.event === "submit")) return null;
  const asked = rejected?.values["event"];
  return (
    <Section id="move" title={w.relationPage.moveTitle}>
      <p>{w.relationPage.moveLead({ state: states[relation.state] ?? relation.state })}</p>
      {conditions === null ? null : (
        <Banner is="attention" title={w.relationPage.conditionsNow}>
          {conditions}
        </Banner>
      )}
      <FormProblem rejected={rejected} refused={own.refused} />
      {moves.some((move) => move.event === "submit") ? (
        <p className="mt-2">
          <Go href={`/relations/${relation.id}/confirm`}>{w.steps.confirmTitle}</Go>
        </p>
      ) : null}
      {shown.map((move) => (
        <details key={move.event} className="mt-3" open={asked === move.event}>
          <summary>{labels[move.event] ?? move.event}</summary>
          <MoveForm
            relation={relation}
            move={move}
            conditions={conditions}
            today={today}
            rejected={asked === move.event ? rejected : undefined}
            label={labels[move.event] ?? move.event}
          />
        </details>
      ))}
    </Section>
  );
}

const dated = ["approve", "activate", "suspend", "resume"];

function MoveForm({
  relation,
  move,
  conditions,
  today,
  rejected,
  label,
}: {
  relation: { readonly id: string; readonly revision: number };
  move: { readonly event: string; readonly needsReason: boolean };
  conditions: string | null;
  today: string;
  rejected: RejectedForm | undefined;
  label: string;
}) {
  const w = words[useLang()];
  const own = useRegistrySentences();
  const setup = rejectedSetup(rejected);
  const form = useFormValues({
    labels: w.form.labels,
    sentences: own.sentences,
    ...setup,
    values: setup.values ?? { on: today },
  });
  const id = (name: string) => `f-${move.event}-${name}`;
  return (
    <Form
      {...form.formProps}
      action={`/relations/${relation.id}`}
      revision={relation.revision}
      className="fields"
    >
      <input type="hidden" name="event" value={move.event} />
      {dated.includes(move.event) ? <DateField {...form.field("on")} id={id("on")} required /> : null}
      {move.event === "approve" ? (
        <TextArea {...form.field("conditions")} id={id("conditions")} rows={2} />
      ) : null}
      {move.event === "activate" && conditions !== null ? (
        <CheckField {...form.check("hasNotedConditions")} id={id("noted")} required />
      ) : null}
      {move.needsReason ? <TextArea {...form.field("reason")} id={id("reason")} rows={2} required /> : null}
      <p className="mt-3">
        <Button kind={["reject", "abandon", "suspend"].includes(move.event) ? "plain" : "main"}>
          {label}
        </Button>
      </p>
    </Form>
  );
}

export function StateHistory({
  states,
}: {
  states: readonly {
    readonly id: string;
    readonly state: string;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly reason: string | null;
    readonly conditions: string | null;
    readonly actor: string | null;
  }[];
}) {
  const lang = useLang();
  const w = words[lang];
  const known: Record<string, string> = w.stateReasons;
  return (
    <Section id="states" title={w.relationPage.history}>
      <DataTable
        caption={w.relationPage.history}
        captionHidden
        rows={states}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "state",
            label: w.page.relationState,
            cell: (row) => <RelationStateMark state={row.state} />,
          },
          {
            key: "period",
            label: w.page.period,
            cell: (row) => formatPeriod(row.validFrom, row.validTo, lang),
          },
          {
            key: "reason",
            label: w.form.labels.reason,
            cell: (row) =>
              [row.reason === null ? null : (known[row.reason] ?? row.reason), row.conditions]
                .filter(Boolean)
                .join(" ・ ") || "―",
          },
          {
            key: "who",
            label: w.relationPage.owner,
            cell: (row) => <Named>{row.actor ?? w.page.system}</Named>,
          },
        ]}
      />
    </Section>
  );
}
