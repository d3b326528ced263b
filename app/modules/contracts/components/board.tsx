import { formatDay } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { DayText, Fict, Hidden } from "#app/ui/text.tsx";
import type { ClauseState } from "../rules/clauses.ts";
import type { CalendarEntry, ContractBoard, ContractFace, RelationContracts } from "../services.server.ts";
import { words } from "../words.ts";

/** 有効 / 開始前 / 終了 with its mark. */
export const ContractStateMark = ({ state }: { state: ContractFace["state"] }) => {
  const w = words[useLang()];
  return (
    <State is={state === "in-force" ? "good" : state === "upcoming" ? "waiting" : "bad"}>
      {w.state[state]}
    </State>
  );
};

export const TermText = ({ face }: { face: ContractFace }) => {
  const w = words[useLang()];
  const { term } = face;
  if (term === null) return face.lastOn ? <DayText day={face.lastOn} /> : null;
  return (
    <>
      <DayText day={term.startsOn} /> 〜 {term.endsOn === null ? w.view.noEnd : <DayText day={term.endsOn} />}
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
      {judgement.met}/{judgement.required}
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
            <a href={`/partners/${relation.partnerId}`}>
              <Fict>{relation.partnerName}</Fict>
            </a>
          ),
        },
        {
          key: "relation",
          label: w.page.relation,
          bare: true,
          cell: ({ relation }) => (
            <>
              <a href={`/relations/${relation.id}`}>{relation.title}</a>{" "}
              <span className="small mute nowrap">{relation.number}</span>
            </>
          ),
        },
        {
          key: "contract",
          label: w.contract,
          cell: ({ relation, contract }) =>
            contract ? (
              <a href={`/contracts/${contract.id}`}>{contract.title}</a>
            ) : relation.basis === "no-handling" ? (
              <State is="none">{w.page.noneNeeded}</State>
            ) : (
              <>
                <State is="bad">{w.page.noContract}</State>{" "}
                <a className="small" href={`/relations/${relation.id}/contract`}>
                  {w.page.registerAction}
                </a>
              </>
            ),
        },
        {
          key: "state",
          label: w.page.state,
          cell: ({ contract }) => (contract ? <ContractStateMark state={contract.state} /> : "–"),
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

/** Relations down, the clauses of the library across; scrolls sideways with the relation fixed. */
export const ClauseMatrix = ({ board }: { board: ContractBoard }) => {
  const lang = useLang();
  const w = words[lang];
  const rows = board.rows.filter((row) => row.judgement !== null && row.judgement.required > 0);
  if (rows.length === 0) return <EmptyState>{w.page.empty}</EmptyState>;
  return (
    <DataTable
      wide
      compact
      caption={w.page.matrixCaption}
      rows={rows}
      rowKey={(row) => row.relation.id}
      columns={[
        {
          key: "relation",
          label: w.page.matrixCorner,
          cell: ({ relation, contract }) => (
            <>
              {contract ? (
                <a href={`/contracts/${contract.id}/clauses`}>{relation.partnerName}</a>
              ) : (
                relation.partnerName
              )}
              <span className="br small mute">{relation.title}</span>
            </>
          ),
        },
        {
          key: "verdict",
          label: w.page.clauses,
          cell: (row) => <Sufficiency judgement={row.judgement} />,
        },
        ...board.library.clauses.map((clause) => ({
          key: clause.id,
          label: clause.title[lang],
          cell: (row: RelationContracts) => {
            const state = row.judgement?.clauses.find((each) => each.clauseId === clause.id)?.state;
            if (!state) return "";
            return (
              <>
                <span aria-hidden="true">{signs[state]}</span>
                <Hidden>{w.clauseState[state]}</Hidden>
              </>
            );
          },
        })),
      ]}
    />
  );
};
