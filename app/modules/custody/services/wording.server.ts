import { formatCountry, formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { actorCan, type Permission } from "#app/modules/access/rules.ts";
import { Checklist } from "#app/modules/assessments/rules/checklist.ts";
import { isValidDay } from "#app/modules/calendar/rules/day.ts";
import { words as contractWords } from "#app/modules/contracts/words.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { ceilingWords } from "#app/modules/policy/ceiling-words.ts";
import { policyNames } from "#app/modules/policy/name-words.ts";
import { responsibleParts } from "#app/modules/policy/rules/joint-use.ts";
import { words as registryWords } from "#app/modules/registry/words.ts";
import type { Actor, Deps, TemplatePort } from "#app/ports.ts";
import type { Params } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import { type GateReason, type GateVerdict, isStopping } from "../rules/gate.ts";
import { words } from "../words.ts";
import type { GateGround, RelationFacts } from "./facts.server.ts";

/** A reason as it is shown: worded in the reader's language, with the page where it is cured. */
export interface GateReasonView {
  readonly key: string;
  readonly code: string;
  readonly ref: string | null;
  readonly title: string;
  readonly detail: string;
  readonly basis: string;
  readonly strength: GateReason["strength"];
  readonly effect: GateReason["effect"];
  readonly mode: GateReason["mode"];
  readonly bindsFrom: string | null;
  readonly deferrableBy: GateReason["deferrableBy"];
  readonly deferredUntil: string | null;
  readonly isStopping: boolean;
  /** Without an address where the reader's role has no part in the cure. */
  readonly cure: { readonly href: string | null; readonly label: string };
}
export interface GateView {
  readonly relationId: string;
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly asOf: string;
  readonly isAllowed: boolean;
  readonly reasons: readonly GateReasonView[];
  readonly met: readonly { readonly key: string; readonly text: string }[];
}

/** Names that only some reasons need, looked up when one of them is there. */
export interface Wording {
  readonly ground: GateGround;
  readonly questions: ReadonlyMap<string, string>;
  readonly lang: Lang;
}

/** Reads the questions only when a reason names one. */
export async function loadWording(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  ground: GateGround,
  verdicts: readonly GateVerdict[],
  lang: Lang,
): Promise<Wording> {
  const isNeeded = verdicts.some((verdict) => verdict.reasons.some((r) => r.code === "critical-no"));
  const questions = isNeeded
    ? await readQuestions(executor, deps.templates, ground.organisationId, lang)
    : new Map<string, string>();
  return { ground, questions, lang };
}

async function readQuestions(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  lang: Lang,
): Promise<Map<string, string>> {
  const questions = new Map<string, string>();
  for (const kept of await listTemplates(executor, templates, organisationId, "checklist")) {
    const checklist = Checklist.safeParse(kept.document);
    if (!checklist.success) continue;
    for (const question of checklist.data.questions) questions.set(question.id, question.text[lang]);
  }
  return questions;
}

/** Parameters with names instead of ids and days as they are written in the reader's language. */
function namedParams(reason: GateReason, { ground, questions, lang }: Wording): Params {
  const p = reason.params;
  const w = words[lang];
  const named: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of Object.entries(p))
    named[key] = typeof value === "string" && isValidDay(value) ? formatDay(value, lang) : value;
  const text = (key: string): string => (p[key] === undefined || p[key] === null ? "" : String(p[key]));
  switch (reason.code) {
    case "relation-not-active": {
      const states: Readonly<Record<string, string>> = registryWords[lang].relationStates;
      named["name"] = states[text("state")] ?? text("state");
      break;
    }
    case "scope-outside-ceiling": {
      const sentences = ceilingWords[lang].violations;
      const code = Object.keys(sentences).find((one) => one === text("violation")) as
        | keyof typeof sentences
        | undefined;
      if (code !== undefined && ground.version !== null) {
        named["name"] = sentences[code].what(policyNames(ground.version.index, p, text("clause"), lang));
        // The sentence cites the clause itself.
        named["clause"] = null;
      }
      break;
    }
    case "item-outside-scope":
      named["name"] = ground.version?.index.items.get(text("item"))?.name[lang] ?? text("item");
      break;
    case "clause-insufficient":
    case "confidentiality-insufficient": {
      const states: Readonly<Record<string, string>> = contractWords[lang].clauseState;
      named["name"] =
        ground.library.clauses.find((clause) => clause.id === text("clause"))?.title[lang] ?? text("clause");
      named["stateName"] = states[text("state")] ?? text("state");
      break;
    }
    case "critical-no":
      named["name"] = questions.get(text("question")) ?? text("question");
      break;
    case "foreign-route-missing":
    case "foreign-confirmation-overdue":
    case "foreign-record-missing":
      if (text("country") !== "") named["name"] = formatCountry(text("country"), lang);
      break;
    case "joint-use-matter-missing": {
      const matters: Readonly<Record<string, string>> = w.jointUseMatter;
      named["name"] = matters[text("matter")] ?? text("matter");
      const parts = responsibleParts.filter((part) => text("parts").split(",").includes(part));
      named["partNames"] = parts.map((part) => w.responsiblePart[part]).join(lang === "ja" ? "、" : ", ");
      if (parts.length === 0) named["partNames"] = null;
      break;
    }
    default:
  }
  return named;
}

/** Title and one line of fact. */
export function sayReason(reason: GateReason, wording: Wording): { title: string; detail: string } {
  const { title, detail } = words[wording.lang].reason[reason.code];
  return { title, detail: detail(namedParams(reason, wording)) };
}

/** What a role must hold for the page where a reason is cured. */
function cureNeeds(reason: GateReason, stateOn: string | null): Permission {
  switch (reason.cure) {
    case "relation":
      return stateOn === "draft" ? "relation.write" : "registry.read";
    case "scope":
      return "relation.write";
    case "contract":
    case "clauses":
      return "registry.read";
    case "assessment":
      return "assessment.send";
    case "findings":
    case "conditions":
      return "assessment.read";
    case "subcontractors":
      return !reason.ref ? "record.write" : "registry.read";
    case "joint-use":
      return "policy.read";
    case "foreign":
    case "referral":
    case "confirmation":
    case "told":
      return "record.write";
  }
}

/** The page where a reason is cured. */
export function cureHref(
  reason: GateReason,
  {
    relation,
    contractId,
    assessmentOf,
  }: Pick<RelationFacts, "contractId" | "assessmentOf"> & {
    readonly relation: Pick<RelationFacts["relation"], "id" | "partnerId" | "stateOn">;
  },
): string {
  const base = `/relations/${relation.id}`;
  const ref = reason.ref ?? "";
  switch (reason.cure) {
    case "relation":
      return relation.stateOn === "draft" ? `${base}/confirm` : base;
    case "scope":
      return `${base}/scope`;
    case "contract":
      return `${base}/contract`;
    case "clauses":
      return contractId === null ? `${base}/contract` : `/contracts/${contractId}/clauses`;
    case "assessment":
      return `${base}/assessment/new`;
    case "findings":
      return ref === "" ? "/findings" : `/findings/${ref}`;
    case "conditions": {
      const assessmentId = assessmentOf.get(ref);
      return assessmentId === undefined ? base : `/assessments/${assessmentId}`;
    }
    case "subcontractors":
      return ref === "" ? `${base}/subcontractors/new` : `/subcontractors/${ref}`;
    case "foreign":
      return reason.code === "foreign-confirmation-overdue"
        ? `${base}/foreign?confirm=${ref}`
        : `${base}/foreign`;
    case "joint-use":
      return "/policy#joint-use";
    case "referral":
      return `${base}/referral`;
    case "confirmation":
      return `${base}/confirmation`;
    case "told":
      return `/partners/${relation.partnerId}/told`;
  }
}

export function toGateView(
  verdict: GateVerdict,
  of: RelationFacts,
  wording: Wording,
  reader: Actor,
): GateView {
  const { lang } = wording;
  const w = words[lang];
  return {
    relationId: of.relation.id,
    relationNumber: of.relation.number,
    relationTitle: of.relation.title,
    asOf: verdict.asOf,
    isAllowed: verdict.isAllowed,
    reasons: verdict.reasons.map((reason) => ({
      key: `${reason.code} ${reason.ref ?? ""}`,
      code: reason.code,
      ref: reason.ref,
      ...sayReason(reason, wording),
      basis: reason.basis[lang],
      strength: reason.strength,
      effect: reason.effect,
      mode: reason.mode,
      bindsFrom: reason.bindsFrom,
      deferrableBy: reason.deferrableBy,
      deferredUntil: reason.deferredUntil,
      isStopping: isStopping(reason),
      cure: {
        href: actorCan(reader, cureNeeds(reason, of.relation.stateOn)) ? cureHref(reason, of) : null,
        label: w.cure[reason.cure],
      },
    })),
    met: verdict.met.map((met) => ({ key: met.key, text: w.met[met.key](daysWorded(met.params, lang)) })),
  };
}

const daysWorded = (params: Params, lang: Lang): Params =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === "string" && isValidDay(value) ? formatDay(value, lang) : value,
    ]),
  );
