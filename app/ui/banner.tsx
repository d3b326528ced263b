import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";

const icons: Readonly<Record<"good" | "attention" | "bad" | "info", IconName>> = {
  good: "ok",
  attention: "warn",
  bad: "bad",
  info: "info",
};

/** A persistent message on the page: what happened, what comes next. Good news after a redirect is a status (`live`). */
export const Banner = ({
  is = "info",
  title,
  children,
  live = false,
}: {
  is?: "good" | "attention" | "bad" | "info";
  title?: ReactNode;
  children?: ReactNode;
  live?: boolean;
}) => (
  <div
    className="banner"
    data-is={is === "info" ? undefined : is}
    role={live ? (is === "bad" ? "alert" : "status") : undefined}
  >
    <Icon name={icons[is]} large />
    <div>
      {title ? (
        <p>
          <strong>{title}</strong>
        </p>
      ) : null}
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  </div>
);

/** Nothing here yet: says what comes next and when, with one way on. */
export const EmptyState = ({
  title,
  children,
  action,
  level = 2,
}: {
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  level?: 2 | 3;
}) => {
  const w = useFrameWords();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Heading>{title ?? w.emptyTitle}</Heading>
      {typeof children === "string" ? <p>{children}</p> : children}
      {action ? <div className="acts">{action}</div> : null}
    </div>
  );
};

/** While something loads: words, no motion. */
export const Loading = ({ children }: { children?: ReactNode }) => {
  const w = useFrameWords();
  return (
    <p className="loading" role="status">
      <Icon name="wait" />
      {children ?? w.loading}
    </p>
  );
};
