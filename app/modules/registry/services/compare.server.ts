import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Lang } from "#app/i18n/lang.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { listPolicies, parsePolicy } from "#app/modules/policy/fragments.server.ts";
import {
  comparePolicies,
  listLinesPutOutside,
  listNoticesMadeUntrue,
  type PolicyChange,
} from "#app/modules/policy/rules/compare.ts";
import type { PolicyIndex } from "#app/modules/policy/rules/index-policy.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { listRelationsOn, listScopeLinesOn } from "../fragments/relations.server.ts";
import { toLineInput, toScopeContext } from "../rules/scope-input.ts";
import { type ViolationView, viewViolation } from "../words/scope-views.ts";

export interface PolicyChoice {
  readonly key: string;
  /** `version`: one of the organisation's own; `template`: shipped beside them, in force for nobody. */
  readonly kind: "version" | "template";
  readonly title: string;
  readonly edition: number | null;
  readonly validFrom: string;
  readonly isInForce: boolean;
}

export interface Comparison {
  readonly choices: readonly PolicyChoice[];
  readonly from: string;
  readonly to: string;
  readonly changes: readonly PolicyChange[];
  /** Scope lines of relations in use that would newly be outside. */
  readonly outside: readonly {
    readonly relationId: string;
    readonly number: string;
    readonly title: string;
    readonly partnerName: string;
    readonly subject: string;
    readonly violations: readonly ViolationView[];
  }[];
  /** Names of the joint-use groups whose published notice would be untrue. */
  readonly notices: readonly string[];
}

/**
 * Compares two policies: what differs, which scope lines in use the second would put outside, which notices it would make untrue.
 * Without a choice, the version before the present one with the present one, or the present one with a shipped policy.
 */
export async function compareVersions(
  deps: Deps,
  actor: Actor,
  asked: { from: string | null; to: string | null; lang: Lang },
): Promise<Result<Comparison>> {
  const no = denied(actor, "policy.read");
  if (no) return no;
  const { organisationId } = actor;
  const today = todayOf(deps);
  const versions = await listPolicies(deps.db.read, organisationId);
  const own = new Set(versions.map((version) => version.key));
  const indexes = new Map<string, PolicyIndex>(versions.map((version) => [version.key, version.index]));
  const choices: PolicyChoice[] = versions.map((version) => ({
    key: version.key,
    kind: "version",
    title: version.policy.organisation.name[asked.lang],
    edition: version.policy.edition,
    validFrom: version.validFrom,
    isInForce: version.validFrom <= today && (version.validTo === null || version.validTo >= today),
  }));
  for (const template of deps.templates.list("policy")) {
    if (own.has(template.key)) continue;
    const document = canonicalize(template.document) ?? "";
    const index = parsePolicy(createHash("sha256").update(document).digest("hex"), document);
    indexes.set(template.key, index);
    choices.push({
      key: template.key,
      kind: "template",
      title: index.policy.organisation.name[asked.lang],
      edition: index.policy.edition,
      validFrom: index.policy.validFrom,
      isInForce: false,
    });
  }
  const current = choices.find((choice) => choice.isInForce) ?? choices[0];
  if (!current) return fail({ kind: "not-found" });
  const others = choices.filter((choice) => choice.key !== current.key);
  const before = versions.find((version) => version.validFrom < current.validFrom)?.key;
  const known = (key: string | null): string | null => (key !== null && indexes.has(key) ? key : null);
  const from = known(asked.from) ?? before ?? current.key;
  const to = known(asked.to) ?? (from === current.key ? (others[0]?.key ?? current.key) : current.key);
  const fromIndex = indexes.get(from);
  const toIndex = indexes.get(to);
  if (!fromIndex || !toIndex) return fail({ kind: "not-found" });

  const changes = comparePolicies(fromIndex.policy, toIndex.policy);
  const relations = (await listRelationsOn(deps.db.read, organisationId, today)).filter(
    (relation) => relation.state !== "closed",
  );
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const lines = (await listScopeLinesOn(deps.db.read, organisationId, [...byId.keys()], today)).flatMap(
    (line) => {
      const relation = byId.get(line.relationId);
      return relation
        ? [{ relation, line, context: toScopeContext(relation, today), input: toLineInput(line) }]
        : [];
    },
  );
  const { lang } = asked;
  return ok({
    choices,
    from,
    to,
    changes,
    outside: listLinesPutOutside(fromIndex, toIndex, lines).map(
      ({ line: { relation, line }, violations }) => ({
        relationId: relation.id,
        number: relation.number,
        title: relation.title,
        partnerName: relation.partnerName,
        subject: fromIndex.subjects.get(line.subject)?.name[lang] ?? line.subject,
        violations: violations.map((violation) => viewViolation(toIndex, violation, lang)),
      }),
    ),
    notices: listNoticesMadeUntrue(changes).map((id) => fromIndex.groups.get(id)?.group.name[lang] ?? id),
  });
}
