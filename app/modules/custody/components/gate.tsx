import { formatDay } from "#app/i18n/format.ts";
import { GatePanel } from "#app/ui/gate-panel.tsx";
import { useLang } from "#app/ui/lang.tsx";
import type { GateReasonView, GateView } from "../services/wording.server.ts";
import { words } from "../words.ts";

/**
 * 引渡可否判定 of one relation on one day. `mayRequest`: the reader may ask for a deferral of what is deferrable; `history`: the
 * link to the recorded checks stands at the foot.
 */
export function GateForRelation({
  gate,
  mayRequest = false,
  withFoot = true,
  keep,
  action,
}: {
  gate: GateView;
  mayRequest?: boolean;
  withFoot?: boolean;
  keep?: Readonly<Record<string, string>>;
  /** Where another day is asked; the gate page of the relation when left out. */
  action?: string;
}) {
  const lang = useLang();
  const w = words[lang];
  const at = `/relations/${gate.relationId}/gate`;
  const stopping = gate.reasons.filter((reason) => reason.isStopping).length;
  const others = gate.reasons.length - stopping;
  return (
    <GatePanel
      verdict={gate.isAllowed ? (others > 0 ? "attention" : "good") : "bad"}
      verdictText={
        gate.isAllowed
          ? others > 0
            ? w.allowedWithWarnings({ count: others })
            : w.allowed
          : w.blockedWith({ count: stopping })
      }
      subject={`${gate.relationNumber} ${gate.relationTitle}`}
      asOf={gate.asOf}
      rows={gate.reasons.map((reason) => ({
        key: reason.key,
        state: reason.isStopping ? "bad" : "attention",
        title: reason.title,
        detail: detailOf(reason, lang),
        strength: reason.strength,
        basis: reason.basis,
        deferral: <Deferral gate={gate} reason={reason} mayRequest={mayRequest} />,
        cure: reason.cure,
      }))}
      met={gate.met}
      {...(withFoot
        ? {
            foot: {
              action: action ?? at,
              ...(keep ? { keep } : {}),
              ...(action === undefined || action !== at
                ? { history: { href: `${at}#history`, label: w.screen.gateLink } }
                : {}),
            },
          }
        : {})}
    />
  );
}

function detailOf(reason: GateReasonView, lang: "ja" | "en"): string {
  const w = words[lang];
  const parts = [reason.detail];
  if (reason.mode === "observe")
    parts.push(
      `${w.observed}: ${reason.bindsFrom === null ? w.observedOpen : w.observedUntilBinds({ day: formatDay(reason.bindsFrom, lang) })}`,
    );
  if (reason.deferredUntil !== null) parts.push(w.deferred({ day: formatDay(reason.deferredUntil, lang) }));
  return parts.filter((part) => part !== "").join(" ・ ");
}

function Deferral({
  gate,
  reason,
  mayRequest,
}: {
  gate: GateView;
  reason: GateReasonView;
  mayRequest: boolean;
}) {
  const lang = useLang();
  const w = words[lang];
  if (reason.effect === "warn") return <span className="mute">―</span>;
  const who = w.deferrable[reason.deferrableBy];
  if (!mayRequest || reason.deferrableBy === "none" || !reason.isStopping) return <>{who}</>;
  const query = new URLSearchParams({ relation: gate.relationId, code: reason.code });
  if (reason.ref !== null) query.set("ref", reason.ref);
  return (
    <>
      {who}
      <a className="br" href={`/deferrals/new?${query.toString()}`}>
        {w.screen.deferralAsk}
      </a>
    </>
  );
}
