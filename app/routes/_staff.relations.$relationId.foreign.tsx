import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff, throwProblem } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ForeignConfirmationForm, ForeignRouteForm } from "#app/modules/registry/components/record-forms.tsx";
import {
  foreignConfirmationSchema,
  foreignRouteSchema,
  parsePosted,
} from "#app/modules/registry/rules/forms.ts";
import { confirmForeignRoute, recordForeignRoute } from "#app/modules/registry/services/records.server.ts";
import { readRelationPage } from "#app/modules/registry/services/relation-pages.server.ts";
import { words } from "#app/modules/registry/words.ts";

/** With `?confirm=ID` the yearly confirmation of that route, else the form of a route. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "record.write");
  const page = need(
    await readRelationPage(deps, actor, { relationId: args.params["relationId"] ?? "", lang }),
  );
  const { id, number, title, basis, partnerId, partnerName } = page.relation;
  const asked = url.searchParams.get("confirm");
  const route = page.foreign.find((one) => one.id === asked);
  if (asked !== null && route === undefined) throwProblem({ kind: "not-found" });
  return {
    lang,
    once: deps.newId(),
    today: page.today,
    relation: { id, number, title, partnerId, partnerName },
    basis,
    confirming:
      route === undefined ? null : { id: route.id, country: route.country, serviceName: route.serviceName },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, url } = await staff(args, "record.write");
  const relationId = args.params["relationId"] ?? "";
  const input = await form(args, actor.personId);
  const routeId = url.searchParams.get("confirm");
  if (routeId !== null) {
    const parsed = parsePosted(foreignConfirmationSchema, input);
    if (!parsed.ok) return again(parsed.problem, input);
    const confirmed = await confirmForeignRoute(deps, actor, {
      relationId,
      routeId,
      ...parsed.value,
      once: input.once,
    });
    if (!confirmed.ok) return again(confirmed.problem, input);
    return done(`/relations/${relationId}`, "registry.foreign-route-confirmed");
  }
  const parsed = parsePosted(foreignRouteSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await recordForeignRoute(deps, actor, { relationId, route: parsed.value, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done(`/relations/${relationId}`, "registry.foreign-route-recorded");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const { lang = "ja", confirming = null } = data ?? {};
  const w = words[lang].relationPage;
  return [{ title: pageTitle(confirming === null ? w.foreign : w.foreignConfirm, lang) }];
};

export default function RecordPage() {
  const { confirming, ...data } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return confirming === null ? (
    <ForeignRouteForm {...data} rejected={rejected} />
  ) : (
    <ForeignConfirmationForm {...data} route={confirming} rejected={rejected} />
  );
}
