import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { member } from "#app/http/ladder.server.ts";
import { AreaFrame } from "#app/modules/home/frames.tsx";
import { readFrame } from "#app/modules/home/services/frame.server.ts";

/** The frame only: every page and act below guards itself. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, url } = await member(args);
  return actor.kind === "partner" ? readFrame(deps, actor, url.searchParams.get("done")) : null;
}

export default function PartnerArea() {
  const data = useLoaderData<typeof loader>();
  if (!data) return <Outlet />;
  return (
    <AreaFrame data={data}>
      <Outlet />
    </AreaFrame>
  );
}
