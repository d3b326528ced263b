import { useSearchParams } from "@remix-run/react";
import { Banner } from "#app/ui/banner.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { doneWords } from "./done-words.ts";

/** After a redirect: what was recorded. Only known codes are worded; anything else in the address shows nothing. */
export function DoneBanner() {
  const lang = useLang();
  const [search] = useSearchParams();
  const code = search.get("done");
  if (!code) return null;
  const text = doneWords(lang)[code];
  if (!text) return null;
  return (
    <Banner is="good" live>
      {text}
    </Banner>
  );
}
