import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { frameOf } from "#app/http/ladder.server.ts";
import { words as i18n } from "#app/i18n/words.ts";
import { findPublicOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { frameWords } from "#app/modules/home/frame-words.ts";
import { PublicFrame } from "#app/ui/frames.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const organisation = await findPublicOrganisation(deps);
  return {
    lang,
    organisation: organisation?.name ?? "",
    isDemonstration: organisation?.isDemonstration ?? false,
  };
}

export default function PublicPages() {
  const { organisation, isDemonstration } = useLoaderData<typeof loader>();
  const lang = useLang();
  const { pathname, search } = useLocation();
  const w = frameWords[lang].public;
  return (
    <PublicFrame
      organisation={organisation}
      language={{ action: "/language", back: pathname + search }}
      links={[
        { href: "/notices", label: w.notices, current: pathname === "/notices" },
        { href: "/policies", label: w.policies, current: pathname === "/policies" },
        { href: "/verify", label: w.verify, current: pathname.startsWith("/verify") },
        { href: "/sign-in", label: w.signIn },
      ]}
      footNote={isDemonstration ? i18n[lang].fictionalNote : undefined}
    >
      <Outlet />
    </PublicFrame>
  );
}
