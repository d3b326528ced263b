export * from "./components/deputies.tsx";
export * from "./components/forms.tsx";
export * from "./components/history.tsx";
export * from "./components/inbox.tsx";
export * from "./components/verify.tsx";
