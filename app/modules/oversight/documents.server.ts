import type { DocumentSpec } from "#app/documents/spec.ts";
import type { PrintedDecision } from "#app/ports.ts";
import {
  annexBlocks,
  custodyBlocks,
  findingBlocks,
  planBlocks,
} from "./documents/custody-sections.server.ts";
import { contractBlocks, overdueBlocks, subcontractorBlocks } from "./documents/duty-sections.server.ts";
import { coverBlocks, summaryBlocks } from "./documents/front.server.ts";
import { fiscalYear, makeKit } from "./documents/kit.server.ts";
import { resultsBlocks, scopeBlocks } from "./documents/people-sections.server.ts";
import { signOffBlocks } from "./documents/sign-off.server.ts";
import type { FrozenReport } from "./documents/wording.server.ts";

export { type FrozenReport, freezeReport } from "./documents/wording.server.ts";

/** The annual oversight report as a document: the frozen model plus what the circulation adds. */
export function oversightDocument(frozen: FrozenReport, printed: PrintedDecision): DocumentSpec {
  const kit = makeKit(frozen);
  const { report } = frozen;
  const { w, lang } = kit;
  const organisation =
    lang === "en" ? (report.organisation.nameEn ?? report.organisation.name) : report.organisation.name;
  const year = w.yearOf({ year: report.fiscalYear });
  const version = w.version({ round: printed.round });
  return {
    meta: {
      title: `${w.title} ${fiscalYear(kit)}`,
      author: organisation,
      subject: report.number,
      lang,
      createdAt: printed.drawnAt,
      id: `${report.number} ${printed.round} ${printed.stage} ${printed.modelHash}`,
    },
    frame: {
      headLeft: w.shortTitle({ year }),
      headRight: organisation,
      footLeft: `${report.number}　${version}`,
      footRight: w.restricted,
      draft: printed.stage !== "decided",
    },
    blocks: [
      ...coverBlocks(kit, printed),
      ...summaryBlocks(kit, printed),
      ...scopeBlocks(kit),
      ...resultsBlocks(kit),
      ...overdueBlocks(kit),
      ...contractBlocks(kit),
      ...subcontractorBlocks(kit),
      ...custodyBlocks(kit),
      ...findingBlocks(kit),
      ...planBlocks(kit),
      ...annexBlocks(kit),
      ...signOffBlocks(kit, printed),
    ],
    ...(frozen.blocks ? { words: frozen.blocks } : {}),
    ...(printed.stage === "decided"
      ? {
          seal: {
            name: organisation,
            reason: w.sealReason({ title: `${w.title} ${report.number}` }),
            signedAt: printed.drawnAt,
            description: w.sealDescription,
          },
        }
      : {}),
  };
}
