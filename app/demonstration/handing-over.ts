import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import { findCertificate, findLot } from "#app/modules/custody/fragments/rows.server.ts";
import { acceptCertificate, fileCertificate } from "#app/modules/custody/services/certificates.server.ts";
import { acknowledgeLot, recordHandOver, recordReturn } from "#app/modules/custody/services/lots.server.ts";
import { openStanding, recordStandingUse } from "#app/modules/custody/services/standing.server.ts";
import type { Deps } from "#app/ports.ts";
import type { CompanySpec, HandOverSpec } from "./companies.ts";
import { type Cast, revisionOf, type Stage, yearStart } from "./stage.ts";
import { must } from "./story.ts";

/** One hand-over and what became of it: acknowledged, returned, disposed of with a certificate, or still out. */
export function handOver(stage: Stage, cast: Cast, company: CompanySpec, spec: HandOverSpec): void {
  const { story } = stage;
  const { office, department, manager } = stage.staff;
  const on = addMonths(yearStart(stage, spec.yearsAgo), spec.month);
  let lotId = "";
  story.at(on, async (deps) => {
    const scope = company.scope[0];
    if (!scope || !cast.person) return;
    lotId = must(
      await recordHandOver(deps, office, {
        relationId: cast.relationId,
        dataName: spec.dataName,
        subjects: [scope.subject],
        items: [...scope.items],
        purposes: [...scope.purposes],
        unit: spec.unit,
        quantity: spec.quantity,
        medium: spec.medium,
        method: spec.method,
        openedOn: on,
        handedByName: department.name,
        receivedByName: cast.person.name,
        dueOn: addDays(on, spec.dueInDays),
        note: null,
        once: "",
      }),
      `${company.slug} hand-over`,
    ).lotId;
  });
  // The youngest hand-over still waits for its acknowledgement.
  if (company.slug !== "long") {
    story.at(addDays(on, 1), async (deps) => {
      if (!cast.person || lotId === "") return;
      must(
        await acknowledgeLot(deps, cast.person, {
          lotId,
          revision: await revisionOf(stage, deps, findLot, lotId),
          note: null,
        }),
        "acknowledge",
      );
    });
  }
  const backOn = addDays(on, Math.max(2, Math.min(spec.dueInDays - 4, 60)));
  const half = Math.floor(spec.quantity / 2);
  if (spec.end === "returned" || spec.end === "both") {
    story.at(backOn, async (deps) => {
      if (!cast.person || lotId === "") return;
      must(
        await recordReturn(deps, office, {
          lotId,
          revision: await revisionOf(stage, deps, findLot, lotId),
          quantity: spec.end === "both" ? half : spec.quantity,
          occurredOn: backOn,
          handedByName: cast.person.name,
          receivedByName: department.name,
          method: spec.method,
          note: null,
          once: "",
        }),
        "return",
      );
    });
  }
  if (spec.end === "disposed" || spec.end === "both" || spec.end === "filed") {
    const quantity = spec.end === "both" ? spec.quantity - half : spec.quantity;
    const filedOn = spec.end === "filed" ? addDays(stage.today, -3) : addDays(backOn, 2);
    story.at(filedOn, async (deps) => {
      const certificateId = await certify(stage, deps, cast, company, lotId, quantity, filedOn, spec);
      if (spec.end === "filed" || certificateId === null) return;
      must(
        await acceptCertificate(deps, manager, {
          certificateId,
          revision: await revisionOf(stage, deps, findCertificate, certificateId),
        }),
        "accept",
      );
    });
  }
}

/** What a company is given all the time, in this fiscal year, month by month. */
export function supply(stage: Stage, cast: Cast, spec: NonNullable<CompanySpec["standing"]>): void {
  const { story } = stage;
  const { office, department } = stage.staff;
  const from = addDays(yearStart(stage, 0), 11);
  let standingId = "";
  story.at(from, async (deps) => {
    if (!cast.person) return;
    standingId = must(
      await openStanding(deps, office, {
        relationId: cast.relationId,
        title: spec.title,
        items: [...spec.items],
        method: spec.method,
        usualVolume: spec.volume,
        unit: "records",
        startsOn: from,
        endsOn: addDays(addMonths(yearStart(stage, 0), 12), -1),
        handedByName: department.name,
        receivedByName: cast.person.name,
        once: "",
      }),
      "standing authorisation",
    ).standingId;
  });
  for (const [index, volume] of spec.months.entries()) {
    const after = addMonths(`${from.slice(0, 7)}-05`, index + 1);
    story.at(after, async (deps) => {
      if (standingId === "") return;
      const month = addMonths(after, -1).slice(0, 7);
      must(await recordStandingUse(deps, office, { standingId, month, volume }), "month");
    });
  }
}

async function certify(
  stage: Stage,
  deps: Deps,
  cast: Cast,
  company: CompanySpec,
  lotId: string,
  quantity: number,
  on: Day,
  spec: HandOverSpec,
): Promise<string | null> {
  if (!cast.person || lotId === "") return null;
  const isPaper = spec.medium === "紙";
  return must(
    await fileCertificate(deps, cast.person, {
      lotId,
      number: `${company.slug.slice(0, 3).toUpperCase()}-${on.replaceAll("-", "")}`,
      issuerName: company.name,
      issuerAddress: "みどり野県みどり野市(架空)",
      issuerResponsible: cast.person.name,
      dataName: spec.dataName,
      quantity,
      mediumDetail: isPaper ? "段ボール箱" : "媒体と作業用の写し",
      serialNumbers: null,
      method: isPaper ? "dissolution" : "wiping",
      place: company.place,
      disposedOn: addDays(on, -1),
      witness: stage.staff.department.name,
      hasNoCopies: true,
      coversBackups: true,
      usedSubcontractor: false,
      subcontractorName: null,
      once: "",
    }),
    "certificate",
  ).certificateId;
}
