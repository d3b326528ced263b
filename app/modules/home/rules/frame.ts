import type { NavPlace, PartnerRole, StaffRole } from "#app/ports.ts";

/** What waits on this person, by place of the navigation. */
export type NavCounts = Readonly<Record<"home" | NavPlace, number>>;

/** What every frame shows. */
export interface CommonData {
  readonly person: string;
  readonly organisation: string;
  readonly isDemonstration: boolean;
  /** What the act before the redirect recorded. */
  readonly done: string | null;
}
export interface StaffFrameData extends CommonData {
  readonly kind: "staff";
  readonly role: StaffRole;
  readonly counts: NavCounts;
}
export interface PartnerFrameData extends CommonData {
  readonly kind: "partner";
  readonly role: PartnerRole;
  readonly company: string;
}
export type AreaFrameData = StaffFrameData | PartnerFrameData;
