import { expect, test } from "vitest";
import { actorCan, can, permissions, reachesDepartment } from "#app/modules/access/rules.ts";
import { denied, judgePassword } from "#app/modules/access/services/common.server.ts";
import { type Actor, partnerRoles, type Role, staffRoles } from "#app/ports.ts";

const roles: readonly Role[] = [...staffRoles, ...partnerRoles, "system"];

test("who may do what: changing a cell changes this table", () => {
  const table = Object.fromEntries(
    roles.map((role) => [role, permissions.filter((permission) => can(role, permission)).join(" ")]),
  );
  expect(table).toMatchSnapshot();
});

test("no role of a partner holds a permission of the organisation, and none of the organisation a partner's", () => {
  for (const permission of permissions) {
    const isOwn = permission.startsWith("own.");
    for (const role of partnerRoles)
      if (!isOwn) expect(can(role, permission), `${role} ${permission}`).toBe(false);
    for (const role of staffRoles)
      if (isOwn) expect(can(role, permission), `${role} ${permission}`).toBe(false);
  }
});

test("the administrator holds no business permission, the auditor writes nothing", () => {
  const held = (role: Role) => permissions.filter((permission) => can(role, permission));
  expect(held("administrator")).toEqual([
    "deputy.name",
    "policy.read",
    "audit.verify",
    "person.manage",
    "organisation.settings",
  ]);
  expect(held("auditor").every((permission) => /\.read$|\.verify$|^export\./.test(permission))).toBe(true);
});

test("nobody both drafts and decides a report, and only the director decides", () => {
  for (const role of staffRoles) {
    expect(
      ["report.draft", "report.review", "report.decide"].filter((p) => can(role, p as never)).length,
    ).toBeLessThan(2);
    expect(can(role, "report.decide")).toBe(role === "director");
  }
});

const common = {
  personId: "p",
  name: "だれか(架空)",
  organisationId: "o",
  lang: "ja",
  authenticatedAt: "2026-11-24T00:00:00.000Z",
} as const;
const partner: Actor = { kind: "partner", ...common, partnerId: "c", role: "respondent" };
const clerk: Actor = { kind: "staff", ...common, role: "department", title: null, department: "供給課" };

test("a partner cannot tell forbidden from unknown; staff is told", () => {
  expect(denied(partner, "registry.read")).toEqual({ ok: false, problem: { kind: "not-found" } });
  expect(denied(clerk, "report.decide")).toEqual({ ok: false, problem: { kind: "forbidden" } });
  expect(denied(clerk, "custody.write")).toBeNull();
  expect(actorCan({ kind: "system", name: "x", organisationId: "o", lang: "ja" }, "report.decide")).toBe(
    true,
  );
});

test("department staff reach their own department only", () => {
  expect(reachesDepartment(clerk, "供給課")).toBe(true);
  expect(reachesDepartment(clerk, "共済課")).toBe(false);
  expect(reachesDepartment({ ...clerk, department: null }, "供給課")).toBe(false);
  expect(reachesDepartment({ ...clerk, role: "office" }, "共済課")).toBe(true);
});

test.each([
  ["11 characters", "a".repeat(11), "too-short"],
  ["12 characters", "a".repeat(12), null],
  ["12 kanji outside the basic plane", "𠮷".repeat(12), null],
  ["6 of them", "𠮷".repeat(6), "too-short"],
  ["128 characters", "a".repeat(128), null],
  ["129 characters", "a".repeat(129), "too-long"],
])("a password of %s", (_, given, code) => {
  const judged = judgePassword(given);
  expect(judged === null ? null : judged.problem).toEqual(
    code === null
      ? null
      : expect.objectContaining({ kind: "invalid", fields: [expect.objectContaining({ code })] }),
  );
});
