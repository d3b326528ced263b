export * from "./components/board.tsx";
export * from "./components/clauses.tsx";
export * from "./components/form.tsx";
