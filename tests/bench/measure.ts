/** Milliseconds of one call. */
export async function timed(act: () => unknown): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Median milliseconds of one call over `rounds` rounds of about `roundMs` each, each contender in turn in every round. */
export async function compare(
  contenders: Readonly<Record<string, () => unknown>>,
  { rounds, roundMs }: { readonly rounds: number; readonly roundMs: number },
): Promise<Record<string, number>> {
  const names = Object.keys(contenders);
  const samples = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const act = contenders[name] ?? (() => undefined);
      let calls = 0;
      const from = performance.now();
      while (performance.now() - from < roundMs || calls === 0) {
        await act();
        calls += 1;
      }
      // The first round warms up.
      if (round >= 0) samples.get(name)?.push((performance.now() - from) / calls);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])]));
}

/** Peak resident memory of this process, MB. */
export const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** How a part gives its figures to `run.ts`: one line of JSON on standard output, after everything else. */
export const hand = (figures: unknown): void => {
  process.stdout.write(`\n@@${JSON.stringify(figures)}\n`);
};
