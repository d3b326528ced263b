import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { anybody } from "#app/http/ladder.server.ts";
import { words as i18n } from "#app/i18n/words.ts";
import { getOwnOrganisation } from "#app/modules/access/services.server.ts";
import { staffNavigation } from "#app/modules/home/components.tsx";
import { DoneBanner } from "#app/modules/home/done.tsx";
import { frameWords } from "#app/modules/home/frame-words.ts";
import { countMine } from "#app/modules/home/services.server.ts";
import { DirectorFrame, StaffFrame } from "#app/ui/frames.tsx";
import { useLang } from "#app/ui/lang.tsx";

/** The frame only: every page and act below guards itself. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, signedIn, lang } = await anybody(args);
  const { actor } = signedIn;
  if (!actor) throw redirect("/choose");
  if (actor.kind !== "staff") return null;
  const organisation = await getOwnOrganisation(deps, actor);
  return {
    lang,
    role: actor.role,
    person: actor.name,
    organisation: organisation.name,
    isDemonstration: organisation.isDemonstration,
    counts: await countMine(deps, actor),
  };
}

export default function StaffArea() {
  const data = useLoaderData<typeof loader>();
  const lang = useLang();
  const { pathname, search } = useLocation();
  // A partner's person gets the page's own answer (not found) in a bare frame: the area does not show itself.
  if (!data) return <Outlet />;
  const common = {
    organisation: data.organisation,
    language: { action: "/language", back: pathname + search },
    homeHref: "/home",
    person: { name: data.person, settingsHref: "/account", signOutAction: "/sign-out" },
    flash: <DoneBanner />,
    footNote: data.isDemonstration ? i18n[lang].fictionalNote : undefined,
  };
  const nav = frameWords[lang].nav;
  if (data.role === "director") {
    return (
      <DirectorFrame
        {...common}
        links={[
          { href: "/home", label: nav.decisions, current: pathname === "/home" },
          { href: "/partners", label: nav.partners, current: pathname.startsWith("/partners") },
          { href: "/reports", label: nav.reports, current: pathname.startsWith("/reports") },
          { href: "/audit", label: nav.audit, current: pathname.startsWith("/audit") },
        ]}
      >
        <Outlet />
      </DirectorFrame>
    );
  }
  return (
    <StaffFrame
      {...common}
      searchAction={data.role === "administrator" ? undefined : "/search"}
      navigation={staffNavigation(data.role, pathname, data.counts, lang)}
    >
      <Outlet />
    </StaffFrame>
  );
}
