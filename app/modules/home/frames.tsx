import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { words as i18n } from "#app/i18n/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { DirectorFrame, PartnerFrame, StaffFrame } from "#app/ui/frames.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { staffNavigation } from "./components.tsx";
import { frameWords } from "./frame-words.ts";
import type { AreaFrameData, CommonData, PartnerFrameData, StaffFrameData } from "./rules/frame.ts";

/** The frame of whoever is signed in, by their role. */
export function AreaFrame({ data, children }: { data: AreaFrameData; children: ReactNode }) {
  return data.kind === "staff" ? (
    <StaffArea data={data}>{children}</StaffArea>
  ) : (
    <PartnerArea data={data}>{children}</PartnerArea>
  );
}

/** Only known codes have a sentence; anything else in the address shows nothing. */
const Flash = ({ text }: { text: string | null }) =>
  text === null ? null : (
    <Banner is="good" live>
      {text}
    </Banner>
  );

function useCommon(data: CommonData) {
  const lang = useLang();
  const { pathname, search } = useLocation();
  return {
    lang,
    pathname,
    common: {
      organisation: data.organisation,
      language: { action: "/language", back: pathname + search },
      person: { name: data.person, settingsHref: "/account", signOutAction: "/sign-out" },
      flash: data.done === null ? undefined : <Flash text={data.done} />,
      footNote: data.isDemonstration ? i18n[lang].fictionalNote : undefined,
    },
  };
}

function StaffArea({ data, children }: { data: StaffFrameData; children: ReactNode }) {
  const { lang, pathname, common } = useCommon(data);
  const nav = frameWords[lang].nav;
  if (data.role === "director") {
    const link = (href: string, label: string) => ({ href, label, current: pathname.startsWith(href) });
    return (
      <DirectorFrame
        {...common}
        homeHref="/home"
        links={[
          link("/home", nav.decisions),
          link("/partners", nav.partners),
          link("/reports", nav.reports),
          link("/audit", nav.audit),
        ]}
      >
        {children}
      </DirectorFrame>
    );
  }
  return (
    <StaffFrame
      {...common}
      homeHref="/home"
      searchAction={data.role === "administrator" ? undefined : "/search"}
      navigation={staffNavigation(data.role, pathname, data.counts, lang)}
    >
      {children}
    </StaffFrame>
  );
}

function PartnerArea({ data, children }: { data: PartnerFrameData; children: ReactNode }) {
  const { lang, pathname, common } = useCommon(data);
  const w = frameWords[lang].company;
  const link = (href: string, label: string) => ({ href, label, current: pathname.startsWith(href) });
  return (
    <PartnerFrame
      {...common}
      homeHref="/company"
      company={data.company}
      from={w.from({ organisation: data.organisation })}
      links={[
        { href: "/company", label: w.home, current: pathname === "/company" },
        {
          ...link("/company/assessments", w.assessments),
          current: /^\/company\/(assessments|findings)\b/.test(pathname),
        },
        link("/company/lots", w.lots),
        link("/company/subcontractors", w.subcontractors),
        ...(data.role === "partner-admin" ? [link("/company/people", w.people)] : []),
      ]}
    >
      {children}
    </PartnerFrame>
  );
}
