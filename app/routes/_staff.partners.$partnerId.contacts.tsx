import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { ContactForm } from "#app/modules/registry/components/company-form.tsx";
import { contactSchema, parsePosted } from "#app/modules/registry/rules/forms.ts";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import { addContact, endPartnerContact } from "#app/modules/registry/services/partners.server.ts";
import { words } from "#app/modules/registry/words.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { Hidden, Named } from "#app/ui/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "registry.write");
  const { head, partner } = need(
    await readPartnerOn(deps, actor, { partnerId: args.params["partnerId"] ?? "", lang }),
  );
  return { lang, once: deps.newId(), head, contacts: partner.contacts };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "registry.write");
  const partnerId = args.params["partnerId"] ?? "";
  const input = await form(args, actor.personId);
  if (input.intent === "end") {
    const ended = await endPartnerContact(deps, actor, {
      partnerId,
      contactId: input.text("contact"),
      lastOn: todayOf(deps),
    });
    return ended.ok
      ? done(`/partners/${partnerId}/contacts`, "registry.contact-ended")
      : again(ended.problem, input);
  }
  const parsed = parsePosted(contactSchema, input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await addContact(deps, actor, { ...parsed.value, partnerId, once: input.once });
  if (!result.ok) return again(result.problem, input);
  return done(`/partners/${partnerId}/contacts`, "registry.contact-added");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].page.contacts, lang) }];
};

export default function Contacts() {
  const { lang, once, head, contacts } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  return (
    <>
      <PageHead
        title={w.page.contacts}
        crumbs={[
          { label: w.list.title, href: "/partners" },
          { label: head.name, href: `/partners/${head.id}` },
          { label: w.page.contacts },
        ]}
        facts={[head.name, head.number]}
      />
      <DataTable
        caption={w.page.contacts}
        captionHidden
        rows={contacts}
        rowKey={(row) => row.id}
        empty={w.page.noContacts}
        columns={[
          {
            key: "name",
            label: w.fields.contactName,
            cell: (row) => (
              <>
                {row.nameKana === null ? null : (
                  <span className="kana" lang="ja">
                    {row.nameKana}
                  </span>
                )}
                <Named>{row.name}</Named>
              </>
            ),
          },
          {
            key: "where",
            label: w.fields.department,
            cell: (row) => [row.department, row.title].filter(Boolean).join(" ") || "―",
          },
          {
            key: "reach",
            label: w.fields.email,
            cell: (row) => [row.email, row.phone].filter(Boolean).join(" ・ ") || "―",
          },
          {
            key: "responsible",
            label: w.page.responsible,
            cell: (row) => (row.isResponsible === 1 ? w.relationPage.yes : "―"),
          },
          {
            key: "from",
            label: w.page.period,
            cell: (row) => w.page.validFrom({ day: formatDay(row.validFrom, lang) }),
          },
          {
            key: "end",
            label: w.form.buttons.endContact,
            bare: true,
            cell: (row) => (
              <Form action={`/partners/${head.id}/contacts`} withSummary={false}>
                <input type="hidden" name="contact" value={row.id} />
                <Button size="small" kind="quiet" name="intent" value="end">
                  {w.form.buttons.endContact}
                  <Hidden> {row.name}</Hidden>
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <Section id="add" title={w.page.addContact}>
        <div className="fields">
          <ContactForm partnerId={head.id} once={once} today={head.today} rejected={rejected} />
        </div>
      </Section>
    </>
  );
}
