/**
 * The joint-use section of a policy version, read as a notice: the five matters of 法27条5項3号 one by one, and the
 * register that the section implies.
 */
import type { Text } from "#app/i18n/lang.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { PolicyDocument } from "./document.ts";

export const jointUseMatters = ["statement", "items", "circle", "purposes", "responsible"] as const;
export type JointUseMatter = (typeof jointUseMatters)[number];

export const responsibleParts = ["name", "address", "representative"] as const;
export type ResponsiblePart = (typeof responsibleParts)[number];

/** What a citation may stand for: a whole matter, or one part of the responsible party. */
export const citableMatters = [
  ...jointUseMatters,
  "responsible-address",
  "responsible-representative",
] as const;
export type CitableMatter = (typeof citableMatters)[number];

/** Where else a matter is posted. It counts once the privacy manager has accepted it, while it is posted. */
export interface MatterCitation {
  readonly groupId: string;
  readonly matter: CitableMatter;
  readonly text: string;
  /** Place or URL. */
  readonly place: string;
  readonly postedFrom: Day;
  readonly postedTo: Day | null;
  readonly acceptedOn: Day | null;
}

export interface MatterState {
  readonly matter: JointUseMatter;
  readonly state: "stated" | "cited" | "missing";
  /** Clause of the policy where it stands, or should. */
  readonly clause: string;
  /** For `responsible`: the parts that neither the section nor an accepted citation gives. */
  readonly missingParts: readonly ResponsiblePart[];
  /** Ids of open-ended items in the published list: they are shared by nobody, and no citation mends them. */
  readonly openEndedItems: readonly string[];
  /** The citations relied on. */
  readonly citations: readonly MatterCitation[];
}

export interface JointUseEvaluation {
  readonly group: string;
  /** All five matters are stated or cited on the day. */
  readonly isComplete: boolean;
  /** The section is posted from the policy's first day. */
  readonly postedFrom: Day;
  readonly isPosted: boolean;
  readonly matters: readonly MatterState[];
}

export const counts = (citation: MatterCitation, on: Day): boolean =>
  citation.acceptedOn !== null &&
  citation.acceptedOn <= on &&
  citation.postedFrom <= on &&
  (citation.postedTo === null || on <= citation.postedTo);

/**
 * The state of each matter for one group on a day. Undefined when the policy has no such group. `citations` may hold
 * other groups' too; they are ignored.
 */
export function evaluateJointUseMatters(
  policy: PolicyDocument,
  groupId: string,
  citations: readonly MatterCitation[],
  on: Day,
): JointUseEvaluation | undefined {
  const group = policy.jointUseGroups.find((one) => one.id === groupId);
  if (group === undefined) return undefined;
  const accepted = citations.filter((citation) => citation.groupId === groupId && counts(citation, on));
  const cited = (matter: CitableMatter) => accepted.filter((citation) => citation.matter === matter);
  const shared = sharedSets(policy, groupId);
  const openEndedItems = openEndedIn(policy, group.openEndedSets);

  const plain = (
    matter: JointUseMatter,
    isStated: boolean,
    clause: string,
    open: readonly string[] = [],
  ): MatterState => {
    const found = cited(matter);
    return {
      matter,
      state: isStated ? "stated" : found.length > 0 ? "cited" : "missing",
      clause,
      missingParts: [],
      openEndedItems: open,
      citations: isStated ? [] : found,
    };
  };

  const hasItems = shared.some((set) => set.items.some((item) => !isOpenEnded(policy, item)));
  const matters: MatterState[] = [
    plain("statement", group.statement !== null, group.clause),
    plain("items", hasItems, policy.ruleClauses["joint-use"], openEndedItems),
    plain("circle", group.partners.length > 0, group.clause),
    plain("purposes", group.purposes.length > 0, group.clause),
    responsibleMatter(policy, group.responsible, cited),
  ];
  return {
    group: groupId,
    isComplete: matters.every((matter) => matter.state !== "missing"),
    postedFrom: policy.validFrom,
    isPosted: policy.validFrom <= on,
    matters,
  };
}

function responsibleMatter(
  policy: PolicyDocument,
  responsible: PolicyDocument["jointUseGroups"][number]["responsible"],
  cited: (matter: CitableMatter) => readonly MatterCitation[],
): MatterState {
  const whole = cited("responsible");
  const address = responsible.address === null ? [...cited("responsible-address"), ...whole] : [];
  const representative =
    responsible.representative === null ? [...cited("responsible-representative"), ...whole] : [];
  const missingParts: ResponsiblePart[] = [];
  if (responsible.address === null && address.length === 0) missingParts.push("address");
  if (responsible.representative === null && representative.length === 0) missingParts.push("representative");
  const isStated = responsible.address !== null && responsible.representative !== null;
  return {
    matter: "responsible",
    state: isStated ? "stated" : missingParts.length === 0 ? "cited" : "missing",
    clause: policy.ruleClauses["joint-use"],
    missingParts,
    openEndedItems: [],
    citations: [...new Set([...address, ...representative])],
  };
}

const isOpenEnded = (policy: PolicyDocument, item: string): boolean =>
  policy.items.some((one) => one.id === item && one.openEnded);

function sharedSets(policy: PolicyDocument, groupId: string): readonly PolicyDocument["itemSets"][number][] {
  const group = policy.jointUseGroups.find((one) => one.id === groupId);
  const ids = new Set(group?.partners.flatMap((partner) => partner.itemSets));
  return policy.itemSets.filter((set) => ids.has(set.id));
}

const openEndedIn = (policy: PolicyDocument, setIds: readonly string[]): readonly string[] =>
  policy.itemSets
    .filter((set) => setIds.includes(set.id))
    .flatMap((set) => set.items.filter((item) => isOpenEnded(policy, item)));

export interface ImpliedPartner {
  readonly group: string;
  readonly partner: string;
  readonly name: Text;
  readonly enVerified: boolean;
  /** Ids in published order, open-ended ones left out. */
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  /** Subjects that every purpose of the partner covers directly. */
  readonly subjects: readonly string[];
}

export interface ImpliedGroup {
  readonly group: string;
  readonly name: Text;
  readonly clause: string;
  readonly responsible: PolicyDocument["jointUseGroups"][number]["responsible"];
  /** Placeholders such as 「など」 in its list: published, never shareable. */
  readonly openEndedItems: readonly string[];
  readonly partners: readonly ImpliedPartner[];
}

/** The joint-use register exactly as the policy states it. */
export function describeJointUse(policy: PolicyDocument): readonly ImpliedGroup[] {
  return policy.jointUseGroups.map((group) => ({
    group: group.id,
    name: group.name,
    clause: group.clause,
    responsible: group.responsible,
    openEndedItems: openEndedIn(policy, group.openEndedSets),
    partners: group.partners.map((partner) => {
      const listed = policy.itemSets
        .filter((set) => partner.itemSets.includes(set.id))
        .flatMap((set) => set.items);
      const purposes = partner.purposes ?? group.purposes;
      const published = policy.purposes.filter((purpose) => purposes.includes(purpose.id));
      return {
        group: group.id,
        partner: partner.id,
        name: partner.name,
        enVerified: partner.enVerified,
        items: listed.filter((item) => !isOpenEnded(policy, item)),
        purposes: [...purposes],
        subjects: policy.subjects
          .map((subject) => subject.id)
          .filter(
            (subject) =>
              published.length > 0 && published.every((purpose) => purpose.subjects.includes(subject)),
          ),
      };
    }),
  }));
}
