import type { Block } from "#app/documents/spec.ts";
import { formatInstant } from "#app/i18n/format.ts";
import type { PrintedAct, PrintedDecision } from "#app/ports.ts";
import { actOf, deciding, sealsOf, titleOf } from "./front.server.ts";
import { day, type Kit, left, naming, section } from "./kit.server.ts";

/** 決裁の記録: who did what when, the boxes, what follows, and how to check that the paper is genuine. */
export function signOffBlocks(kit: Kit, printed: PrintedDecision): Block[] {
  const { w, lang } = kit;
  const version = w.version({ round: printed.round });
  const decided = actOf(printed, ...deciding);
  const outcomeOf = (act: PrintedAct): string => {
    const result =
      act.kind === "submit"
        ? w.outcomeSubmit({ version })
        : act.kind === "pass"
          ? w.outcomePass
          : act.kind === "approve"
            ? w.outcomeDecide
            : w.outcomeConditional;
    const deputy = act.onBehalfOf ? w.deputyShort : "";
    return `${result}${deputy}${act.reason ? `${w.stop}${act.reason}` : ""}`;
  };
  const stage = (label: string, act: PrintedAct | undefined) => ({
    cells: act
      ? [
          { text: label, bold: true },
          {
            lines: [
              { text: act.actorName },
              {
                text: act.onBehalfOf ? w.deputyTitle({ title: titleOf(act, kit) }) : titleOf(act, kit),
              },
            ],
          },
          formatInstant(act.at, lang),
          outcomeOf(act),
        ]
      : [{ text: label, bold: true }, w.beforeDecision, "", ""],
  });
  const conditions = decided?.conditions ?? [];
  const deputyNote =
    decided?.onBehalfOf && decided.absence
      ? w.deputyNote({
          principal: [decided.onBehalfOf.title, decided.onBehalfOf.name].filter(Boolean).join(" "),
          from: day(kit, decided.absence.from),
          to: day(kit, decided.absence.to),
          reason: decided.absence.reason,
        })
      : "";
  const url = printed.verifyUrl;
  const code = printed.verificationCode;
  return [
    ...section(null, w.signOff, "sign-off", w.signOffAside({ number: printed.number, version }), null),
    {
      kind: "table",
      columns: [naming(w.stage, 18), left(w.who, 54), left(w.at, 38), left(w.outcome)],
      rows: [
        stage(w.boxDraft, actOf(printed, "submit")),
        stage(w.boxReview, actOf(printed, "pass")),
        stage(w.boxDecide, decided),
      ],
    },
    ...(conditions.length === 0
      ? []
      : ([
          { kind: "heading", level: 2, text: w.conditionsTitle, unlisted: true },
          {
            kind: "table",
            columns: [naming(w.condition), left(w.owner, 48), left(w.due, 28)],
            rows: conditions.map((c) => ({ cells: [c.text, c.owner, day(kit, c.dueOn)] })),
          },
        ] satisfies Block[])),
    ...(decided ? ([{ kind: "paragraph", text: `${deputyNote}${w.separation}` }] satisfies Block[]) : []),
    {
      kind: "seals",
      seals: [...sealsOf(printed, kit), { box: w.boxConfirm }],
      sideTitle: w.afterTitle,
      sideText: w.afterText,
    },
    {
      kind: "table",
      columns: [naming(w.afterStep, 80), left(w.afterDone)],
      rows: [w.afterConfirm, w.afterBoard, w.afterAuditor].map((step) => ({ cells: [step, ""] })),
    },
    { kind: "heading", level: 2, text: w.genuine, unlisted: true },
    {
      kind: "verification",
      style: "page",
      rows: [
        printed.modelHash === ""
          ? { label: w.modelHash, value: w.beforeDecision, as: "text" }
          : { label: w.modelHash, value: printed.modelHash, as: "hash" },
        printed.auditHead === null
          ? { label: w.auditHead, value: w.beforeDecision, as: "text" }
          : { label: w.auditHead, value: printed.auditHead, as: "hash" },
        code === null
          ? { label: w.code, value: w.beforeDecision, as: "text" }
          : { label: w.code, value: code, as: "code" },
        { label: w.verifyAt, value: url, as: "text" },
      ],
      ...(code === null ? {} : { qr: { text: `${url}/${code}`, alt: w.qrAlt({ url: `${url}/${code}` }) } }),
      note: w.genuineNote,
    },
  ];
}
