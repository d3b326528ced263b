import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { GateForRelation } from "#app/modules/custody/components/gate.tsx";
import { CheckHistory } from "#app/modules/custody/components/history.tsx";
import { checkGate, listChecks } from "#app/modules/custody/services/gate.server.ts";
import { words } from "#app/modules/custody/words.ts";
import { Banner } from "#app/ui/banner.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "custody.read");
  const relationId = args.params["relationId"] ?? "";
  const typed = url.searchParams.get("asOf")?.trim() ?? "";
  const asOf = typed === "" ? null : parseDayInput(typed);
  const items = url.searchParams.getAll("items").filter((item) => item !== "");
  const gate = need(await checkGate(deps, actor, { relationId, items, ...(asOf === null ? {} : { asOf }) }));
  return {
    lang,
    gate,
    checks: need(await listChecks(deps, actor, relationId)),
    unreadable: typed !== "" && asOf === null ? typed.slice(0, 40) : null,
    mayRequest: can(actor.role, "deferral.request"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].screen.gateTitle, lang) }];
};

export default function Gate() {
  const { lang, gate, checks, unreadable, mayRequest } = useLoaderData<typeof loader>();
  const s = words[lang].screen;
  const at = `/relations/${gate.relationId}/gate`;
  return (
    <>
      <PageHead
        title={s.gateTitle}
        crumbs={[
          {
            label: `${gate.relationNumber} ${gate.relationTitle}`,
            href: `/relations/${gate.relationId}`,
          },
          { label: s.gateTitle },
        ]}
      />
      {unreadable === null ? null : <Banner is="attention">{s.dayUnreadable({ value: unreadable })}</Banner>}
      <div className="mt-4">
        <GateForRelation gate={gate} mayRequest={mayRequest} action={at} />
      </div>
      <Section id="history" title={s.history}>
        <CheckHistory checks={checks} />
      </Section>
    </>
  );
}
