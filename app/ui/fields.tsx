import type { ComponentProps, ReactNode } from "react";
import { dayForInput } from "#app/i18n/day-input.ts";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";

/**
 * What every field takes. `defaultValue` is what was typed before, else what is stored: it is always rendered by the server
 * (react-hook-form's `register()` renders no value there, which would wipe the record when posted without JavaScript).
 */
export interface FieldProps {
  /** The form name, with dots for nesting: `scope.0.items`. */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  /** Replaces 「※必須」: 「※「一部」のとき必須」. */
  readonly requiredLabel?: string;
  /** The sentence, already worded. */
  readonly error?: ReactNode;
  readonly defaultValue?: string | undefined;
  readonly id?: string;
}

/** The id of a field's control; error summaries link to it. Names are unique on a page, or the field is given an `id`. */
export const fieldId = (name: string): string => `f-${name.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`;

export const describedBy = (id: string, p: { hint?: ReactNode; error?: ReactNode }): string | undefined =>
  [p.hint ? `${id}-hint` : "", p.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

export const Must = ({ required, label }: { required?: boolean | undefined; label?: string | undefined }) => {
  const w = useFrameWords();
  return required || label ? <span className="must"> {label ?? w.required}</span> : null;
};

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p className="error" id={`${id}-error`}>
    <Icon name="bad" />
    <span>{children}</span>
  </p>
);

/** Label, requirement, hint, error, then the control. */
const Field = ({ id, p, children }: { id: string; p: FieldProps; children: ReactNode }) => (
  <div className="field" data-field={p.name}>
    <label htmlFor={id}>
      {p.label}
      <Must required={p.required} label={p.requiredLabel} />
    </label>
    {p.hint ? (
      <p className="hint" id={`${id}-hint`}>
        {p.hint}
      </p>
    ) : null}
    {p.error ? <FieldError id={id}>{p.error}</FieldError> : null}
    {children}
  </div>
);

type Native<T extends "input" | "select" | "textarea"> = Omit<
  ComponentProps<T>,
  keyof FieldProps | "className" | "style" | "placeholder" | "children" | "type" | "disabled"
>;

/** Attributes of the control that follow from the field. `required` stays ARIA: the browser's own bubbles are not used. */
const control = (id: string, p: FieldProps) => ({
  id,
  name: p.name,
  "aria-describedby": describedBy(id, p),
  "aria-invalid": p.error ? (true as const) : undefined,
  "aria-required": p.required || undefined,
});

const split = <P extends FieldProps>(p: P) => {
  const { name, label, hint, required, requiredLabel, error, defaultValue, id, ...rest } = p;
  return {
    id: id ?? fieldId(name),
    field: {
      name,
      label,
      hint,
      required: required ?? false,
      error,
      ...(requiredLabel ? { requiredLabel } : {}),
    },
    defaultValue: defaultValue ?? "",
    rest,
  };
};

/** `s` 10rem, `m` 20rem, `date` 9.5rem; without it the whole line. */
export type Width = "s" | "m" | "date";

export type TextFieldProps = FieldProps &
  Native<"input"> & {
    readonly width?: Width;
    readonly type?: "text" | "email" | "tel" | "url" | "search";
    /** Words behind the control: 「人」. */
    readonly unit?: ReactNode;
  };

export const TextField = ({ width, type = "text", unit, ...p }: TextFieldProps) => {
  const { id, field, defaultValue, rest } = split(p);
  const input = (
    <input
      className="input"
      type={type}
      data-w={width}
      defaultValue={defaultValue}
      {...rest}
      {...control(id, field)}
    />
  );
  return (
    <Field id={id} p={field}>
      {unit ? (
        <div className="unit">
          {input} {unit}
        </div>
      ) : (
        input
      )}
    </Field>
  );
};

/** A number as text: full-width digits and commas are typed too, the server reads them. */
export const NumberField = ({ width = "s", ...p }: TextFieldProps) => (
  <TextField width={width} inputMode="numeric" autoComplete="off" {...p} />
);

/** A day as text, never the browser's picker: `2026/11/24`, 和暦, full-width digits (`parseDayInput` reads them). */
export const DateField = ({ defaultValue, hint, ...p }: TextFieldProps) => {
  const w = useFrameWords();
  return (
    <TextField
      width="date"
      inputMode="text"
      autoComplete="off"
      hint={hint ?? w.dayHint}
      defaultValue={defaultValue === undefined ? undefined : dayForInput(defaultValue)}
      {...p}
    />
  );
};

/** A password: never rendered back, may be pasted and stored by a manager (WCAG 3.3.8). */
export const PasswordField = ({
  autoComplete = "current-password",
  width = "m",
  ...p
}: Omit<TextFieldProps, "defaultValue" | "type">) => {
  const { id, field, rest } = split(p);
  return (
    <Field id={id} p={field}>
      <input
        className="input"
        type="password"
        data-w={width}
        autoComplete={autoComplete}
        {...rest}
        {...control(id, field)}
      />
    </Field>
  );
};

export type TextAreaProps = FieldProps & Native<"textarea">;

export const TextArea = ({ ...p }: TextAreaProps) => {
  const { id, field, defaultValue, rest } = split(p);
  return (
    <Field id={id} p={field}>
      <textarea className="textarea" rows={4} defaultValue={defaultValue} {...rest} {...control(id, field)} />
    </Field>
  );
};

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type SelectProps = FieldProps &
  Native<"select"> & {
    readonly options: readonly Option[];
    /** The first, empty choice; `null` leaves it out. */
    readonly emptyLabel?: string | null;
    readonly width?: Width;
  };

export const Select = ({ options, emptyLabel, width, ...p }: SelectProps) => {
  const w = useFrameWords();
  const { id, field, defaultValue, rest } = split(p);
  return (
    <Field id={id} p={field}>
      <select className="select" data-w={width} defaultValue={defaultValue} {...rest} {...control(id, field)}>
        {emptyLabel === null ? null : <option value="">{emptyLabel ?? w.chooseOne}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
};

/** A choice of unit that stands beside a number, named by `label` for screen readers. */
export const UnitSelect = ({
  name,
  label,
  options,
  defaultValue,
}: {
  name: string;
  label: string;
  options: readonly Option[];
  defaultValue?: string | undefined;
}) => (
  <select className="select" id={fieldId(name)} name={name} aria-label={label} defaultValue={defaultValue}>
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

/** Fields that belong together under one legend. */
export const FieldsetGroup = ({
  legend,
  hint,
  id,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  id?: string;
  children: ReactNode;
}) => (
  <fieldset className="group" id={id}>
    <legend>{legend}</legend>
    {hint ? <p className="hint">{hint}</p> : null}
    {children}
  </fieldset>
);

/** The buttons at the end of a form, the main one first. */
export const FormFoot = ({ children, note }: { children: ReactNode; note?: ReactNode }) => (
  <>
    <div className="formfoot">{children}</div>
    {note ? <p className="small mute mt-2">{note}</p> : null}
  </>
);
