import { listed } from "#app/contribution.ts";
import { addDays, tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import { type Contribution, partnerRoles, type TaskAsked, type TaskKind } from "#app/ports.ts";
import { listCertificatesIn, listLotsDue, listUnacknowledgedLots } from "./queries/tasks.server.ts";
import { search } from "./services/search.server.ts";
import { relationsOf } from "./services/touched.server.ts";
import { logWords } from "./words/log.ts";
import { taskWords } from "./words/tasks.ts";

type Lots = Awaited<ReturnType<typeof listLotsDue>>;

const lotRows = (found: Lots, asked: TaskAsked, dueOn: (lot: Lots["rows"][number]) => string | null) =>
  listed(found, (lot) => ({
    whom: asked.partnerId === null ? lot.currentName : "",
    about: `${lot.dataName} ${lot.number}`,
    dueOn: dueOn(lot),
    sinceOn: lot.openedOn,
    href: asked.partnerId === null ? `/lots/${lot.id}` : `/company/lots/${lot.id}`,
  }));

const unacknowledged: TaskKind["find"] = async (executor, asked) =>
  lotRows(await listUnacknowledgedLots(executor, asked), asked, () => null);

const certificatesIn =
  (state: string, href: (certificate: { id: string; lotId: string }) => string): TaskKind["find"] =>
  async (executor, asked) =>
    listed(await listCertificatesIn(executor, asked, state), (row) => ({
      whom: asked.partnerId === null ? row.currentName : "",
      about: `${row.dataName} ${row.number}`,
      sinceOn: tokyoDayOrNull(row.filedAt),
      href: href(row),
    }));

export const tasks = {
  "lot-overdue": {
    roles: ["office", "department", ...partnerRoles],
    place: "custody",
    words: taskWords["lot-overdue"],
    find: async (executor, asked) =>
      lotRows(
        await listLotsDue(executor, asked, { from: null, to: addDays(asked.today, -1) }),
        asked,
        (lot) => lot.dueOn,
      ),
  },
  "lot-due": {
    roles: ["office", "department", ...partnerRoles],
    place: "custody",
    words: taskWords["lot-due"],
    find: async (executor, asked) =>
      lotRows(
        await listLotsDue(executor, asked, { from: asked.today, to: asked.soon }),
        asked,
        (lot) => lot.dueOn,
      ),
  },
  "lot-to-acknowledge": {
    roles: partnerRoles,
    place: "custody",
    words: taskWords["lot-to-acknowledge"],
    find: unacknowledged,
  },
  "lot-unacknowledged": {
    roles: ["office", "department"],
    place: "custody",
    isWaiting: true,
    words: taskWords["lot-unacknowledged"],
    find: unacknowledged,
  },
  "certificate-to-decide": {
    roles: ["office", "department"],
    place: "custody",
    words: taskWords["certificate-to-decide"],
    find: certificatesIn("filed", ({ id }) => `/certificates/${id}`),
  },
  "certificate-returned": {
    roles: partnerRoles,
    place: "custody",
    words: taskWords["certificate-returned"],
    find: certificatesIn("returned", ({ lotId }) => `/company/lots/${lotId}/certificate`),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "custody", tasks, log, relationsOf, search };
