import { matchPath } from "@remix-run/react";
import { expect, test } from "vitest";
import { gateCodes, reasonTable } from "#app/modules/custody/rules/gate-table.ts";
import { cureHref } from "#app/modules/custody/services/wording.server.ts";
import { routeTable } from "./table.ts";

/** The page an address leads to; a fixed word wins over a parameter. */
const pageOf = (href: string): string | undefined =>
  Object.keys(routeTable)
    .filter((path) => matchPath(path, new URL(href, "http://portal.invalid").pathname) !== null)
    .sort((a, b) => a.split(":").length - b.split(":").length)[0];

test.each(gateCodes)("the cure of %s is a page that is there, with and without what it is about", (code) => {
  const hrefs = [null, "0b0e5a1c-0000-4000-8000-000000000001"].map((ref) =>
    cureHref(
      {
        code,
        ref,
        params: {},
        basis: { ja: "", en: "" },
        strength: "law",
        effect: "block",
        mode: "apply",
        bindsFrom: null,
        deferrableBy: "none",
        deferredUntil: null,
        cure: reasonTable[code].cure,
      },
      {
        relation: { id: "r", partnerId: "p", stateOn: "active" },
        contractId: ref === null ? null : "c",
        assessmentOf: new Map([[ref ?? "", "a"]]),
      },
    ),
  );
  for (const href of hrefs) expect(routeTable[pageOf(href) ?? ""]?.get, href).toBeTruthy();
});
