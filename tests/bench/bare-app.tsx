import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import * as entry from "#app/entry.server.tsx";

/**
 * The least that Remix can do for a page with a table: one root, one route, rows that are constants, the product's own
 * entry. `rows` and `columns` are those of the page it stands beside.
 */
export interface BareRow {
  readonly href: string;
  readonly cells: readonly string[];
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

export function bareHandler(rows: readonly BareRow[], linkedBy: LinkedBy) {
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
        module: { default: Page, loader: (): Bare => ({ rows, linkedBy }) },
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
