import { getOwnCompany, getOwnOrganisation } from "#app/modules/access/services/organisation.server.ts";
import type { Deps } from "#app/ports.ts";
import { doneSentence } from "../done-words.ts";
import type { AreaFrameData } from "../rules/frame.ts";
import { countMine, type Person } from "./tasks.server.ts";

/** What the frame around the pages of an area shows; `done` is the code in the address after an act. */
export async function readFrame(deps: Deps, actor: Person, done: string | null): Promise<AreaFrameData> {
  const organisation = await getOwnOrganisation(deps, actor);
  const common = {
    person: actor.name,
    organisation: organisation.name,
    isDemonstration: organisation.isDemonstration,
    done: doneSentence(actor.lang, done),
  };
  if (actor.kind === "staff") {
    return { kind: "staff", role: actor.role, counts: await countMine(deps, actor), ...common };
  }
  const company = await getOwnCompany(deps, actor);
  return { kind: "partner", role: actor.role, company: company.name, ...common };
}
