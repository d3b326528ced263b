import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { PageStatusContext } from "./http/page-status.ts";

const status = Number(document.documentElement.dataset["status"] ?? "200");

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageStatusContext.Provider value={status}>
        <RemixBrowser />
      </PageStatusContext.Provider>
    </StrictMode>,
  );
});
