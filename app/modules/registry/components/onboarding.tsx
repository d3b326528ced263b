import { useLang } from "#app/ui/lang.tsx";
import { Steps } from "#app/ui/nav.tsx";
import { words } from "../words.ts";

/** The five steps of a registration; what is done can be opened again. */
export function OnboardingSteps({
  current,
  partnerId,
  relationId,
}: {
  current: 1 | 2 | 3 | 4 | 5;
  partnerId?: string;
  relationId?: string;
}) {
  const w = words[useLang()].steps;
  const hrefs = [
    partnerId === undefined ? undefined : `/partners/${partnerId}`,
    relationId === undefined ? undefined : `/relations/${relationId}/edit`,
    relationId === undefined ? undefined : `/relations/${relationId}/scope`,
    relationId === undefined ? undefined : `/relations/${relationId}/contract`,
    relationId === undefined ? undefined : `/relations/${relationId}/confirm`,
  ];
  const labels = [w.company, w.relation, w.scope, w.contract, w.confirm];
  return (
    <Steps
      current={current}
      items={labels.map((label, at) => {
        const href = hrefs[at];
        return {
          label,
          done: at + 1 < current,
          ...(href !== undefined && at + 1 !== current ? { href } : {}),
        };
      })}
    />
  );
}
