import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export interface ButtonLook {
  /** One main (filled) button a page; quiet looks like a link. */
  readonly kind?: "main" | "plain" | "quiet";
  readonly size?: "normal" | "small";
  readonly icon?: IconName;
}

const look = (kind: ButtonLook["kind"], size: ButtonLook["size"]) => ({
  "data-kind": kind === "plain" ? undefined : kind,
  "data-size": size === "small" ? "small" : undefined,
});

/** A button: words are verbs (「評価を依頼する」). Submits its form unless `type="button"`. */
export const Button = ({
  kind,
  size,
  icon,
  children,
  className,
  type = "submit",
  ...rest
}: ButtonLook & ComponentProps<"button">) => (
  <button
    type={type}
    className={className ? `button ${className}` : "button"}
    {...look(kind, size)}
    {...rest}
  >
    {icon ? <Icon name={icon} /> : null}
    {children}
  </button>
);

/** A link that looks like a button: goes to a page, changes nothing. */
export const ButtonLink = ({
  kind,
  size,
  icon,
  children,
  className,
  ...rest
}: ButtonLook & ComponentProps<"a">) => (
  <a className={className ? `button ${className}` : "button"} {...look(kind, size)} {...rest}>
    {icon ? <Icon name={icon} /> : null}
    {children}
  </a>
);

/** A bold link with an arrow: on to the next place. */
export const Go = ({
  href,
  children,
  ...rest
}: { href: string; children: ReactNode } & ComponentProps<"a">) => (
  <a className="go" href={href} {...rest}>
    {children}
    <Icon name="next" />
  </a>
);
