import type { ComponentProps, ReactNode } from "react";

/** Shapes on a 24 grid, 2 px line. The shape of a state tells it without colour. */
const shapes = {
  ok: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m8 12.4 2.8 2.8 5.2-5.7" />
    </>
  ),
  bad: (
    <>
      <path className="fill" d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3Z" />
      <path className="mark" d="m9 9 6 6m0-6-6 6" />
    </>
  ),
  warn: (
    <>
      <path className="fill-line" d="M12 3 22 20.5H2Z" />
      <path className="mark" d="M12 10v4.5m0 2.7v.1" />
    </>
  ),
  wait: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.2l3.4 2" />
    </>
  ),
  mine: (
    <>
      <circle className="fill" cx="12" cy="12" r="10" />
      <path className="mark" d="M7.5 12h9m-3.6-3.8 3.7 3.8-3.7 3.8" />
    </>
  ),
  none: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 12h8" />
    </>
  ),
  todo: <circle cx="12" cy="12" r="9" />,
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.6v.1" />
    </>
  ),
  brand: (
    <>
      <path d="M3.5 8v8.5a4 4 0 0 0 4 4h9a4 4 0 0 0 4-4V8" />
      <circle className="fill" cx="12" cy="9.5" r="5" />
    </>
  ),
  globe: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
    </>
  ),
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  next: <path d="m9 5 7 7-7 7" />,
  back: <path d="m15 5-7 7 7 7" />,
  down: <path d="m5 9 7 7 7-7" />,
  sort: <path d="m7 14 5-5 5 5" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c.6-4.6 3.8-7 8-7s7.4 2.4 8 7" />
    </>
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  file: (
    <>
      <path d="M6 3h8l4 4v14H6Z" />
      <path d="M14 3v4h4M9 12h6M9 16h6" />
    </>
  ),
  hand: <path d="M3 8h14m-4-4 4 4-4 4M21 16H7m4-4-4 4 4 4" />,
  save: <path d="M12 3v12m-4.5-4.5L12 15l4.5-4.5M4 20h16" />,
  print: (
    <>
      <path d="M7 9V3h10v6M7 17H4V9h16v8h-3" />
      <path d="M7 14h10v7H7Z" />
    </>
  ),
  lock: (
    <>
      <path d="M5 11h14v10H5Z" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  mail: (
    <>
      <path d="M3 5h18v14H3Z" />
      <path d="m3 7 9 6 9-6" />
    </>
  ),
  seal: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M5 10h14M5 14h14" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as readonly IconName[];

export interface IconProps extends Omit<ComponentProps<"svg">, "name"> {
  readonly name: IconName;
  /** 24 px alone instead of 20 px in text. */
  readonly large?: boolean;
}

/** Always beside a word: hidden from screen readers. */
export const Icon = ({ name, large = false, className, ...rest }: IconProps) => (
  <svg
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
    className={["icon", large ? "icon-l" : "", className ?? ""].filter(Boolean).join(" ")}
    {...rest}
  >
    {shapes[name]}
  </svg>
);
