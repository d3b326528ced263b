import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frameOf, need } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { DeskTable } from "#app/modules/policy/components.tsx";
import { readPublicPolicy } from "#app/modules/policy/services.server.ts";
import { words } from "#app/modules/policy/words.ts";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, lang } = await frameOf(args);
  const { policy } = need(await readPublicPolicy(deps));
  return { lang, policy };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].public.desksTitle, lang) }];
};

export default function Desks() {
  const { policy } = useLoaderData<typeof loader>();
  const lang = useLang();
  const w = words[lang].public;
  return (
    <>
      <PageHead title={w.desksTitle} />
      <p className="notice-lead">{w.desksLead}</p>
      <DeskTable policy={policy} />
      <p className="hint mt-2">{w.deskNote}</p>
      <Section id="kinds" title={w.kinds}>
        <ul>
          {policy.requestKinds.map((kind) => (
            <li key={kind.id}>{kind.name[lang]}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}
