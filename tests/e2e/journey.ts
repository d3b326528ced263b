import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "#tests/support/browser.ts";
import type { Person } from "./person.ts";
import { createPortal, type Portal, type Walk } from "./support.ts";
import { assess } from "./walk/assessment.ts";
import { audit } from "./walk/audit.ts";
import { handOver, leaveProvider } from "./walk/custody.ts";
import { shareJointly } from "./walk/joint-use.ts";
import { storeWithoutHandling } from "./walk/no-handling.ts";
import { onboard } from "./walk/onboarding.ts";
import { setUp } from "./walk/people.ts";
import { readPolicy } from "./walk/policy.ts";
import { keepRecords } from "./walk/records.ts";
import { refer } from "./walk/referral.ts";
import { report } from "./walk/report.ts";

/** What the people of one journey know of each other's work. */
export interface Journey extends Walk {
  readonly people: Map<string, Person>;
  /** Addresses found on the way, by name. */
  readonly found: Map<string, string>;
}

export const personOf = (journey: Journey, role: string): Person => {
  const person = journey.people.get(role);
  if (!person) throw new Error(`nobody is ${role} yet`);
  return person;
};

export const foundOf = (journey: Journey, name: string): string => {
  const value = journey.found.get(name);
  if (value === undefined) throw new Error(`${name} was not found yet`);
  return value;
};

export const steps: readonly (readonly [string, (journey: Journey) => Promise<void>])[] = [
  ["people come in by mail", setUp],
  ["the policy, its gaps, its joint users", readPolicy],
  ["a contractor is onboarded", onboard],
  ["a joint user is brought into order", shareJointly],
  ["members are referred to a company", refer],
  ["a provider stores without handling", storeWithoutHandling],
  ["a contractor is assessed", assess],
  ["small records turn the gate", keepRecords],
  ["data is handed over, returned, destroyed", handOver],
  ["a provider is left", leaveProvider],
  ["a report is drafted, returned, decided, sealed", report],
  ["the auditor reads it all", audit],
];

/** The whole way, once; the steps build on each other, so that the first broken one ends the journey. */
export function walkTheWay(javaScript: boolean): void {
  let portal: Portal;
  let browser: Browser;
  let journey: Journey;
  let broken: string | null = null;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([createPortal(), launchBrowser()]);
    journey = { portal, browser, javaScript, seen: new Set(), people: new Map(), found: new Map() };
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  for (const [name, step] of steps)
    test(name, async () => {
      expect(broken, "an earlier step of this journey").toBeNull();
      try {
        await step(journey);
      } catch (error) {
        broken = name;
        throw new Error(`${error instanceof Error ? error.stack : String(error)}\n${portal.log()}`);
      }
    });
}
