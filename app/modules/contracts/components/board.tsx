import { formatDay } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State, Tag } from "#app/ui/marks.tsx";
import { DayText, Fict, Hidden } from "#app/ui/text.tsx";
import type { ClauseState } from "../rules/clauses.ts";
import type {
  CalendarEntry,
  ContractBoard,
  ContractFace,
  RelationContracts,
} from "../services/pages.server.ts";
import { words } from "../words.ts";

/** 有効 / 開始前 / 終了 with its mark. */
export const ContractStateMark = ({
  state,
  boxed = false,
}: {
  state: ContractFace["state"];
  boxed?: boolean;
}) => {
  const w = words[useLang()];
  const tone = state === "in-force" ? "good" : state === "upcoming" ? "waiting" : "bad";
  if (boxed) return <Tag is={tone}>{w.state[state]}</Tag>;
  return <State is={tone}>{w.state[state]}</State>;
};

export const TermText = ({ face }: { face: ContractFace }) => {
  const lang = useLang();
  const w = words[lang];
  const { term } = face;
  if (term === null) return face.lastOn ? <DayText day={face.lastOn} /> : null;
  return (
    <>
      <DayText day={term.startsOn} /> {lang === "ja" ? "〜" : "–"}{" "}
      {term.endsOn === null ? w.view.noEnd : <DayText day={term.endsOn} />}
    </>
  );
};

/** How many required clauses are met, and whether that suffices. */
export const Sufficiency = ({ judgement }: { judgement: RelationContracts["judgement"] }) => {
  const w = words[useLang()];
  if (judgement === null) return <span className="mute">–</span>;
  if (judgement.required === 0) return <State is="none">{w.page.noneNeeded}</State>;
  return (
    <State is={judgement.isSufficient ? "good" : "bad"}>
      <span className="nowrap">
        {judgement.met}/{judgement.required}
      </span>
      <Hidden> {w.metOf({ met: judgement.met, required: judgement.required })}</Hidden>
    </State>
  );
};

const Notice = ({ face, day }: { face: ContractFace; day: string }) => {
  const w = words[useLang()];
  if (!face.notice) return <span className="mute">–</span>;
  const { dueOn, warnOn } = face.notice;
  const shown = <DayText day={dueOn} weekday />;
  if (dueOn < day)
    return (
      <State is="attention">
        {shown} {w.page.passed}
      </State>
    );
  return warnOn <= day ? <State is="attention">{shown}</State> : shown;
};

/** Every relation with the contract that counts for it. */
export const ContractTable = ({ board }: { board: ContractBoard }) => {
  const lang = useLang();
  const w = words[lang];
  const { rows, day } = board;
  if (rows.length === 0) return <EmptyState>{w.page.empty}</EmptyState>;
  return (
    <DataTable
      caption={w.page.caption({ n: rows.length, day: formatDay(day, lang) })}
      rows={rows}
      rowKey={(row) => row.relation.id}
      columns={[
        {
          key: "partner",
          label: w.page.partner,
          cell: ({ relation }) => (
            <>
              <a href={`/relations/${relation.id}`}>
                <Fict>{relation.partnerName}</Fict>
              </a>
              <span className="br small mute plain-weight">
                {relation.title} <span className="nowrap">{relation.number}</span>
              </span>
            </>
          ),
        },
        {
          key: "contract",
          label: w.contract,
          cell: ({ relation, contract }) =>
            contract ? (
              <>
                <a href={`/contracts/${contract.id}`}>{contract.title}</a>
                <span className="br">
                  <ContractStateMark state={contract.state} />
                </span>
              </>
            ) : relation.basis === "no-handling" ? (
              <State is="none">{w.page.noneNeeded}</State>
            ) : (
              <>
                <State is="bad">{w.page.noContract}</State>
                <a className="br small" href={`/relations/${relation.id}/contract`}>
                  {w.page.registerAction}
                </a>
              </>
            ),
        },
        {
          key: "period",
          label: w.page.period,
          cell: ({ contract }) => (contract ? <TermText face={contract} /> : "–"),
        },
        {
          key: "notice",
          label: w.page.noticeBy,
          cell: ({ contract }) => (contract ? <Notice face={contract} day={day} /> : "–"),
        },
        {
          key: "clauses",
          label: w.page.clauses,
          cell: ({ contract, judgement }) =>
            contract && judgement && judgement.required > 0 ? (
              <a href={`/contracts/${contract.id}/clauses`}>
                <Sufficiency judgement={judgement} />
              </a>
            ) : (
              <Sufficiency judgement={judgement} />
            ),
        },
      ]}
    />
  );
};

/** What happens to contracts in the coming months. */
export const ContractCalendar = ({ entries, day }: { entries: readonly CalendarEntry[]; day: string }) => {
  const lang = useLang();
  const w = words[lang];
  if (entries.length === 0) return <EmptyState>{w.page.emptyCalendar}</EmptyState>;
  return (
    <DataTable
      caption={w.page.calendarCaption({ n: entries.length })}
      rows={entries}
      rowKey={(entry) => `${entry.kind} ${entry.relation.id} ${entry.contract.id} ${entry.clause?.ja ?? ""}`}
      groupOf={(entry) =>
        lang === "ja" ? `${entry.on.slice(0, 4)}年${Number(entry.on.slice(5, 7))}月` : entry.on.slice(0, 7)
      }
      columns={[
        {
          key: "on",
          label: w.page.on,
          nowrap: true,
          cell: (entry) => <DayText day={entry.on} weekday />,
        },
        {
          key: "what",
          label: w.page.what,
          bare: true,
          cell: (entry) => (
            <>
              {entry.on < day ? (
                <State is="bad">
                  {w.page.kind[entry.kind]} {w.page.passed}
                </State>
              ) : (
                w.page.kind[entry.kind]
              )}
              {entry.clause ? <span className="br small mute">{entry.clause[lang]}</span> : null}
            </>
          ),
        },
        {
          key: "contract",
          label: w.contract,
          cell: (entry) => <a href={`/contracts/${entry.contract.id}`}>{entry.contract.title}</a>,
        },
        { key: "partner", label: w.page.partner, cell: (entry) => entry.relation.partnerName },
      ]}
    />
  );
};

const signs: Readonly<Record<ClauseState, string>> = {
  met: "○",
  excepted: "△",
  "exception-expired": "×",
  partial: "×",
  missing: "×",
  "refused-na": "×",
  unchecked: "",
  "not-required": "－",
};

/** Relations down, the clauses of the library across; on a phone a list of what lacks. */
export const ClauseMatrix = ({ board }: { board: ContractBoard }) => {
  const lang = useLang();
  const w = words[lang];
  const rows = board.rows.filter((row) => row.judgement !== null && row.judgement.required > 0);
  if (rows.length === 0) return <EmptyState>{w.page.empty}</EmptyState>;
  const titleOf = (clauseId: string): string =>
    board.library.clauses.find((clause) => clause.id === clauseId)?.title[lang] ?? clauseId;
  return (
    <>
      <p className="small mute">{w.page.matrixCaption}</p>
      <section className="matrix-wrap table-scroll clause-matrix mt-3" aria-label={w.page.tabs.clauses}>
        <table className="matrix">
          <caption className="vh">{w.page.tabs.clauses}</caption>
          <thead>
            <tr>
              <th scope="col">{w.page.matrixCorner}</th>
              <th scope="col">{w.page.clauses}</th>
              {board.library.clauses.map((clause) => (
                <th key={clause.id} scope="col" className="v">
                  <span>{clause.title[lang]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.relation.id}>
                <th scope="row">
                  <RowName row={row} />
                </th>
                <td className="verdict">
                  <Sufficiency judgement={row.judgement} />
                </td>
                {board.library.clauses.map((clause) => {
                  const state = row.judgement?.clauses.find((each) => each.clauseId === clause.id)?.state;
                  return (
                    <td key={clause.id} data-is={state && isLacking(state) ? "bad" : undefined}>
                      {state ? (
                        <>
                          <span aria-hidden="true">{signs[state]}</span>
                          <Hidden>{w.clauseState[state]}</Hidden>
                        </>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="matrix-list">
        {rows.map((row) => {
          const lacking = (row.judgement?.clauses ?? []).filter(
            (each) => each.isRequired && each.state !== "met",
          );
          return (
            <details key={row.relation.id}>
              <summary>
                <span aria-hidden="true">▸</span>
                <span>
                  {row.relation.partnerName}
                  <span className="br small mute">{row.relation.title}</span>
                </span>
                <Sufficiency judgement={row.judgement} />
              </summary>
              <ul>
                {lacking.map((each) => (
                  <li key={each.clauseId}>
                    <span>{titleOf(each.clauseId)}</span>
                    <span>{w.clauseState[each.state]}</span>
                  </li>
                ))}
                {row.contract ? (
                  <li>
                    <a href={`/contracts/${row.contract.id}/clauses`}>{w.clauseCheck}</a>
                  </li>
                ) : null}
              </ul>
            </details>
          );
        })}
      </div>
    </>
  );
};

const isLacking = (state: ClauseState): boolean =>
  ["exception-expired", "partial", "missing", "refused-na"].includes(state);

const RowName = ({ row }: { row: RelationContracts }) => (
  <>
    {row.contract ? (
      <a href={`/contracts/${row.contract.id}/clauses`}>
        <Fict>{row.relation.partnerName}</Fict>
      </a>
    ) : (
      <Fict>{row.relation.partnerName}</Fict>
    )}
    <span className="br small mute">{row.relation.title}</span>
  </>
);
