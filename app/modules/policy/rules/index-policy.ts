/** A policy with its maps built once, so that 100,000 scope lines are judged without a search through lists. */
import type {
  DataClass,
  JointUseGroup,
  JointUsePartner,
  PolicyDocument,
  PolicyItem,
  PolicyPurpose,
  PolicySubject,
} from "./document.ts";
import type { Tier } from "./tiers.ts";

export interface IndexedPartner {
  readonly partner: JointUsePartner;
  readonly items: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
}

export interface IndexedGroup {
  readonly group: JointUseGroup;
  readonly partners: ReadonlyMap<string, IndexedPartner>;
  /** Items that any partner of the group may share. */
  readonly items: ReadonlySet<string>;
}

export interface PolicyIndex {
  readonly policy: PolicyDocument;
  readonly subjects: ReadonlyMap<string, PolicySubject>;
  readonly purposes: ReadonlyMap<string, PolicyPurpose>;
  readonly items: ReadonlyMap<string, PolicyItem>;
  readonly activities: ReadonlyMap<string, PolicyDocument["activities"][number]>;
  readonly groups: ReadonlyMap<string, IndexedGroup>;
  /** Purpose → subjects it covers, `within` resolved. */
  readonly covers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Items some joint-use partner may share. */
  readonly jointItems: ReadonlySet<string>;
}

export function indexPolicy(policy: PolicyDocument): PolicyIndex {
  const subjects = new Map(policy.subjects.map((subject) => [subject.id, subject]));
  const sets = new Map(policy.itemSets.map((set) => [set.id, set.items]));
  const groups = new Map(
    policy.jointUseGroups.map((group) => {
      const partners = new Map(
        group.partners.map((partner) => [
          partner.id,
          {
            partner,
            items: new Set(partner.itemSets.flatMap((set) => sets.get(set) ?? [])),
            purposes: new Set(partner.purposes ?? group.purposes),
          },
        ]),
      );
      const items = new Set([...partners.values()].flatMap((partner) => [...partner.items]));
      return [group.id, { group, partners, items }] as const;
    }),
  );
  const covers = new Map(
    policy.purposes.map((purpose) => {
      const direct = new Set(purpose.subjects);
      const covered = policy.subjects.filter(
        (subject) => direct.has("*") || isWithin(subjects, subject.id, direct),
      );
      return [purpose.id, new Set(covered.map((subject) => subject.id))] as const;
    }),
  );
  return {
    policy,
    subjects,
    purposes: new Map(policy.purposes.map((purpose) => [purpose.id, purpose])),
    items: new Map(policy.items.map((item) => [item.id, item])),
    activities: new Map(policy.activities.map((activity) => [activity.id, activity])),
    groups,
    covers,
    jointItems: new Set([...groups.values()].flatMap((group) => [...group.items])),
  };
}

/** The subject itself, or any wider one it lies within, is among `wanted`. */
function isWithin(
  subjects: ReadonlyMap<string, PolicySubject>,
  subject: string,
  wanted: ReadonlySet<string>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (wanted.has(subject)) return true;
  if (seen.has(subject)) return false;
  const next = new Set(seen).add(subject);
  return (subjects.get(subject)?.within ?? []).some((wider) => isWithin(subjects, wider, wanted, next));
}

export const servesClass = (purpose: PolicyPurpose, dataClass: DataClass): boolean =>
  purpose.serves.includes("*") || purpose.serves.includes(dataClass);

/** The tier of an item: of the policy's, else of a collection approved beside it; null when unknown or open-ended. */
export const tierOfItem = (
  index: PolicyIndex,
  item: string,
  collections: readonly ApprovedCollection[] = [],
): Tier | null =>
  index.items.get(item)?.tier ?? collections.find((collection) => collection.item === item)?.tier ?? null;

/** A new collection decided under the policy's promise (1.3): no item of it is usable before the day. */
export interface ApprovedCollection {
  readonly item: string;
  readonly tier: Tier;
  readonly approvedOn: string;
}
