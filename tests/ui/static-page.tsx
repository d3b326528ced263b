import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReactElement } from "react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";
import type { Lang } from "#app/i18n/lang.ts";

const styles = fileURLToPath(new URL("../../app/ui/styles/", import.meta.url));

/** The style sheet as the build makes it: imports replaced by their text. */
export const styleText = (): string =>
  readFileSync(`${styles}index.css`, "utf8").replaceAll(/@import "\.\/([\w-]+\.css)";/g, (_, name: string) =>
    readFileSync(styles + name, "utf8"),
  );

const documentOf = (body: string, lang: Lang, title: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${styleText()}</style></head><body>${body}</body></html>`;

/** A whole document that needs no server. */
export const staticPage = (element: ReactElement, lang: Lang, title: string): string =>
  documentOf(renderToStaticMarkup(element), lang, title);

/** A document whose `#root` a script at `src` takes over. */
export const hydratedPage = (element: ReactElement, lang: Lang, title: string, src: string): string =>
  documentOf(
    `<div id="root">${renderToString(element)}</div><script src="${src}" defer></script>`,
    lang,
    title,
  );
