import { createContext } from "react";

/** HTTP status of the page that was sent; the browser reads it back from the root element, so that both draw the same. */
export const PageStatusContext = createContext(200);
