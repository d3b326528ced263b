import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { partner } from "#app/http/ladder.server.ts";
import { words as i18n } from "#app/i18n/words.ts";
import { getOwnCompany, getOwnOrganisation } from "#app/modules/access/services.server.ts";
import { DoneBanner } from "#app/modules/home/done.tsx";
import { frameWords } from "#app/modules/home/frame-words.ts";
import { PartnerFrame } from "#app/ui/frames.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  const organisation = await getOwnOrganisation(deps, actor);
  const company = await getOwnCompany(deps, actor);
  return {
    lang,
    company: company.name,
    person: actor.name,
    role: actor.role,
    organisation: organisation.name,
    isDemonstration: organisation.isDemonstration,
  };
}

export default function PartnerArea() {
  const data = useLoaderData<typeof loader>();
  const lang = useLang();
  const { pathname, search } = useLocation();
  const w = frameWords[lang].company;
  const links = [
    { href: "/company", label: w.home, current: pathname === "/company" },
    { href: "/company/lots", label: w.lots, current: pathname.startsWith("/company/lots") },
    {
      href: "/company/subcontractors",
      label: w.subcontractors,
      current: pathname.startsWith("/company/subcontractors"),
    },
    ...(data.role === "partner-admin"
      ? [{ href: "/company/people", label: w.people, current: pathname.startsWith("/company/people") }]
      : []),
  ];
  return (
    <PartnerFrame
      organisation={data.organisation}
      company={data.company}
      from={w.from({ organisation: data.organisation })}
      language={{ action: "/language", back: pathname + search }}
      homeHref="/company"
      person={{ name: data.person, settingsHref: "/account", signOutAction: "/sign-out" }}
      links={links}
      flash={<DoneBanner />}
      footNote={data.isDemonstration ? i18n[lang].fictionalNote : undefined}
    >
      <Outlet />
    </PartnerFrame>
  );
}
