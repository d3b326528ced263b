import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { createElement, type ReactNode } from "react";
import * as entry from "#app/entry.server.tsx";

/**
 * The least that Remix can do for a page with a table: one root, one route, rows that are constants, the product's own
 * entry. `rows` and `columns` are those of the page it stands beside.
 */
export interface BareRow {
  readonly href: string;
  readonly cells: readonly string[];
}

/** An element of a page that was rendered before: name, attributes as React writes them, what is inside. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: (Element | string)[];
}

const VOID = new Set(["input", "br", "hr", "img", "meta", "link", "path", "circle", "rect", "line"]);
const NAMES: Readonly<Record<string, string>> = {
  class: "className",
  for: "htmlFor",
  colspan: "colSpan",
  checked: "defaultChecked",
  value: "defaultValue",
  "stroke-width": "strokeWidth",
  "stroke-linecap": "strokeLinecap",
  "stroke-linejoin": "strokeLinejoin",
  "fill-rule": "fillRule",
  "clip-rule": "clipRule",
  autocomplete: "autoComplete",
  maxlength: "maxLength",
  accesskey: "accessKey",
  enterkeyhint: "enterKeyHint",
  spellcheck: "spellCheck",
};
const decode = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

/** Reads HTML that React wrote: well formed, every attribute quoted. */
export function readHtml(html: string): Element[] {
  const top: Element = { name: "", attributes: {}, inside: [] };
  const open = [top];
  for (const [, closing, name = "", attributes = "", text] of html
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi)) {
    const here = open.at(-1) ?? top;
    if (text !== undefined) here.inside.push(decode(text));
    else if (closing) open.pop();
    else {
      const found = [...attributes.matchAll(/([a-z:-]+)="([^"]*)"/gi)].filter(
        ([, key = ""]) => key !== "style" && key !== "selected" && !key.includes(":"),
      );
      const element: Element = {
        name,
        attributes: Object.fromEntries(
          found.map(([, key = "", value = ""]) => [NAMES[key] ?? key, decode(value)]),
        ),
        inside: [],
      };
      here.inside.push(element);
      if (!VOID.has(name) && !attributes.endsWith("/")) open.push(element);
    }
  }
  return top.inside.filter((one) => typeof one !== "string");
}

function build(element: Element | string, key: number): ReactNode {
  if (typeof element === "string") return element;
  const { name, attributes, inside } = element;
  const children = inside.map(build);
  return createElement(name, { ...attributes, key }, ...children);
}

type LinkedBy = "link" | "anchor";
interface Bare {
  readonly rows: readonly BareRow[];
  readonly linkedBy: LinkedBy;
}

function Row({ href, cells, linkedBy }: BareRow & { readonly linkedBy: LinkedBy }) {
  const [first, ...others] = cells;
  return (
    <tr>
      <th scope="row">{linkedBy === "link" ? <Link to={href}>{first}</Link> : <a href={href}>{first}</a>}</th>
      {others.map((cell, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
        <td key={i}>{cell}</td>
      ))}
    </tr>
  );
}

function Page() {
  const { rows, linkedBy } = useLoaderData<Bare>();
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <Row key={row.href} {...row} linkedBy={linkedBy} />
        ))}
      </tbody>
    </table>
  );
}

/** The same elements as the page it stands beside, made anew for each request. */
let shown: readonly Element[] = [];
function Same() {
  useLoaderData<Bare>();
  return <>{shown.map(build)}</>;
}

function Root() {
  return (
    <html lang="ja">
      <head>
        <title>bare</title>
      </head>
      <body>
        <Outlet />
      </body>
    </html>
  );
}

/** With `same`, the page shows those elements instead of a table of its own. */
export function bareHandler(rows: readonly BareRow[], linkedBy: LinkedBy, same?: readonly Element[]) {
  if (same) shown = same;
  const routeOf = (id: string, parentId?: string, path?: string) => ({
    id,
    ...(parentId === undefined ? {} : { parentId }),
    ...(path === undefined ? {} : { path }),
  });
  const assetOf = (id: string, hasLoader: boolean) => ({
    id,
    path: id === "root" ? "" : id,
    module: `/assets/${id}.js`,
    hasAction: false,
    hasLoader,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: false,
    ...(id === "root" ? {} : { parentId: "root" }),
  });
  const build: ServerBuild = {
    mode: "production",
    entry: { module: entry },
    routes: {
      root: { ...routeOf("root", undefined, ""), module: { default: Root } },
      list: {
        ...routeOf("list", "root", "list"),
        module: { default: same ? Same : Page, loader: (): Bare => ({ rows, linkedBy }) },
      },
    },
    assets: {
      entry: { module: "/assets/entry.js", imports: [] },
      routes: { root: assetOf("root", false), list: assetOf("list", true) },
      url: "/assets/manifest.js",
      version: "1",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
    isSpaMode: false,
  };
  return createRequestHandler(build, "production");
}
