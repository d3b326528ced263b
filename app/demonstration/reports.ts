import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import { findCirculation } from "#app/modules/decisions/fragments.server.ts";
import { noInput } from "#app/modules/decisions/rules/circulation.ts";
import { actOnCirculation } from "#app/modules/decisions/services/act.server.ts";
import {
  draftReport,
  getReport,
  reviseReport,
  submitReport,
} from "#app/modules/oversight/services/reports.server.ts";
import type { Deps, StaffActor } from "#app/ports.ts";
import { must, type Story } from "./story.ts";

export interface ReportStory {
  readonly story: Story;
  readonly fiscalYear: number;
  /** The day it is drafted; the rest follows within two weeks. */
  readonly draftedOn: Day;
  readonly opinion: string;
  readonly plan: readonly { readonly focus: string; readonly goal: string; readonly owner: string }[];
  /** The privacy manager sends it back once. */
  readonly returnedFor?: string;
  /** How far it gets. */
  readonly until: "decided" | "reviewed";
  readonly office: StaffActor;
  readonly manager: StaffActor;
  readonly director: StaffActor;
  readonly password: string;
  readonly minutes?: string;
}

/** One annual report on its way: 起案, 審査 (returned once when told so), 決裁, 理事会報告. */
export function reportOn(told: ReportStory): void {
  const { story, draftedOn } = told;
  let reportId = "";
  let circulationId = "";
  const submit = async (deps: Deps) => {
    const { row } = must(await getReport(deps, told.office, reportId), "report");
    circulationId = must(
      await submitReport(deps, told.office, {
        reportId,
        revision: row.revision,
        reviewerId: told.manager.personId,
        deciderId: told.director.personId,
        isImportant: false,
        reason: "",
        once: "",
      }),
      "submit report",
    ).circulationId;
  };
  const act = async (
    deps: Deps,
    actor: StaffActor,
    event: "pass" | "return" | "approve" | "report-to-board",
    more: object = {},
  ) => {
    const row = await findCirculation(deps.db.read, actor.organisationId, circulationId);
    if (!row) throw new Error("the circulation is gone");
    must(
      await actOnCirculation(deps, actor, {
        circulationId,
        revision: row.revision,
        event,
        act: noInput,
        password: told.password,
        board: null,
        once: "",
        ...more,
      }),
      event,
    );
  };
  story.at(draftedOn, async (deps) => {
    ({ reportId } = must(
      await draftReport(deps, told.office, { fiscalYear: told.fiscalYear, language: "ja", once: "" }),
      "draft report",
    ));
    const { row } = must(await getReport(deps, told.office, reportId), "report");
    must(
      await reviseReport(deps, told.office, {
        reportId,
        revision: row.revision,
        opinion: told.opinion,
        plan: told.plan,
      }),
      "opinion",
    );
  });
  story.at(addDays(draftedOn, 2), submit);
  let passOn = addDays(draftedOn, 5);
  if (told.returnedFor) {
    const reason = told.returnedFor;
    story.at(addDays(draftedOn, 4), (deps) =>
      act(deps, told.manager, "return", { act: { ...noInput, reason } }),
    );
    story.at(addDays(draftedOn, 6), submit);
    passOn = addDays(draftedOn, 8);
  }
  story.at(passOn, (deps) =>
    act(deps, told.manager, "pass", { act: { ...noInput, reason: "適当と認める。" } }),
  );
  if (told.until === "reviewed") return;
  const decidedOn = addDays(passOn, 3);
  story.at(decidedOn, (deps) => act(deps, told.director, "approve"));
  if (told.minutes) {
    const minutesNumber = told.minutes;
    const reportedOn = addDays(decidedOn, 12);
    story.at(addDays(reportedOn, 1), (deps) =>
      act(deps, told.office, "report-to-board", { board: { reportedOn, minutesNumber } }),
    );
  }
}
