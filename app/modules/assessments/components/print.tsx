import { formatDay } from "#app/i18n/format.ts";
import { useFrameWords, useLang } from "#app/ui/lang.tsx";
import { Named } from "#app/ui/text.tsx";
import { marks } from "../rules/answers.ts";
import type { SubmitView } from "../services/pages.server.ts";
import { words } from "../words.ts";
import { useAnswerText } from "./marks.tsx";

/** The questionnaire for paper: every question with room to write, or with what was answered so far. */
export const PrintedQuestionnaire = ({ view, blank }: { view: SubmitView; blank: boolean }) => {
  const lang = useLang();
  const w = words[lang];
  const f = useFrameWords();
  const text = useAnswerText();
  const { head } = view;
  return (
    <article className="printed">
      <h1>
        {head.checklistTitle[lang]}
        {blank ? ` (${w.print.blank})` : ""}
      </h1>
      <p className="facts">
        <span>
          <Named>{head.partnerName}</Named>
        </span>
        <span>{head.relationTitle}</span>
        <span>{head.number}</span>
        <span>{w.fiscalYear({ year: head.fiscalYear })}</span>
        {head.dueOn ? (
          <span>
            {w.answer.due} {formatDay(head.dueOn, lang, { weekday: true })}
          </span>
        ) : null}
      </p>
      <p className="small no-print">{w.print.lead}</p>
      {view.blocks.map((block) => (
        <section key={block.id} className="mt-4">
          <h2>{block.title[lang]}</h2>
          {view.questions
            .filter((item) => item.question.block === block.id)
            .map((item) => (
              <section className="question" key={item.question.id}>
                <p className="no small">
                  {f.questionNo({ no: String(item.number) })}
                  {item.isCritical ? ` ・ ${f.critical}` : ""}
                </p>
                <h3>{item.question.text[lang]}</h3>
                {item.previous && view.previousYear !== null ? (
                  <p className="small mute">
                    {w.answer.last({ year: view.previousYear })} {text(item.previous.answer)}
                  </p>
                ) : null}
                {item.question.type === "mark" ? (
                  <ul className="boxes">
                    {marks.map((mark) => (
                      <li key={mark}>
                        <span aria-hidden="true">{!blank && item.answer.value === mark ? "☑" : "☐"}</span>{" "}
                        {!blank && item.answer.value === mark ? <b>{w.mark[mark]}</b> : w.mark[mark]}
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className={blank ? "write" : undefined}>
                    {blank ? w.print.answerHere : text(item.answer)}
                  </p>
                )}
                {item.question.type === "mark" ? (
                  <p className={blank ? "write" : undefined}>{blank ? w.print.note : item.answer.note}</p>
                ) : null}
                <p className="small mute">
                  {w.answer.evidence}: {item.question.evidence[lang]}
                  {!blank && item.files.length > 0
                    ? ` → ${item.files.map((file) => file.name).join(", ")}`
                    : ""}
                </p>
              </section>
            ))}
        </section>
      ))}
    </article>
  );
};
