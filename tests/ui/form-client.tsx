import { hydrateRoot } from "react-dom/client";
import { FormPage } from "./form-page.tsx";

const root = document.getElementById("root");
if (root) {
  hydrateRoot(root, <FormPage />, {
    onRecoverableError: (error) => {
      document.title = `hydration: ${String(error)}`;
    },
  });
  document.documentElement.dataset["ready"] = "";
}
