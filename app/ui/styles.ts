import fonts from "@fontsource-variable/noto-sans-jp/index.css?url";
import screen from "./styles/index.css?url";

/** For `links` of the root: the style sheet of every screen, then the self-hosted font subsets (only those used are fetched). */
export const styleLinks: readonly { readonly rel: "stylesheet"; readonly href: string }[] = [
  { rel: "stylesheet", href: screen },
  { rel: "stylesheet", href: fonts },
];
