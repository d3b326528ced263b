import type { ReactNode } from "react";
import {
  AsOfNote,
  PartnerHead,
  type PartnerHeadProps,
  type PartnerTab,
  PartnerTabs,
} from "./partner-head.tsx";

/** A tab of a partner's page: head, note of another day, tabs, then what belongs to the tab. */
export function PartnerTabFrame({
  current,
  children,
  ...head
}: PartnerHeadProps & { current: PartnerTab; children: ReactNode }) {
  return (
    <>
      <PartnerHead {...head} />
      <AsOfNote head={head.head} />
      <PartnerTabs head={head.head} current={current} />
      {children}
    </>
  );
}
