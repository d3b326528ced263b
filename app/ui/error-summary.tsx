import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";

export interface SummaryProblem {
  /** Id of the control to go to. */
  readonly id: string;
  readonly text: ReactNode;
}

/** Without JavaScript the browser itself focuses the box on load (focus belongs there after a failed submit). */
const firstFocus = { autoFocus: true } as const;

/** Moves to the label (or legend) first, so that it stays in view above the focused control. */
const goTo = (id: string): boolean => {
  const target = document.getElementById(id);
  if (!target) return false;
  const label =
    target.closest("fieldset")?.querySelector("legend") ??
    document.querySelector(`label[for="${CSS.escape(id)}"]`);
  (label ?? target).scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
  return true;
};

/** Ids in the order of their controls on the page. */
const pageOrder = (ids: readonly string[]): readonly string[] => {
  const place = new Map(ids.map((id) => [id, document.getElementById(id)]));
  return [...ids].sort((a, b) => {
    const first = place.get(a);
    const second = place.get(b);
    if (!first || !second || first === second) return 0;
    return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
};

/**
 * All problems of a form at its head. Focused on load and after every failed submit (`attempt` changes each time: the same
 * problems twice must focus twice). The alert is a child of the focused box, or screen readers lose its text
 * (govuk-frontend, error summary). Links stand in page order.
 */
export const ErrorSummary = ({
  problems,
  note,
  attempt = 0,
}: {
  problems: readonly SummaryProblem[];
  note?: ReactNode;
  attempt?: unknown;
}) => {
  const w = useFrameWords();
  const titleId = useId();
  const box: RefObject<HTMLElement> = useRef(null);
  const [order, setOrder] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt with the same problems must focus again
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [attempt]);
  // By content, not identity: a list redrawn between mouse down and up would swallow the click on its link.
  const ids = problems.map((problem) => problem.id).join(" ");
  useEffect(() => setOrder(pageOrder(ids.split(" "))), [ids]);
  if (problems.length === 0) return null;
  const list = [...problems].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return (
    <section
      className="error-summary"
      id="error-summary"
      tabIndex={-1}
      aria-labelledby={titleId}
      ref={box}
      {...firstFocus}
    >
      <Icon name="bad" large />
      <div role="alert">
        <h2 id={titleId}>{w.errorTitle({ n: problems.length })}</h2>
        <p>{note ?? w.errorKept}</p>
        <ul>
          {list.map((problem) => (
            <li key={problem.id}>
              {problem.id === "" ? (
                <strong>{problem.text}</strong>
              ) : (
                <a
                  href={`#${problem.id}`}
                  onClick={(event) => {
                    if (goTo(problem.id)) event.preventDefault();
                  }}
                >
                  {problem.text}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
};
