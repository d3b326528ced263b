import type { Deps } from "#app/ports.ts";

/** What the server hands to every loader and action. */
declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly deps: Deps;
    /** The CSP nonce of this response. */
    readonly nonce: string;
    readonly isDevelopment: boolean;
    readonly requestId: string;
    /** The peer's address; X-Forwarded-For only behind a configured proxy. */
    readonly clientAddress: string;
  }
}
