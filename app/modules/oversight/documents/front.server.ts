import type { Block, CellLine, Seal } from "#app/documents/spec.ts";
import { type Day, tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { formatEraDayShort } from "#app/modules/calendar/rules/era.ts";
import type { PrintedAct, PrintedDecision } from "#app/ports.ts";
import { type GradeLetter, gradeLetters } from "../rules/position.ts";
import type { SummarySection } from "../rules/summary-section.ts";
import { diff, fiscalYear, type Kit, num, patterns, section, sectionNumbers } from "./kit.server.ts";
import { proseDay, textOf } from "./wording.server.ts";

/** Wareki in figures without its letter (`9.4.15`), as date stamps show it; ISO in English. */
const stampDay = (day: Day, kit: Kit): string =>
  kit.lang === "ja" ? (formatEraDayShort(day)?.slice(1) ?? day) : day;
/** The family name stands on a stamp: the part before the first space. */
const stampName = (name: string): string => name.split(/[\s　]/)[0] ?? name;
const titleOf = (act: PrintedAct, { w }: Kit): string => {
  const roles: Readonly<Record<string, string>> = {
    office: w.roleOffice,
    "privacy-manager": w.rolePrivacyManager,
    director: w.roleDirector,
  };
  return act.actorTitle ?? roles[act.role] ?? act.role;
};

export const actOf = (printed: PrintedDecision, ...kinds: readonly string[]): PrintedAct | undefined =>
  printed.acts.findLast((a) => kinds.includes(a.kind));
export const deciding = ["approve", "approve-conditionally"] as const;

/** The boxes 決裁, 審査, 起案 from the left, stamped by the acts of this round. */
export function sealsOf(printed: PrintedDecision, kit: Kit): Seal[] {
  const box = (label: string, act: PrintedAct | undefined): Seal => {
    if (!act) return { box: label };
    const deputy = act.onBehalfOf;
    return {
      box: label,
      stamp: {
        role: titleOf(act, kit),
        day: stampDay(tokyoDay(act.at), kit),
        name: stampName(act.actorName),
        ...(deputy ? { deputy: kit.w.deputyMark } : {}),
      },
      caption: deputy ? kit.w.deputyCaption({ principal: deputy.title ?? deputy.name }) : titleOf(act, kit),
    };
  };
  return [
    box(kit.w.boxDecide, actOf(printed, ...deciding)),
    box(kit.w.boxReview, actOf(printed, "pass")),
    box(kit.w.boxDraft, actOf(printed, "submit")),
  ];
}

export function coverBlocks(kit: Kit, printed: PrintedDecision): Block[] {
  const { report } = kit.frozen;
  const { w, lang } = kit;
  const drafted = actOf(printed, "submit");
  return [
    {
      kind: "cover",
      handling: w.handling,
      version: w.version({ round: printed.round }),
      organisation:
        lang === "en" ? (report.organisation.nameEn ?? report.organisation.name) : report.organisation.name,
      title: w.title,
      period: fiscalYear(kit),
      purpose: w.purpose,
      facts: [
        {
          label: w.coverPeriod,
          value: `${proseDay(report.period.from, lang)}${w.between}${proseDay(report.period.to, lang, "full")}`,
        },
        {
          label: w.coverDay,
          value: `${proseDay(report.asOf, lang, "full")}${report.isRunning ? `　${w.running}` : ""}`,
        },
        { label: w.coverNumber, value: report.number },
        { label: w.coverDepartment, value: report.department },
        {
          label: w.coverDrafted,
          value: drafted
            ? proseDay(tokyoDay(drafted.at), lang, "full")
            : proseDay(tokyoDay(printed.drawnAt), lang, "full"),
        },
        {
          label: w.coverPolicy,
          value: report.policy
            ? w.policyVersion({ day: proseDay(report.policy.validFrom, lang) })
            : w.policyNone,
        },
      ],
      sealTitle: w.sealTitle,
      seals: sealsOf(printed, kit),
      sealNote: w.sealNote,
    },
    { kind: "contents", title: w.contents },
    {
      kind: "legend",
      label: w.annexLabel,
      text:
        report.annex.groups > 0 ? w.annexTextGroups({ ...report.annex }) : w.annexText({ ...report.annex }),
    },
    {
      kind: "legend",
      label: w.readingLabel,
      rows: [
        [
          { grade: "A", text: w.legendA },
          { grade: "B", text: w.legendB },
          { grade: "C", text: w.legendC },
          { grade: "D", text: w.legendD },
          { grade: "-", text: w.legendNone },
        ],
        [
          { mark: "ok", text: w.legendOk },
          { mark: "partial", text: w.legendPartial },
          { mark: "bad", text: w.legendBad },
          { mark: "none", text: w.legendNa },
        ],
      ],
      note: w.readingNote,
    },
    { kind: "legend", label: w.notIncluded, text: w.notIncludedText },
  ];
}

export const gradeSegments = (counts: Readonly<Record<GradeLetter, number>>, kit: Kit) =>
  gradeLetters
    .filter((g) => counts[g] > 0)
    .map((g) => ({
      label: g === "-" ? kit.w.ungraded : g,
      value: counts[g],
      pattern: patterns[g],
    }));
/** A grade chart in words: every number of it. */
export const gradeAlt = (counts: Readonly<Record<GradeLetter, number>>, kit: Kit): string =>
  gradeLetters.map((g) => `${g === "-" ? kit.w.legendNone : g} ${num(kit, counts[g])}`).join(kit.w.comma);

export function summaryBlocks(kit: Kit, printed: PrintedDecision): Block[] {
  const { report } = kit.frozen;
  const { w, lang } = kit;
  const s = report.summary;
  return [
    ...section(
      sectionNumbers.summary,
      w.summary,
      "summary",
      w.basisDay({ day: proseDay(report.asOf, lang, "year") }),
      null,
    ),
    { kind: "statement", text: textOf(s.sentence) },
    { kind: "figures", items: s.figures.map((f) => figureOf(f, kit)) },
    { kind: "heading", level: 2, text: w.gradesTitle, aside: w.unitPartners, unlisted: true },
    {
      kind: "stacked-bars",
      alt: s.grades.map((g) => `${w.yearOf({ year: g.year })}: ${gradeAlt(g.counts, kit)}`).join(w.stop),
      rows: s.grades.map((g, i) => ({
        label: w.yearOf({ year: g.year }),
        total: w.countPartners({ n: num(kit, g.partners) }),
        bold: i === 0,
        segments: gradeSegments(g.counts, kit),
      })),
      note: w.gradesNote,
    },
    { kind: "heading", level: 2, text: w.redTitle, unlisted: true },
    {
      kind: "table",
      columns: [
        { label: "", width: 8, align: "center" },
        { label: w.redWhat, rowHeader: true },
        { label: w.redState, width: 36 },
        { label: w.redWhere, width: 36 },
      ],
      rows: [
        ...s.redPoints.map((point) => ({
          cells: [
            { mark: point.mark, alt: point.mark === "bad" ? w.legendBad : w.legendPartial },
            { text: textOf(point.what), bold: point.mark === "bad" },
            {
              lines: point.state.map(
                (state): CellLine => ({
                  text: textOf(state),
                  ...(point.mark === "bad" ? { tone: "alert" as const, bold: true } : {}),
                }),
              ),
            },
            whereCell(kit, point.section),
          ],
        })),
        ...(s.moreRedPoints > 0
          ? [
              {
                cells: [
                  { mark: "none" as const, alt: "" },
                  w.redMore({ count: s.moreRedPoints }),
                  "",
                  whereCell(kit, "overdue"),
                ],
              },
            ]
          : []),
      ],
    },
    { kind: "heading", level: 2, text: w.opinionTitle, unlisted: true },
    opinionBlock(kit, printed),
  ];
}

const whereCell = (kit: Kit, key: keyof typeof sectionNumbers) => ({
  // The page is filled in where it is known: when the paper is laid out.
  text: kit.w.where({ section: sectionNumbers[key], title: kit.w[key], page: "{page}" }),
  link: key,
});

function figureOf(f: SummarySection["figures"][number], kit: Kit) {
  const { w } = kit;
  const labels = {
    partners: w.figurePartners,
    assessed: w.figureAssessed,
    critical: w.figureCritical,
    overdue: w.figureOverdue,
    outstanding: w.figureOutstanding,
  } as const;
  const unit = {
    partners: w.partnersUnit,
    assessed: w.partnersUnit,
    critical: w.casesUnit,
    overdue: w.casesUnit,
    outstanding: w.lotsUnit,
  } as const;
  const counted = (n: string): string =>
    f.key === "partners" || f.key === "assessed"
      ? w.countPartners({ n })
      : f.key === "outstanding"
        ? w.countLots({ n })
        : w.countCases({ n });
  const change = diff(kit, f.value, f.last);
  return {
    label: labels[f.key],
    value: num(kit, f.value),
    unit: unit[f.key],
    note: w.lastYearDiff({
      value: counted(num(kit, f.last)),
      diff: kit.lang === "ja" && change !== "±0" ? counted(change) : change,
    }),
    alert: f.isAlert,
  };
}

function opinionBlock(kit: Kit, printed: PrintedDecision): Block {
  const opinion = kit.frozen.report.summary.opinion.trim();
  if (opinion === "") return { kind: "paragraph", text: kit.w.opinionNone, style: "small", tone: "gray" };
  const passed = actOf(printed, "pass");
  return {
    kind: "paragraph",
    style: "opinion",
    text: opinion,
    ...(passed
      ? {
          signature: `${proseDay(tokyoDay(passed.at), kit.lang)}　${titleOf(passed, kit)}　${passed.actorName}`,
        }
      : {}),
  };
}

export { titleOf };
