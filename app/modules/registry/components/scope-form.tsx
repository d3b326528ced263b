import { type FormEvent, type MouseEvent, useMemo, useRef, useState } from "react";
import { formatDay } from "#app/i18n/format.ts";
import { type CeilingData, indexCeiling } from "#app/modules/policy/rules/ceiling-data.ts";
import type { ScopeContext } from "#app/modules/policy/rules/judge.ts";
import type { FieldProblem } from "#app/result.ts";
import { Button, ButtonLink, Go } from "#app/ui/button.tsx";
import { DateField, FormFoot } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { readForm } from "#app/ui/form-values.ts";
import { useLang } from "#app/ui/lang.tsx";
import { scopeLists, scopeSchema } from "../rules/forms.ts";
import { words } from "../words.ts";
import { useRegistrySentences } from "./company-form.tsx";
import { ClosedLine, LineVerdict, OpenLine } from "./scope-line.tsx";
import { policyLabel } from "./scope-table.tsx";
import {
  applyEdit,
  editText,
  emptyLine,
  judgeLine,
  type LineValues,
  readEdit,
  readLines,
} from "./scope-values.ts";

export interface ScopeFormProps {
  readonly relation: { readonly id: string; readonly state: string; readonly revision: number };
  readonly policy: { readonly edition: number | null; readonly validFrom: string };
  readonly ceiling: CeilingData;
  readonly context: ScopeContext;
  readonly lines: readonly LineValues[];
  readonly validFrom: string;
  readonly today: string;
  /** Lines opened for editing; the others are shown as they stand. */
  readonly open: readonly number[];
  readonly problems: readonly FieldProblem[];
}

/** Form values of all lines by form name, for the fields that show them. */
const valuesOf = (
  lines: readonly LineValues[],
  validFrom: string,
): Record<string, string | readonly string[]> => ({
  validFrom,
  ...Object.fromEntries(
    lines.flatMap((line, at) => Object.entries(line).map(([key, value]) => [`lines.${at}.${key}`, value])),
  ),
});

/**
 * Step 3 取扱範囲. Without JavaScript every button posts and the page comes back judged; with it the same edits happen in place and
 * each choice is judged as it is made. Either way the server judges again before anything is kept.
 */
export function ScopeForm(p: ScopeFormProps) {
  const lang = useLang();
  const w = words[lang];
  const own = useRegistrySentences();
  const index = useMemo(() => indexCeiling(p.ceiling), [p.ceiling]);
  const element = useRef<HTMLDivElement>(null);
  const first = p.lines.length === 0 ? [emptyLine] : p.lines;
  const [lines, setLines] = useState<readonly LineValues[]>(first);
  const [day, setDay] = useState(p.validFrom);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => {
    if (p.lines.length === 0) return new Set([0]);
    // What breaks the ceiling lies open to be mended.
    const outside = first.flatMap((line, at) =>
      judgeLine(index, p.context, line, p.validFrom, lang).violations.length > 0 ? [at] : [],
    );
    return new Set([...p.open, ...outside]);
  });
  // A structural edit draws the fields anew from the state; typing leaves them alone.
  const [version, setVersion] = useState(0);
  const judged = lines.map((line) => judgeLine(index, p.context, line, p.validFrom, lang));
  const form = useFormValues({
    labels: w.form.labels,
    values: valuesOf(lines, day),
    problems: p.problems,
    schema: scopeSchema,
    many: scopeLists,
    sentences: own.sentences,
  });

  const typed = (): readonly LineValues[] => {
    const inside = element.current?.querySelector("form");
    return inside ? readLines(readForm(new FormData(inside), scopeLists)) : lines;
  };
  const onChange = (event: FormEvent) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "validFrom")
      setDay(event.target.value);
    setLines(typed());
  };
  const onClick = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const edit = button ? readEdit(button.value) : null;
    if (!edit) return;
    event.preventDefault();
    const next = applyEdit(typed(), edit);
    const opened = new Set(open);
    if (edit.kind === "add-line") opened.add(next.length - 1);
    if (edit.kind === "edit-line") opened.add(edit.line);
    if (edit.kind === "remove-line") {
      setOpen(new Set([...opened].flatMap((at) => (at === edit.line ? [] : [at > edit.line ? at - 1 : at]))));
    } else setOpen(opened);
    setLines(next);
    setVersion(version + 1);
  };

  const isDraft = p.relation.state === "draft";
  return (
    <div className="with-aside" ref={element}>
      <Form
        {...form.formProps}
        action={`/relations/${p.relation.id}/scope`}
        revision={p.relation.revision}
        onChange={onChange}
        onClick={onClick}
      >
        {[...open].sort().map((at) => (
          <input key={at} type="hidden" name="open" value={at} />
        ))}
        {lines.map((line, at) => {
          const judgement = judged[at];
          if (!judgement) return null;
          const props = { at, line, judgement, index, context: p.context, form };
          // Lines have no name of their own: their place is their key, and structural edits draw all of them anew.
          const key = `${version}-${at}`;
          return open.has(at) ? (
            <OpenLine key={key} {...props} count={lines.length} />
          ) : (
            <ClosedLine key={key} {...props} />
          );
        })}
        <p className="mt-3">
          <Button icon="plus" name="intent" value={editText({ kind: "add-line" })} formNoValidate>
            {w.form.buttons.addLine}
          </Button>
        </p>
        <div className="mt-4">
          <DateField {...form.field("validFrom")} required hint={w.form.hints.scopeValidFrom} />
        </div>
        <FormFoot>
          <Button kind="main" name="intent" value="save">
            {isDraft ? w.form.buttons.saveScope : w.form.buttons.reviseScope}
          </Button>
          {isDraft ? (
            <Button name="intent" value="save-draft">
              {w.form.buttons.saveDraft}
            </Button>
          ) : null}
          <noscript>
            <Button name="intent" value={editText({ kind: "check" })} formNoValidate>
              {w.form.buttons.checkLines}
            </Button>
          </noscript>
          <ButtonLink
            kind="quiet"
            href={isDraft ? `/relations/${p.relation.id}/edit` : `/relations/${p.relation.id}`}
          >
            {w.form.buttons.back}
          </ButtonLink>
        </FormFoot>
      </Form>
      <aside className="aside" aria-labelledby="ceiling-title">
        <h2 id="ceiling-title">{w.steps.check}</h2>
        <p className="small mute">
          {w.steps.checkAt({ policy: policyLabel(p.policy, lang), day: formatDay(p.today, lang) })}
        </p>
        <ul className="mt-2" aria-live="polite">
          {judged.map((judgement, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
            <li key={at}>
              <LineVerdict at={at} judgement={judgement} />
            </li>
          ))}
        </ul>
        <p className="small mt-3">{isDraft ? w.steps.checkNote : w.steps.checkNoteActive}</p>
        <p className="small mt-2">
          <Go href="/policy">{w.steps.readPolicy}</Go>
        </p>
      </aside>
    </div>
  );
}
