import type { ClauseCheck } from "./clauses.ts";
import type { ContractTerms } from "./terms.ts";

/** What is counted of contracts: whole, over all time, with every check of their clauses. */
export interface ContractFact {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly relationIds: readonly string[];
  readonly terms: ContractTerms;
  readonly checks: readonly ClauseCheck[];
}
