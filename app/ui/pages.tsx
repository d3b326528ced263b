import type { ReactNode } from "react";
import { problemWords } from "#app/i18n/words.ts";
import type { Problem } from "#app/result.ts";
import { ButtonLink } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useFrameWords, useLang } from "./lang.tsx";
import { type Tone, toneIcon } from "./marks.tsx";
import { Named } from "./text.tsx";

interface MessageProps {
  readonly is: Extract<Tone, "good" | "bad" | "attention" | "none">;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A page that is one message with a way on. */
export const MessagePage = ({ is, title, children, actions }: MessageProps) => (
  <div className="message">
    <div className="message-head" data-is={is}>
      <Icon name={toneIcon(is)} large />
      <div>
        <h1>
          <Named>{title}</Named>
        </h1>
      </div>
    </div>
    <div className="stack mt-3">{typeof children === "string" ? <p>{children}</p> : children}</div>
    {actions ? <div className="acts">{actions}</div> : null}
  </div>
);

/** After an act: what was recorded (usually a `SummaryList`), what happens next, where to go. */
export const ConfirmationPage = (p: Omit<MessageProps, "is">) => <MessagePage is="good" {...p} />;

const Home = ({ href }: { href: string }) => {
  const w = useFrameWords();
  return (
    <ButtonLink kind="main" href={href}>
      {w.toHome}
    </ButtonLink>
  );
};

export const ForbiddenPage = ({ homeHref, children }: { homeHref: string; children?: ReactNode }) => {
  const w = useFrameWords();
  return (
    <MessagePage is="none" title={w.forbiddenTitle} actions={<Home href={homeHref} />}>
      {children ?? w.forbiddenBody}
    </MessagePage>
  );
};

/** The same for a thing that does not exist and one that may not be known. */
export const NotFoundPage = ({ homeHref, children }: { homeHref: string; children?: ReactNode }) => {
  const w = useFrameWords();
  return (
    <MessagePage is="none" title={w.notFoundTitle} actions={<Home href={homeHref} />}>
      {children ?? w.notFoundBody}
    </MessagePage>
  );
};

/** A bug: says that nothing changed and gives the number under which it is logged. */
export const UnexpectedPage = ({
  homeHref,
  requestId,
}: {
  homeHref: string;
  requestId?: string | undefined;
}) => {
  const w = useFrameWords();
  return (
    <MessagePage is="bad" title={w.unexpectedTitle} actions={<Home href={homeHref} />}>
      <p>{w.unexpectedBody}</p>
      {requestId ? <p className="mute">{w.requestNo({ id: requestId })}</p> : null}
    </MessagePage>
  );
};

/** Any expected failure as a whole page; `refusedSentence` comes from the module's words. */
export const ProblemPage = ({
  problem,
  homeHref,
  refusedSentence,
}: {
  problem: Problem;
  homeHref: string;
  refusedSentence?: string;
}) => {
  const lang = useLang();
  if (problem.kind === "forbidden") return <ForbiddenPage homeHref={homeHref} />;
  if (problem.kind === "not-found") return <NotFoundPage homeHref={homeHref} />;
  const { title, body } = problemWords(problem, lang, refusedSentence);
  return (
    <MessagePage is="attention" title={title} actions={<Home href={homeHref} />}>
      {body}
    </MessagePage>
  );
};

/** Somebody else was faster: both states beside each other, never a silent overwrite. */
export const ConflictCompare = ({ now, yours }: { now: ReactNode; yours: ReactNode }) => {
  const w = useFrameWords();
  return (
    <div className="compare">
      <div>
        <h2>{w.conflictNow}</h2>
        {now}
      </div>
      <div>
        <h2>{w.conflictYours}</h2>
        {yours}
      </div>
    </div>
  );
};
