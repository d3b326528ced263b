/** `P-0031`, `R-0105`, `L-2026-0007`: the number of a series as it is shown. */
export const numbered = (prefix: string, n: number): string => `${prefix}-${String(n).padStart(4, "0")}`;
