export * from "./components/board.tsx";
export * from "./components/findings.tsx";
export * from "./components/marks.tsx";
export * from "./components/print.tsx";
export * from "./components/review.tsx";
export * from "./components/section.tsx";
export * from "./components/send.tsx";
export * from "./components/submission.tsx";
