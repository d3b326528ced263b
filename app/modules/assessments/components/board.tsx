import { dayOfInstant, formatDay } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, Tier, type TierCode } from "#app/ui/marks.tsx";
import type { FindingListRow } from "../fragments/rows.server.ts";
import type { AssessmentListRow } from "../queries/assessments.server.ts";
import { isOverdue } from "../rules/findings.ts";
import { canAnswerStates } from "../rules/states.ts";
import { words } from "../words.ts";
import { AssessmentStateMark, DueText, GradeText } from "./marks.tsx";

/** The organisation's list of assessments. */
export const AssessmentTable = ({ rows, day }: { rows: readonly AssessmentListRow[]; day: string }) => {
  const lang = useLang();
  const w = words[lang];
  if (rows.length === 0) return <EmptyState>{w.list.empty}</EmptyState>;
  return (
    <DataTable
      caption={w.list.caption({ n: rows.length })}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "partner",
          label: w.list.partner,
          cell: (row) => <a href={`/assessments/${row.id}`}>{row.partnerName}</a>,
        },
        {
          key: "relation",
          label: w.list.relation,
          bare: true,
          cell: (row) => (
            <>
              {row.relationTitle} <Tier code={row.tier as TierCode} />
              <span className="br small mute nowrap">
                {row.number} ・ {w.fiscalYear({ year: row.fiscalYear })}
              </span>
            </>
          ),
        },
        { key: "state", label: w.list.state, cell: (row) => <AssessmentStateMark state={row.state} /> },
        {
          key: "due",
          label: w.list.due,
          cell: (row) =>
            row.dueOn === null ? (
              "–"
            ) : canAnswerStates.includes(row.state) ? (
              <DueText dueOn={row.dueOn} day={day} />
            ) : row.submittedAt ? (
              <span>
                {w.list.submitted} {formatDay(dayOfInstant(row.submittedAt), lang)}
              </span>
            ) : (
              formatDay(row.dueOn, lang)
            ),
        },
        {
          key: "grade",
          label: w.list.grade,
          cell: (row) =>
            row.grade === null && row.score === null && row.concludedOn === null ? (
              "–"
            ) : (
              <GradeText grade={row.grade} score={row.score} />
            ),
        },
        {
          key: "until",
          label: w.list.until,
          nowrap: true,
          cell: (row) =>
            row.validUntil === null ? (
              "–"
            ) : row.validUntil < day ? (
              <State is="bad">{formatDay(row.validUntil, lang)}</State>
            ) : (
              formatDay(row.validUntil, lang)
            ),
        },
      ]}
    />
  );
};

/** The partner's own list. */
export const OwnAssessmentTable = ({ rows, day }: { rows: readonly AssessmentListRow[]; day: string }) => {
  const lang = useLang();
  const w = words[lang];
  if (rows.length === 0) return <EmptyState>{w.company.empty}</EmptyState>;
  return (
    <DataTable
      caption={w.list.caption({ n: rows.length })}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "relation",
          label: w.list.relation,
          cell: (row) => (
            <>
              <a href={`/company/assessments/${row.id}`}>
                {w.fiscalYear({ year: row.fiscalYear })} {row.relationTitle}
              </a>
              <span className="br small mute">{row.number}</span>
            </>
          ),
        },
        {
          key: "state",
          label: w.list.state,
          cell: (row) => <AssessmentStateMark state={row.state} forPartner />,
        },
        {
          key: "due",
          label: w.list.due,
          cell: (row) =>
            row.dueOn && canAnswerStates.includes(row.state) ? (
              <DueText dueOn={row.dueOn} day={day} />
            ) : row.dueOn ? (
              formatDay(row.dueOn, lang)
            ) : (
              "–"
            ),
        },
        {
          key: "grade",
          label: w.list.grade,
          cell: (row) => (row.concludedOn === null ? "–" : <GradeText grade={row.grade} score={row.score} />),
        },
      ]}
    />
  );
};

/** Findings, the one due first on top. */
export const FindingTable = ({
  rows,
  day,
  hrefOf,
  withPartner,
}: {
  rows: readonly FindingListRow[];
  day: string;
  hrefOf: (id: string) => string;
  withPartner: boolean;
}) => {
  const lang = useLang();
  const w = words[lang].finding;
  if (rows.length === 0)
    return <EmptyState>{withPartner ? w.empty : words[lang].company.emptyFindings}</EmptyState>;
  const severities: Readonly<Record<string, string>> = w.severityShort;
  const states: Readonly<Record<string, string>> = w.states;
  return (
    <DataTable
      caption={w.caption({ n: rows.length })}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "subject",
          label: w.subject,
          cell: (row) => (
            <>
              <a href={hrefOf(row.id)}>{row.title}</a>
              <span className="br small mute nowrap">{row.number}</span>
            </>
          ),
        },
        ...(withPartner
          ? [{ key: "partner", label: w.partner, cell: (row: FindingListRow) => row.partnerName }]
          : []),
        { key: "relation", label: w.relation, cell: (row) => row.relationTitle },
        {
          key: "severity",
          label: w.severity,
          cell: (row) =>
            row.severity === "critical" ? (
              <State is="bad">{severities[row.severity]}</State>
            ) : (
              (severities[row.severity] ?? row.severity)
            ),
        },
        {
          key: "due",
          label: w.due,
          cell: (row) =>
            row.state === "closed" ? formatDay(row.dueOn, lang) : <DueText dueOn={row.dueOn} day={day} />,
        },
        {
          key: "state",
          label: w.state,
          cell: (row) => (
            <State
              is={
                row.state === "closed"
                  ? "good"
                  : isOverdue(row, day)
                    ? "bad"
                    : row.state === "corrected"
                      ? withPartner
                        ? "mine"
                        : "waiting"
                      : withPartner
                        ? "waiting"
                        : "mine"
              }
            >
              {states[row.state] ?? row.state}
            </State>
          ),
        },
      ]}
    />
  );
};
