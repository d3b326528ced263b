import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { Children, cloneElement, isValidElement, type ReactNode, useContext, useRef } from "react";
import { frameOf } from "./http/ladder.server.ts";
import { NonceContext } from "./http/nonce.ts";
import { PageStatusContext } from "./http/page-status.ts";
import type { Lang } from "./i18n/lang.ts";
import { detectLanguage } from "./i18n/language.server.ts";
import { pageTitle, problemWords, words } from "./i18n/words.ts";
import type { Problem } from "./result.ts";
import { LangProvider } from "./ui/lang.tsx";
import { ProblemPage, UnexpectedPage } from "./ui/pages.tsx";
import { styleLinks } from "./ui/styles.ts";

export const links: LinksFunction = () => [
  ...styleLinks,
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Drawn where a page failed, too: then its title says what happened. */
export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const lang = data?.lang ?? "ja";
  if (!error) return [{ title: words[lang].product }];
  const problem = problemOf(error);
  return [
    { title: pageTitle(problem ? problemWords(problem, lang).title : words[lang].unexpectedTitle, lang) },
  ];
};

export async function loader(args: LoaderFunctionArgs) {
  const { requestId } = args.context;
  try {
    const { lang } = await frameOf(args);
    return { lang, requestId };
  } catch {
    // The frame of an error page must not fail itself; the page's own loader says what is wrong.
    return { lang: detectLanguage(args.request), requestId };
  }
}

/** The expected failure that was thrown, or null for a bug. A page that does not exist is not found. */
function problemOf(error: unknown): Problem | null {
  if (!isRouteErrorResponse(error)) return null;
  const problem = (error.data as { problem?: Problem } | null)?.problem;
  return problem ?? (error.status === 404 ? { kind: "not-found" } : null);
}

/** The titles of the page's routes; of a page that was refused, marked so (WCAG 2.4.2, GOV.UK error summary). */
function Titles({ lang }: { lang: Lang }) {
  const status = useContext(PageStatusContext);
  const { key } = useLocation();
  const sent = useRef(key);
  const tags = Meta();
  if (status < 400 || sent.current !== key) return tags;
  return Children.map(tags.props.children as ReactNode, (tag) =>
    isValidElement<{ children?: ReactNode }>(tag) && tag.type === "title"
      ? cloneElement(tag, {}, words[lang].titleError({ title: String(tag.props.children) }))
      : tag,
  );
}

function Page({ lang, children }: { lang: Lang; children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const status = useContext(PageStatusContext);
  return (
    <html lang={lang} data-status={status} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <Titles lang={lang} />
        <Links />
      </head>
      <body>
        <LangProvider lang={lang}>{children}</LangProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  return <Page lang={data?.lang ?? "ja"}>{children}</Page>;
}

export default function Root() {
  return <Outlet />;
}

/** One page for every problem: what happened, whether anything was recorded, and the way on. */
export function ErrorBoundary() {
  const problem = problemOf(useRouteError());
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <div className="plain public">
      <main id="main">
        {problem ? (
          <ProblemPage problem={problem} homeHref="/" />
        ) : (
          <UnexpectedPage homeHref="/" requestId={data?.requestId} />
        )}
      </main>
    </div>
  );
}
