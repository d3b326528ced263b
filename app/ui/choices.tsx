import type { ComponentProps, ReactNode } from "react";
import { describedBy, FieldError, type FieldProps, fieldId, Must } from "./fields.tsx";

export interface ChoiceItem {
  readonly value: string;
  readonly label: ReactNode;
  /** One line under the label. */
  readonly note?: ReactNode;
  /** Shown and impossible; `note` says why. */
  readonly off?: boolean;
  /** Breaks a rule though chosen: red edge, whole row. `cure` holds the sentence, its basis and buttons. */
  readonly bad?: boolean;
  readonly cure?: ReactNode;
}

export interface ChoicesProps extends Omit<FieldProps, "defaultValue"> {
  readonly type: "radio" | "checkbox";
  readonly options: readonly ChoiceItem[];
  /** Chosen before: one value for radio, several for check boxes. */
  readonly defaultValue?: string | readonly string[] | undefined;
  readonly columns?: "1" | "2" | "row";
  /** Handlers of react-hook-form, for each input. */
  readonly inputProps?: Omit<ComponentProps<"input">, "name" | "type" | "id">;
  /** Groups of options under their own legends (by tier); `options` is then the flat list without them. */
  readonly groups?: readonly {
    readonly key: string;
    readonly legend: ReactNode;
    readonly options: readonly ChoiceItem[];
  }[];
  readonly legendClassName?: string;
  /** Between legend and choices: last year's answer. */
  readonly children?: ReactNode;
}

const chosen = (value: ChoicesProps["defaultValue"], option: string): boolean =>
  Array.isArray(value) ? value.includes(option) : value === option;

/** Radio buttons or check boxes under one legend. The group's id is its first control's, so that an error link lands there. */
export const Choices = (p: ChoicesProps) => {
  const id = p.id ?? fieldId(p.name);
  const flat = [...p.options, ...(p.groups ?? []).flatMap((group) => group.options)];
  const firstOpen = flat.find((option) => !option.off)?.value;
  const one = (option: ChoiceItem) => (
    <Choice
      key={option.value}
      id={option.value === firstOpen ? id : `${id}-${option.value.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`}
      type={p.type}
      name={p.name}
      option={option}
      defaultChecked={chosen(p.defaultValue, option.value)}
      {...p.inputProps}
    />
  );
  return (
    <fieldset
      className="field"
      data-field={p.name}
      aria-describedby={describedBy(id, p)}
      {...(p.type === "radio"
        ? {
            role: "radiogroup",
            "aria-required": p.required || undefined,
            "aria-invalid": p.error ? true : undefined,
          }
        : {})}
    >
      <legend className={p.legendClassName}>
        {p.label}
        <Must required={p.required} label={p.requiredLabel} />
      </legend>
      {p.hint ? (
        <p className="hint" id={`${id}-hint`}>
          {p.hint}
        </p>
      ) : null}
      {p.error ? <FieldError id={id}>{p.error}</FieldError> : null}
      {p.children}
      {p.options.length > 0 ? (
        <div className="choices" data-cols={p.columns === "1" ? undefined : p.columns}>
          {p.options.map(one)}
        </div>
      ) : null}
      {p.groups?.map((group) => (
        <fieldset className="tier-group" key={group.key}>
          <legend>{group.legend}</legend>
          <div className="choices" data-cols={p.columns === "1" ? undefined : p.columns}>
            {group.options.map(one)}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
};

const Choice = ({
  id,
  type,
  name,
  option,
  ...rest
}: {
  id: string;
  type: "radio" | "checkbox";
  name: string;
  option: ChoiceItem;
} & ComponentProps<"input">) => (
  <div className="choice" data-off={option.off ? "" : undefined} data-is={option.bad ? "bad" : undefined}>
    <input
      {...rest}
      type={type}
      id={id}
      name={name}
      value={option.value}
      disabled={option.off}
      aria-describedby={option.cure ? `${id}-cure` : undefined}
    />
    <label htmlFor={id}>
      {option.label}
      {option.note ? <small>{option.note}</small> : null}
    </label>
    {option.cure ? <div id={`${id}-cure`}>{option.cure}</div> : null}
  </div>
);

export interface CheckFieldProps extends Omit<FieldProps, "defaultValue"> {
  /** Sent when ticked. */
  readonly value?: string;
  readonly defaultChecked?: boolean;
  readonly inputProps?: Omit<ComponentProps<"input">, "name" | "type" | "id">;
}

/** One check box with its own label: agreement, or yes/no. */
export const CheckField = (p: CheckFieldProps) => {
  const id = p.id ?? fieldId(p.name);
  return (
    <div className="field" data-field={p.name}>
      {p.error ? <FieldError id={id}>{p.error}</FieldError> : null}
      <div className="choice">
        <input
          {...p.inputProps}
          type="checkbox"
          id={id}
          name={p.name}
          value={p.value ?? "yes"}
          defaultChecked={p.defaultChecked}
          aria-describedby={describedBy(id, p)}
          aria-invalid={p.error ? true : undefined}
          aria-required={p.required || undefined}
        />
        <label htmlFor={id}>
          {p.label}
          <Must required={p.required} label={p.requiredLabel} />
          {p.hint ? <small id={`${id}-hint`}>{p.hint}</small> : null}
        </label>
      </div>
    </div>
  );
};
