import type { ReactNode } from "react";
import { formatCountry, formatDay } from "#app/i18n/format.ts";
import { useLang } from "#app/ui/lang.tsx";
import type { SummaryRow } from "#app/ui/lists.tsx";
import { formatPostalCode } from "../rules/identifiers.ts";
import type { PartnerOnView } from "../services/partner-facts.server.ts";
import { words } from "../words.ts";

export type CompanyProps = Pick<PartnerOnView["partner"], "profile" | "contacts"> &
  Pick<PartnerOnView, "policy" | "toldOn">;

/** What the register keeps of the company itself. */
export function companyRows(p: CompanyProps, lang: "ja" | "en"): readonly SummaryRow[] {
  const w = words[lang];
  const { profile } = p;
  if (!profile) return [{ label: w.page.name, value: w.page.notYet }];
  const address = [
    profile.country === "JP" ? "" : formatCountry(profile.country, lang),
    profile.postalCode === null ? "" : formatPostalCode(profile.postalCode),
    profile.address ?? "",
  ]
    .filter((part) => part !== "")
    .join(" ");
  return [
    {
      label: w.page.name,
      value: profile.name,
      note: [profile.nameEn ?? "", w.page.validFrom({ day: formatDay(profile.validFrom, lang) })]
        .filter((part) => part !== "")
        .join(" ・ "),
    },
    {
      label: w.page.corporateNumber,
      value: profile.corporateNumber ?? profile.noCorporateNumberReason ?? <Unknown />,
      ...(profile.invoiceNumber === null ? {} : { note: `${w.page.invoiceNumber} ${profile.invoiceNumber}` }),
    },
    { label: w.page.address, value: address === "" ? <Unknown /> : address },
    {
      label: w.page.representative,
      value:
        profile.representativeName === null ? (
          <Unknown />
        ) : (
          [profile.representativeTitle, profile.representativeName].filter(Boolean).join(" ")
        ),
    },
    ...(profile.phone === null ? [] : [{ label: w.page.phone, value: profile.phone }]),
  ];
}

export const Unknown = (): ReactNode => <span className="mute">{words[useLang()].page.unknown}</span>;
