import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { frameOf } from "#app/http/ladder.server.ts";
import { findPublicOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { SignInFrame } from "#app/ui/frames.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps } = await frameOf(args);
  const organisation = await findPublicOrganisation(deps);
  return { organisation: organisation?.name ?? "" };
}

export default function AuthFrame() {
  const { organisation } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  return (
    <SignInFrame organisation={organisation} language={{ action: "/language", back: pathname + search }}>
      <Outlet />
    </SignInFrame>
  );
}
