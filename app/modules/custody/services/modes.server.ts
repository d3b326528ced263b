import type { Deps } from "#app/ports.ts";
import type { Write } from "#db/index.server.ts";
import { hasGateModes, insertGateModes } from "../queries/modes.server.ts";
import type { GateModeFile } from "../rules/gate-modes.ts";

/** The gate's dated modes as rows, once: from then on the organisation's own settings are the truth. */
export async function keepGateModes(
  trx: Write,
  deps: Pick<Deps, "newId" | "now">,
  organisationId: string,
  file: GateModeFile,
): Promise<void> {
  if (await hasGateModes(trx, organisationId)) return;
  await insertGateModes(
    trx,
    file.rules.map(({ code, mode, validFrom, validTo }) => ({
      id: deps.newId(),
      organisationId,
      code,
      mode,
      validFrom,
      validTo,
      recordedAt: deps.now().toISOString(),
      recordedBy: null,
    })),
  );
}
