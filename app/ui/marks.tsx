import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";

/** What a mark says: good, bad, attention, waiting on others, waiting on me, or 対象外. */
export type Tone = "good" | "bad" | "attention" | "waiting" | "mine" | "none";

const toneIcons: Readonly<Record<Tone, IconName>> = {
  good: "ok",
  bad: "bad",
  attention: "warn",
  waiting: "wait",
  mine: "mine",
  none: "none",
};
export const toneIcon = (tone: Tone): IconName => toneIcons[tone];

interface MarkProps {
  readonly is: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** Icon, word and colour, bare: for tables and lists. */
export const State = ({ is, icon, children }: MarkProps) => (
  <span className="state" data-is={is}>
    <Icon name={icon ?? toneIcons[is]} />
    <span>{children}</span>
  </span>
);

/** The same in a box: once, beside an h1 or a card's title. */
export const Tag = ({ is, icon, children }: MarkProps) => (
  <span className="tag" data-is={is}>
    <Icon name={icon ?? toneIcons[is]} />
    {children}
  </span>
);

export type TierCode = "S1" | "S2" | "S3" | "S4" | "SX";

/** Sensitivity tier: the denser the ink, the more sensitive; the code is always written. */
export const Tier = ({ code }: { code: TierCode }) => (
  <span className="tier" data-t={code === "SX" ? "4" : code.slice(1)}>
    {code}
  </span>
);

export type StrengthCode = "law" | "guideline" | "policy" | "house";

/** How strong a basis is. Solid black (law) cannot be deferred. */
export const Strength = ({ code }: { code: StrengthCode }) => {
  const w = useFrameWords();
  const label = {
    law: w.strengthLaw,
    guideline: w.strengthGuideline,
    policy: w.strengthPolicy,
    house: w.strengthHouse,
  };
  return (
    <span className="strength" data-s={code}>
      {label[code]}
    </span>
  );
};

export interface ProgressProps extends Omit<ComponentProps<"progress">, "aria-label" | "value" | "max"> {
  readonly value: number;
  readonly max: number;
  /** Said by screen readers: 「回答済み 43問中21問」. */
  readonly label: string;
}

/** Real progress only. */
export const Progress = ({ value, max, label, ...rest }: ProgressProps) => (
  <progress value={value} max={Math.max(max, 1)} aria-label={label} {...rest} />
);
