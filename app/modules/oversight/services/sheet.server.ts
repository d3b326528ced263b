import type { Lang, Text } from "#app/i18n/lang.ts";
import { departmentOf, reachesDepartment } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { isValidDay, todayOf } from "#app/modules/calendar/rules/day.ts";
import { checkGates } from "#app/modules/custody/services/gate.server.ts";
import { listPolicies } from "#app/modules/policy/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, invalid, ok, type Result } from "#app/result.ts";
import { sheetDocument } from "../documents/sheet.server.ts";
import type { OversightFacts } from "../rules/facts.ts";
import { stateOn } from "../rules/position.ts";
import { buildPartnerSheet, type PartnerSheet } from "../rules/sheet.ts";
import { words } from "../words/paper.ts";
import { loadOversightFacts, loadSheetExtras } from "./facts.server.ts";

/** Only what concerns one partner, and for department staff only the relations of their department. */
function only(facts: OversightFacts, actor: Actor, partnerId: string): OversightFacts {
  const relations = facts.relations.filter(
    (r) => r.partnerId === partnerId && reachesDepartment(actor, r.department),
  );
  const ids = new Set(relations.map((r) => r.id));
  const mine = <T extends { readonly relationId: string }>(rows: readonly T[]) =>
    rows.filter((row) => ids.has(row.relationId));
  return {
    ...facts,
    partners: facts.partners.filter((p) => p.id === partnerId),
    relations,
    contracts: facts.contracts.filter((c) => c.relationIds.some((id) => ids.has(id))),
    assessments: mine(facts.assessments),
    findings: mine(facts.findings),
    deferrals: mine(facts.deferrals),
    subcontractors: mine(facts.subcontractors),
    lots: mine(facts.lots),
  };
}

/** The partner's story out of its dated rows, oldest first. */
function eventsOf(
  facts: OversightFacts,
  asOf: string,
  lang: Lang,
): { on: string; kind: string; text: string }[] {
  const w = words[lang];
  const stop = lang === "ja" ? "　" : " ";
  const events = [
    ...facts.relations.flatMap((r) =>
      r.states
        .filter((s) => s.state === "active" || s.state === "ended" || s.state === "closed")
        .map((s) => ({
          on: s.validFrom,
          kind: "relation",
          text: `${s.state === "active" ? w.storyActive : w.storyEnded}${stop}${r.title}（${r.number}）`,
        })),
    ),
    ...facts.contracts.map((c) => ({
      on: c.terms.startsOn,
      kind: "contract",
      text: `${w.storyContract}${stop}${c.title}`,
    })),
    ...facts.assessments.flatMap((a) =>
      a.concludedOn === null
        ? []
        : [{ on: a.concludedOn, kind: "assessment", text: `${w.storyAssessment}${stop}${a.grade ?? ""}` }],
    ),
    ...facts.findings.flatMap((f) => [
      { on: f.raisedOn, kind: "finding", text: `${w.storyFinding}${stop}${f.title}` },
      ...(f.closedOn === null
        ? []
        : [{ on: f.closedOn, kind: "finding", text: `${w.storyClosed}${stop}${f.title}` }]),
    ]),
    ...facts.lots.map((l) => ({
      on: l.openedOn,
      kind: "lot",
      text: `${w.storyLot}${stop}${l.dataName}（${l.number}）`,
    })),
  ];
  return events.filter((e) => e.on <= asOf).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export async function readPartnerSheet(
  deps: Deps,
  actor: Actor,
  input: { readonly partnerId: string; readonly asOf?: string; readonly language: Lang },
): Promise<Result<{ readonly sheet: PartnerSheet; readonly facts: OversightFacts }>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const today = todayOf(deps);
  const asOf: string = input.asOf ?? today;
  const isDay: boolean = isValidDay(asOf);
  if (!isDay) return invalid({ path: "asOf", code: "day-invalid", params: { value: asOf.slice(0, 40) } });
  const extras = await loadSheetExtras(deps.db.read, actor.organisationId, input.partnerId, asOf);
  if (!extras) return fail({ kind: "not-found" });
  const facts = only(
    await loadOversightFacts(deps.db.read, deps.templates, actor.organisationId, asOf),
    actor,
    input.partnerId,
  );
  const relations = facts.relations.filter((r) => stateOn(r, asOf) !== null);
  if (relations.length === 0 && departmentOf(actor) !== null) return fail({ kind: "not-found" });
  const gates = await checkGates(
    deps,
    actor,
    relations.map((r) => r.id),
    asOf,
  );
  const sheet = buildPartnerSheet(
    facts,
    {
      ...extras,
      gates: gates.ok
        ? new Map(
            [...gates.value].map(([id, g]) => [
              id,
              {
                isAllowed: g.isAllowed,
                reasons: g.reasons.length,
                deferred: g.reasons.filter((r) => r.deferredUntil !== null).length,
              },
            ]),
          )
        : new Map(),
      events: eventsOf(facts, asOf, input.language),
    },
    { partnerId: input.partnerId, language: input.language, asOf },
  );
  return sheet ? ok({ sheet, facts }) : fail({ kind: "not-found" });
}

/** 取引先個票 as PDF. */
export async function drawPartnerSheet(
  deps: Deps,
  actor: Actor,
  input: { readonly partnerId: string; readonly asOf?: string; readonly language: Lang },
): Promise<Result<{ readonly bytes: Buffer; readonly name: string }>> {
  const read = await readPartnerSheet(deps, actor, input);
  if (!read.ok) return read;
  const { sheet, facts } = read.value;
  const policies = await listPolicies(deps.db.read, actor.organisationId);
  const policy = (policies.find((p) => p.validFrom <= sheet.asOf) ?? policies[0])?.policy;
  const names = (rows: readonly { id: string; name: Text }[] | undefined) =>
    new Map((rows ?? []).map((row) => [row.id, row.name]));
  const paper = await deps.paper.render(
    sheetDocument(
      sheet,
      {
        subjects: names(policy?.subjects),
        items: names(policy?.items),
        purposes: names(policy?.purposes),
        blocks: new Map(facts.blockMarks.map((b) => [b.block, b.title])),
      },
      deps.now().toISOString(),
    ),
  );
  return ok({ bytes: paper.bytes, name: `${sheet.partner.number}-${sheet.asOf}.pdf` });
}
