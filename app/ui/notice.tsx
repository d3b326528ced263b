import type { ReactNode } from "react";

/** A published text: one column of 40 full-width characters, numbered sections. */
export const Notice = ({ children }: { children: ReactNode }) => (
  <article className="notice">{children}</article>
);

/** A numbered (or plain) section of a published text. */
export const NoticeSection = ({
  no,
  title,
  children,
}: {
  no?: string;
  title: ReactNode;
  children: ReactNode;
}) => (
  <>
    <h2>
      <span>{no}</span>
      {title}
    </h2>
    {children}
  </>
);
