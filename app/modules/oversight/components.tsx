export * from "./components/digest.tsx";
export * from "./components/reports.tsx";
