import type { PolicyIndex } from "#app/modules/policy/rules/index-policy.ts";
import type { ScopeContext } from "#app/modules/policy/rules/judge.ts";
import { type Tier as TierName, tiers } from "#app/modules/policy/rules/tiers.ts";
import { words as policyWords } from "#app/modules/policy/words.ts";
import { Button } from "#app/ui/button.tsx";
import { type ChoiceItem, Choices } from "#app/ui/choices.tsx";
import { DateField, NumberField, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import type { FormState } from "#app/ui/form.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State, Strength, Tier } from "#app/ui/marks.tsx";
import { purposeChoices, purposesFor } from "../rules/purposes.ts";
import type { ViolationView } from "../words/scope-views.ts";
import { words } from "../words.ts";
import { editText, type JudgedLine, type LineEdit, type LineValues } from "./scope-values.ts";

export const LineVerdict = ({ at, judgement }: { at: number; judgement: JudgedLine }) => {
  const lang = useLang();
  const w = words[lang];
  const n = at + 1;
  const { violations } = judgement;
  if (violations.length > 0) {
    return (
      <>
        <State is="bad">{w.steps.checkLineOut({ n, count: violations.length })}</State>
        <span className="br">
          {[
            ...new Set(violations.map((one) => one.names.item || one.names.purpose || one.names.subject)),
          ].join("、")}
        </span>
      </>
    );
  }
  if (judgement.isEmpty)
    return (
      <State is="none">
        {w.steps.line({ n })} {w.steps.notEntered}
      </State>
    );
  return <State is="good">{w.steps.checkLine({ n })}</State>;
};

interface LineProps {
  readonly at: number;
  readonly line: LineValues;
  readonly judgement: JudgedLine;
  readonly index: PolicyIndex;
  readonly context: ScopeContext;
  readonly form: FormState;
}

const LineTitle = ({ at, judgement }: Pick<LineProps, "at" | "judgement">) => {
  const w = words[useLang()];
  return (
    <h2 id={`line-${at}`}>
      {w.steps.line({ n: at + 1 })}{" "}
      {judgement.violations.length > 0 ? (
        <State is="bad">{w.steps.outside({ n: judgement.violations.length })}</State>
      ) : judgement.isEmpty ? null : (
        <State is="good">{w.steps.within}</State>
      )}
    </h2>
  );
};

/** A line as it stands: its values travel along hidden. */
export const ClosedLine = ({ at, line, judgement, index }: LineProps) => {
  const lang = useLang();
  const w = words[lang];
  const join = lang === "ja" ? "、" : ", ";
  return (
    <section className="line" aria-labelledby={`line-${at}`}>
      <div className="row-end">
        <LineTitle at={at} judgement={judgement} />
        <Button
          kind="quiet"
          size="small"
          name="intent"
          value={editText({ kind: "edit-line", line: at })}
          formNoValidate
        >
          {w.form.buttons.editLine({ n: at + 1 })}
        </Button>
      </div>
      {Object.entries(line).flatMap(([key, value]) =>
        (Array.isArray(value) ? (value as string[]) : [value as string]).map((one) => (
          <input key={`${key} ${one}`} type="hidden" name={`lines.${at}.${key}`} value={one} />
        )),
      )}
      <SummaryList
        rows={[
          {
            label: w.form.labels["lines.*.subject"],
            value: index.subjects.get(line.subject)?.name[lang] ?? line.subject,
          },
          {
            label: w.form.labels["lines.*.purposes"],
            value: line.purposes.map((id) => index.purposes.get(id)?.name[lang] ?? id).join(join),
          },
          {
            label: w.form.labels["lines.*.items"],
            value: tiers.flatMap((tier) => {
              const held = line.items.filter((id) => (index.items.get(id)?.tier ?? "S1") === tier);
              return held.length === 0
                ? []
                : [
                    <span key={tier} className="br">
                      <Tier code={tier} />{" "}
                      {held.map((id) => index.items.get(id)?.name[lang] ?? id).join(join)}
                    </span>,
                  ];
            }),
          },
        ]}
      />
      <Rest violations={judgement.violations} />
    </section>
  );
};

/** A line being entered. */
export const OpenLine = ({
  at,
  line,
  judgement,
  index,
  context,
  form,
  count,
}: LineProps & { count: number }) => {
  const lang = useLang();
  const w = words[lang];
  const p = policyWords[lang];
  const name = (key: keyof LineValues) => `lines.${at}.${key}`;
  const subject = index.subjects.get(line.subject);
  const { violations } = judgement;
  const about = (kind: "item" | "purpose", id: string) => violations.filter((one) => one[kind] === id);
  const purposeOptions: ChoiceItem[] = purposeChoices(index, context, line).map((id) => {
    const found = about("purpose", id).filter((one) => one.item === null);
    return {
      value: id,
      label: index.purposes.get(id)?.name[lang] ?? id,
      ...(found.length > 0
        ? { bad: true, cure: <Cure violations={found} edits={[{ kind: "remove-purpose", line: at, id }]} /> }
        : {}),
    };
  });
  const itemOption = (id: string): ChoiceItem => {
    const label = index.items.get(id)?.name[lang] ?? id;
    const found = about("item", id);
    if (line.items.includes(id)) {
      if (found.length === 0) return { value: id, label };
      const edits: LineEdit[] = [
        { kind: "remove-item", line: at, id },
        ...purposesFor(index, id, line.subject)
          .filter((purpose) => !line.purposes.includes(purpose))
          .slice(0, 2)
          .map((purpose) => ({ kind: "add-purpose" as const, line: at, id: purpose })),
      ];
      return {
        value: id,
        label: <strong>{label}</strong>,
        bad: true,
        cure: <Cure violations={found} edits={edits} index={index} />,
      };
    }
    const barred = judgement.barred.get(id);
    return barred
      ? { value: id, label, off: true, note: p.violations[barred.code].what(barred.names) }
      : { value: id, label };
  };
  const known = [...index.items.values()];
  const unselectable = (item: (typeof known)[number]) => item.openEnded || item.tier === "SX";
  const groups = (["S1", "S2", "S3", "S4"] as const satisfies readonly TierName[]).flatMap((tier) => {
    const options = known.filter((item) => item.tier === tier).map((item) => itemOption(item.id));
    return options.length === 0
      ? []
      : [
          {
            key: tier,
            legend: (
              <>
                <Tier code={tier} />
                {p.tiers[tier]}
              </>
            ),
            options,
          },
        ];
  });
  const strange = line.items.filter((id) => !index.items.has(id)).map(itemOption);
  const never = known.filter(unselectable).map((item) => itemOption(item.id));
  const texts = [
    line.reason,
    line.concreteText,
    line.reviewerName,
    line.consentOn,
    line.surveyStatement,
    line.validTo,
  ];
  return (
    <section className="line" aria-labelledby={`line-${at}`}>
      <div className="row-end">
        <LineTitle at={at} judgement={judgement} />
        {count > 1 ? (
          <Button
            kind="quiet"
            size="small"
            name="intent"
            value={editText({ kind: "remove-line", line: at })}
            formNoValidate
          >
            {w.form.buttons.removeLine({ n: at + 1 })}
          </Button>
        ) : null}
      </div>
      <Rest violations={violations} />
      <Select
        {...form.field(name("subject"))}
        required
        width="m"
        options={[...index.subjects.values()].map((one) => ({ value: one.id, label: one.name[lang] }))}
      />
      <Choices
        {...form.choices(name("purposes"))}
        type="checkbox"
        required
        columns="2"
        hint={
          subject
            ? w.form.hints.purposes({ subject: subject.name[lang], clause: subject.clause })
            : w.form.hints.purposesAny
        }
        options={purposeOptions}
      />
      <Choices
        {...form.choices(name("items"))}
        type="checkbox"
        required
        columns="2"
        hint={w.form.hints.items}
        options={[]}
        groups={[
          ...groups,
          ...(never.length + strange.length > 0
            ? [{ key: "never", legend: w.steps.unselectable, options: [...strange, ...never] }]
            : []),
        ]}
      />
      {context.basis === "referral" ? (
        <TextArea {...form.field(name("necessity"))} rows={2} hint={w.form.hints.necessity} />
      ) : null}
      <NumberField
        {...form.field(name("headcount"))}
        hint={w.form.hints.headcount}
        unit={w.volumeUnits.persons}
      />
      <details className="mt-4" open={violations.length > 0 || texts.some((text) => text !== "")}>
        <summary>{w.steps.more}</summary>
        <TextArea {...form.field(name("reason"))} rows={2} hint={w.form.hints.reason} />
        <TextArea {...form.field(name("concreteText"))} rows={2} hint={w.form.hints.concreteText} />
        <TextField {...form.field(name("reviewerName"))} width="m" hint={w.form.hints.reviewerName} />
        <DateField {...form.field(name("consentOn"))} hint={w.form.hints.consent} />
        <TextField {...form.field(name("consentMethod"))} />
        <TextArea {...form.field(name("surveyStatement"))} rows={2} hint={w.form.hints.surveyStatement} />
        <DateField {...form.field(name("validFrom"))} hint={w.form.hints.lineDates} />
        <DateField {...form.field(name("validTo"))} />
      </details>
    </section>
  );
};

/** Violations of a line that belong to no single item or purpose. */
const Rest = ({ violations }: { violations: readonly ViolationView[] }) => {
  const lang = useLang();
  const p = policyWords[lang];
  const rest = violations.filter((one) => one.item === null && one.purpose === null);
  if (rest.length === 0) return null;
  return (
    <ul className="violations mt-2">
      {rest.map((one) => (
        <li key={one.code}>
          <State is="bad">{p.violations[one.code].what(one.names)}</State>
          <Basis violation={one} />
          <span className="br small">{p.violations[one.code].cure(one.names)}</span>
        </li>
      ))}
    </ul>
  );
};

const Basis = ({ violation }: { violation: ViolationView }) => {
  const lang = useLang();
  return (
    <span className="br small">
      {words[lang].steps.basis} <Strength code={violation.strength} />{" "}
      {policyWords[lang].clause({ number: violation.clause })} {violation.basis}
    </span>
  );
};

/** Why a chosen thing breaks the ceiling, and the buttons that mend it. */
const Cure = ({
  violations,
  edits,
  index,
}: {
  violations: readonly ViolationView[];
  edits: readonly LineEdit[];
  index?: PolicyIndex;
}) => {
  const lang = useLang();
  const w = words[lang];
  const p = policyWords[lang];
  return (
    <>
      {violations.map((one) => (
        <div key={one.code}>
          <p className="error">
            <State is="bad">{p.violations[one.code].what(one.names)}</State>
          </p>
          <Basis violation={one} />
          {one.code === "high-tier-without-reason" ? (
            <span className="br small">{p.violations[one.code].cure(one.names)}</span>
          ) : null}
        </div>
      ))}
      <p className="row mt-2">
        {edits.map((edit) => (
          <Button key={editText(edit)} size="small" name="intent" value={editText(edit)} formNoValidate>
            {edit.kind === "add-purpose"
              ? w.form.buttons.addPurpose({ purpose: index?.purposes.get(edit.id)?.name[lang] ?? edit.id })
              : w.form.buttons.removeItem}
          </Button>
        ))}
      </p>
    </>
  );
};
