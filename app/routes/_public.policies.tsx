import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, need } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { PolicyText, VersionTable } from "#app/modules/policy/components.tsx";
import { readPublicPolicy } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { Banner } from "#app/ui/banner.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang, url } = await frameOf(args);
  const asOf = readAsOf(url.searchParams.get("asOf"));
  return { lang, ...need(await readPublicPolicy(deps, asOf ?? undefined)) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].public.policyTitle, lang) }];
};

export default function PublicPolicies() {
  const { policy, versions, day, today } = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang].public;
  return (
    <>
      <PageHead title={policy.title[lang]} />
      {day === today ? null : (
        <Banner is="attention">
          <p>
            {w.olderOn({ day: formatDay(day, lang) })} <a href="/policies">{w.current}</a>
          </p>
        </Banner>
      )}
      <PolicyText policy={policy} level={2} />
      <Section id="history" title={w.history}>
        <ul>
          {policy.revisions.map((revision) => (
            <li key={revision.on}>
              {formatDay(revision.on, lang, { era: true })}{" "}
              {revision.kind === "enacted" ? w.enacted : w.revised}
            </li>
          ))}
        </ul>
        <p className="mt-3">
          {policy.organisation.name[lang]}
          <span className="br">
            {policy.signatory.title[lang]} {policy.signatory.name[lang]}
          </span>
        </p>
        <VersionTable versions={versions} hrefOf={(from) => `/policies?asOf=${from}`} />
      </Section>
    </>
  );
}
