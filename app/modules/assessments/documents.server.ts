import type { Block, CellSpec, DocumentSpec, Grade, Row } from "#app/documents/spec.ts";
import { formatDay, formatInstant } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { Answer, Mark } from "./rules/answers.ts";
import { effectiveMark, marks, ownMark } from "./rules/answers.ts";
import type { Asked, Checklist } from "./rules/checklist.ts";
import type { Severity } from "./rules/findings.ts";
import type { BlockScore, Outcome } from "./rules/scoring.ts";
import { showScore } from "./rules/scoring.ts";
import { words } from "./words.ts";

/** Everything the assessment result 評価結果票 says. Days are `YYYY-MM-DD`, instants ISO UTC. */
export interface ResultModel {
  readonly id: string;
  readonly number: string;
  readonly organisation: string;
  readonly organisationEn: string | null;
  readonly partner: string;
  readonly relation: { readonly number: string; readonly title: string; readonly basis: string };
  readonly fiscalYear: number;
  readonly checklist: Checklist;
  readonly tier: string;
  readonly isProxy: boolean;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly state: "open" | Outcome;
  readonly grade: string | null;
  readonly score: number | null;
  readonly blocks: readonly BlockScore[];
  readonly criticalNos: readonly string[];
  readonly concludedOn: string | null;
  readonly validUntil: string | null;
  readonly gradedBy: string | null;
  readonly comment: string | null;
  readonly previous: {
    readonly fiscalYear: number;
    readonly grade: string | null;
    readonly score: number | null;
    readonly blocks: readonly BlockScore[];
  } | null;
  readonly conditions: readonly {
    readonly text: string;
    readonly ownerName: string;
    readonly dueOn: string;
    readonly metOn: string | null;
  }[];
  readonly findings: readonly {
    readonly number: string;
    readonly severity: string;
    readonly title: string;
    readonly dueOn: string;
    readonly state: string;
  }[];
  readonly answers: readonly (Asked & { readonly answer: Answer; readonly files: number })[];
  /** The instant that the document carries; the same model gives the same bytes. */
  readonly createdAt: string;
}

const signs: Readonly<Record<Mark, "ok" | "partial" | "bad" | "none">> = {
  yes: "ok",
  partial: "partial",
  no: "bad",
  na: "none",
};

const gradeOf = (grade: string | null): Grade => {
  const known: readonly Grade[] = ["A", "B", "C", "D"];
  return known.find((each) => each === grade) ?? "-";
};

export function resultDocument(model: ResultModel, lang: Lang): DocumentSpec {
  const w = words[lang];
  const p = w.paper;
  const day = (value: string | null): string => (value === null ? "–" : formatDay(value, lang));
  const { title } = p;
  const organisation = lang === "en" ? (model.organisationEn ?? model.organisation) : model.organisation;
  return {
    meta: {
      title: `${title} ${model.number} ${model.partner}`,
      author: organisation,
      subject: p.subject,
      lang,
      createdAt: model.createdAt,
      id: `assessment-result ${model.id} ${lang} ${model.createdAt}`,
    },
    frame: {
      headLeft: title,
      headRight: organisation,
      footLeft: p.footer({ number: model.number }),
      footRight: p.handling,
      draft: model.state === "open",
    },
    blocks: [
      {
        kind: "title",
        text: `${title} (${w.fiscalYear({ year: model.fiscalYear })})`,
        right: [model.number, day(model.concludedOn)],
      },
      {
        kind: "banner",
        verdict: model.state === "open" ? p.verdictOpen : p.verdicts[model.state],
        lines: [
          `${model.partner} ・ ${model.relation.title}`,
          model.validUntil === null ? p.notScored : `${p.until} ${day(model.validUntil)}`,
        ].slice(0, model.validUntil === null ? 1 : 2),
        alert: model.state === "failed",
      },
      figures(model, lang),
      {
        kind: "form",
        style: "plain",
        rows: [
          { label: p.partner, value: model.partner },
          { label: p.relation, value: `${model.relation.number} ${model.relation.title}` },
          { label: p.basis, value: basisOf(model.relation.basis, lang) },
          { label: p.checklist, value: model.checklist.title[lang] },
          { label: p.tier, value: model.tier },
          {
            label: p.submitted,
            value:
              model.submittedAt === null
                ? "–"
                : `${formatInstant(model.submittedAt, lang)} ${model.submittedBy ?? ""}${model.isProxy ? ` (${p.proxy})` : ""}`,
          },
          { label: p.reviewer, value: model.gradedBy ?? "–" },
        ],
      },
      ...blockScores(model, lang),
      ...opinion(model, lang),
      ...conditions(model, lang),
      ...findings(model, lang),
      ...reviewed(model, lang),
      {
        kind: "heading",
        level: 2,
        text: p.all,
        aside: w.send.asked({
          n: model.answers.length,
          critical: model.answers.filter((each) => each.isCritical).length,
        }),
      },
      answersTable(model, lang),
    ],
  };
}

const basisOf = (basis: string, lang: Lang): string => {
  const bases: Readonly<Record<string, string>> = words[lang].paper.bases;
  return bases[basis] ?? basis;
};

function figures(model: ResultModel, lang: Lang): Block {
  const p = words[lang].paper;
  const last = model.previous;
  return {
    kind: "figures",
    items: [
      {
        label: p.grade,
        grade: gradeOf(model.grade),
        ...(last ? { note: p.last({ value: last.grade ?? "–" }) } : {}),
        alert: model.grade === "D",
      },
      {
        label: p.score,
        value: model.score === null ? "–" : showScore(model.score),
        unit: p.points,
        ...(last ? { note: p.last({ value: last.score === null ? "–" : showScore(last.score) }) } : {}),
      },
      {
        label: p.criticalNos,
        value: String(model.criticalNos.length),
        unit: p.cases,
        alert: model.criticalNos.length > 0,
      },
      { label: p.next, value: model.validUntil === null ? "–" : formatDay(model.validUntil, lang) },
    ],
  };
}

function blockScores(model: ResultModel, lang: Lang): Block[] {
  const p = words[lang].paper;
  const scored = model.checklist.blocks.flatMap((block) => {
    const own = model.blocks.find((each) => each.block === block.id);
    return own && own.score !== null ? [{ title: block.title[lang], id: block.id, score: own.score }] : [];
  });
  if (scored.length === 0) return [];
  const rows = scored.map(({ title, id, score }) => {
    const last = model.previous?.blocks.find((each) => each.block === id)?.score ?? null;
    return {
      label: title,
      value: score,
      text: showScore(score),
      alert: score < model.checklist.scoring.grades.C,
      ...(last === null ? {} : { last, lastText: p.last({ value: showScore(last) }) }),
    };
  });
  const text = rows.map((row) => `${row.label} ${row.text}`).join(lang === "ja" ? "、" : ", ");
  return [
    { kind: "heading", level: 2, text: p.blocks, aside: p.points },
    { kind: "bars", rows, max: 100, alt: p.blocksAlt({ text }) },
    { kind: "note", text: p.note },
  ];
}

function opinion(model: ResultModel, lang: Lang): Block[] {
  const p = words[lang].paper;
  if (model.comment === null) return [];
  const signature = [
    formatDay(model.concludedOn ?? model.createdAt.slice(0, 10), lang),
    p.reviewer,
    model.gradedBy,
  ]
    .filter(Boolean)
    .join(" ");
  return [
    { kind: "heading", level: 2, text: p.comment },
    { kind: "paragraph", style: "opinion", text: model.comment, signature },
  ];
}

function conditions(model: ResultModel, lang: Lang): Block[] {
  const p = words[lang].paper;
  if (model.conditions.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: p.conditions },
    {
      kind: "table",
      summary: p.conditions,
      columns: [
        { label: p.condition, weight: 3, rowHeader: true },
        { label: p.owner, width: 34 },
        { label: p.due, width: 26 },
        { label: p.met, width: 26 },
      ],
      rows: model.conditions.map((condition) => ({
        cells: [
          condition.text,
          condition.ownerName,
          formatDay(condition.dueOn, lang),
          condition.metOn === null ? "–" : formatDay(condition.metOn, lang),
        ],
      })),
    },
  ];
}

function findings(model: ResultModel, lang: Lang): Block[] {
  const w = words[lang];
  const p = w.paper;
  const severities: Readonly<Record<string, string>> = w.finding.severityShort;
  const states: Readonly<Record<string, string>> = w.finding.states;
  return [
    { kind: "heading", level: 2, text: p.findings },
    {
      kind: "table",
      summary: p.findings,
      empty: p.none,
      columns: [
        { label: p.number, width: 20, rowHeader: true },
        { label: p.severity, width: 16 },
        { label: p.subject2, weight: 3 },
        { label: p.due, width: 26 },
        { label: p.state, width: 24 },
      ],
      rows: model.findings.map((finding) => ({
        alert: finding.severity === ("critical" satisfies Severity) && finding.state !== "closed",
        cells: [
          finding.number,
          severities[finding.severity] ?? finding.severity,
          finding.title,
          formatDay(finding.dueOn, lang),
          states[finding.state] ?? finding.state,
        ],
      })),
    },
  ];
}

function reviewed(model: ResultModel, lang: Lang): Block[] {
  const w = words[lang];
  const p = w.paper;
  const changed = model.answers.filter((each) => each.answer.override !== null);
  if (changed.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: p.reviewed },
    {
      kind: "table",
      summary: p.reviewed,
      columns: [
        { label: p.question, weight: 3, rowHeader: true },
        { label: p.answered, width: 22 },
        { label: p.judged, width: 22 },
        { label: p.reason, weight: 2 },
      ],
      rows: changed.map(({ number, question, answer }) => ({
        cells: [
          `${number} ${question.text[lang]}`,
          markCell(ownMark(answer), lang),
          markCell(effectiveMark(answer), lang),
          answer.override?.note ?? "",
        ],
      })),
    },
  ];
}

const markCell = (mark: Mark | null, lang: Lang): CellSpec =>
  mark === null
    ? { text: "–" }
    : { mark: signs[mark], text: words[lang].mark[mark], alt: words[lang].mark[mark] };

function answersTable(model: ResultModel, lang: Lang): Block {
  const w = words[lang];
  const p = w.paper;
  const said = (answer: Answer): string => {
    if (answer.value === "none") return w.none;
    return /^\d{4}-\d{2}-\d{2}$/.test(answer.value) ? formatDay(answer.value, lang) : answer.value;
  };
  const rows: Row[] = [];
  for (const block of model.checklist.blocks) {
    const own = model.answers.filter((each) => each.question.block === block.id);
    if (own.length === 0) continue;
    rows.push({ kind: "group", text: block.title[lang] });
    for (const { number, question, isCritical, answer, files } of own) {
      const mark = effectiveMark(answer);
      const isMark = question.type === "mark" || marks.some((known) => known === answer.value);
      rows.push({
        alert: isCritical && mark === "no",
        cells: [
          { text: String(number) },
          {
            lines: [
              { text: question.text[lang], bold: isCritical },
              ...(answer.note === "" ? [] : [{ text: answer.note, tone: "gray" as const }]),
            ],
          },
          isMark ? markCell(mark, lang) : { text: said(answer) === "" ? "–" : said(answer) },
          { text: files === 0 ? "–" : String(files) },
        ],
      });
    }
  }
  return {
    kind: "table",
    density: "long",
    summary: p.all,
    columns: [
      { label: "#", width: 9, align: "right", rowHeader: true },
      { label: p.question, weight: 4 },
      { label: p.answered, width: 30 },
      { label: p.evidence, width: 14, align: "right" },
    ],
    rows,
  };
}
