import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { frameOf } from "./http/ladder.server.ts";
import { NonceContext } from "./http/nonce.ts";
import type { Lang } from "./i18n/lang.ts";
import { words } from "./i18n/words.ts";
import type { Problem } from "./result.ts";
import { LangProvider } from "./ui/lang.tsx";
import { NotFoundPage, ProblemPage, UnexpectedPage } from "./ui/pages.tsx";
import { styleLinks } from "./ui/styles.ts";

export const links: LinksFunction = () => [
  ...styleLinks,
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: words.ja.product }];

export async function loader(args: LoaderFunctionArgs) {
  const { lang } = await frameOf(args);
  return { lang };
}

function Page({ lang, children }: { lang: Lang; children: ReactNode }) {
  const nonce = useContext(NonceContext);
  return (
    <html lang={lang} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <Meta />
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
  const error = useRouteError();
  const problem = isRouteErrorResponse(error)
    ? (error.data as { problem?: Problem } | null)?.problem
    : undefined;
  return (
    <div className="plain public">
      <main id="main">
        {problem ? (
          <ProblemPage problem={problem} homeHref="/" />
        ) : isRouteErrorResponse(error) && error.status === 404 ? (
          <NotFoundPage homeHref="/" />
        ) : (
          <UnexpectedPage homeHref="/" />
        )}
      </main>
    </div>
  );
}
