import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, need } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { Notice, VersionTable } from "#app/modules/policy/components.tsx";
import { readPublicPolicy } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang, url } = await frameOf(args);
  const asOf = readAsOf(url.searchParams.get("asOf"));
  return { lang, ...need(await readPublicPolicy(deps, asOf ?? undefined)) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].public.noticesTitle, lang) }];
};

export default function Notices() {
  const { organisation, policy, evaluations, versions } = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang].public;
  const version = versions.find((one) => one.validFrom === policy.validFrom) ?? versions[0];
  return (
    <>
      <PageHead
        title={w.noticesTitle}
        facts={version ? [w.postedSince({ day: formatDay(version.validFrom, lang) })] : []}
      />
      <p className="notice-lead">
        <Named>{w.noticesLead({ organisation })}</Named>
      </p>
      {evaluations.length === 0 ? <EmptyState title={w.none} /> : null}
      {evaluations.length > 1 ? (
        <nav aria-label={w.contents} className="mt-3">
          <ul>
            {evaluations.map((evaluation) => (
              <li key={evaluation.group}>
                <a href={`#notice-${evaluation.group}`}>
                  {policy.jointUseGroups.find((group) => group.id === evaluation.group)?.name[lang]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {evaluations.map((evaluation) => (
        <Section
          key={evaluation.group}
          id={evaluation.group}
          title={policy.jointUseGroups.find((group) => group.id === evaluation.group)?.name[lang] ?? ""}
        >
          <Notice policy={policy} evaluation={evaluation} organisation={organisation} level={3} />
        </Section>
      ))}
      <Section id="contact" title={w.contact}>
        <p>
          <a href="/desks">{w.contactGo}</a>
        </p>
      </Section>
      <Section id="postings" title={w.postings}>
        <VersionTable versions={versions} hrefOf={(from) => `/notices?asOf=${from}`} />
      </Section>
    </>
  );
}
