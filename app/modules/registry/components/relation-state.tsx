import { useLang } from "#app/ui/lang.tsx";
import { State, type Tone } from "#app/ui/marks.tsx";
import type { RelationState } from "../rules/relation-states.ts";
import { words } from "../words.ts";

/** State of a relation 取扱案件 with its mark. */
export function RelationStateMark({ state }: { state: string }) {
  const w = words[useLang()];
  const names: Record<string, string> = w.relationStates;
  return <State is={tones[state as RelationState] ?? "none"}>{names[state] ?? state}</State>;
}

const tones: Readonly<Record<RelationState, Tone>> = {
  draft: "none",
  "in-review": "waiting",
  approved: "waiting",
  active: "good",
  suspended: "attention",
  ended: "attention",
  closed: "none",
};
