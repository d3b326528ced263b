import { formatInstant } from "#app/i18n/format.ts";
import { type Lang, langs } from "#app/i18n/lang.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FormFoot, PasswordField, Select } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Named } from "#app/ui/text.tsx";
import { passwordLength } from "./rules.ts";
import { words } from "./words.ts";

export interface SessionRow {
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly place: string | null;
  readonly role: string | null;
  readonly isThis: boolean;
}

/** The own settings of a person: who they are here, language, password, and where they are signed in. */
export function AccountScreen({
  me,
  sessions,
  mayChoose,
  rejected,
}: {
  me: { name: string; email: string; place: string; role: string; lang: Lang };
  sessions: readonly SessionRow[];
  mayChoose: boolean;
  rejected: RejectedForm | undefined;
}) {
  const lang = useLang();
  const w = words[lang];
  const roles: Record<string, string> = w.roles;
  const { blank, formProps } = useFormValues({
    labels: { currentPassword: w.currentPassword, newPassword: w.newPassword },
    ...rejectedSetup(rejected, "currentPassword"),
  });
  return (
    <>
      <PageHead title={w.account.title} />
      <Section id="who" title={w.account.who}>
        <SummaryList
          rows={[
            { label: w.account.name, value: me.name },
            { label: w.email, value: me.email },
            {
              label: w.account.place,
              value: me.place,
              note: roles[me.role] ?? me.role,
              ...(mayChoose ? { change: { href: "/choose", label: w.account.changePlace } } : {}),
            },
          ]}
        />
        <p className="small mute">{w.account.whoNote}</p>
      </Section>
      <Section id="language" title={w.account.language}>
        <Form action="/language" withSummary={false} className="form">
          <input type="hidden" name="back" value="/account?done=access.language" />
          <Select
            name="to"
            label={w.account.languageLabel}
            width="m"
            defaultValue={me.lang}
            required
            options={langs.map((each) => ({ value: each, label: w.languages[each] }))}
          />
          <FormFoot>
            <Button>{w.account.save}</Button>
          </FormFoot>
        </Form>
      </Section>
      <Section id="password" title={w.account.passwordTitle}>
        <p>{w.account.passwordLead}</p>
        <FormProblem rejected={rejected} passwordField="currentPassword" />
        <Form {...formProps} className="form">
          <PasswordField {...blank("currentPassword")} autoComplete="current-password" required />
          <PasswordField
            {...blank("newPassword")}
            autoComplete="new-password"
            hint={w.passwordHint({ min: passwordLength.min })}
            required
          />
          <FormFoot>
            <Button kind="main" name="intent" value="password">
              {w.account.passwordSave}
            </Button>
          </FormFoot>
        </Form>
      </Section>
      <Section id="sessions" title={w.account.sessions}>
        <p>{w.account.sessionsLead}</p>
        <DataTable
          caption={w.account.sessions}
          rows={sessions}
          rowKey={(row) => `${row.createdAt} ${row.lastSeenAt} ${row.isThis}`}
          columns={[
            {
              key: "device",
              label: w.people.state,
              cell: (row) =>
                row.isThis ? (
                  <State is="good">{w.account.thisOne}</State>
                ) : (
                  <State is="none">{w.account.otherOne}</State>
                ),
            },
            { key: "since", label: w.account.since, cell: (row) => formatInstant(row.createdAt, lang) },
            { key: "seen", label: w.account.seen, cell: (row) => formatInstant(row.lastSeenAt, lang) },
            {
              key: "role",
              label: w.account.role,
              cell: (row) => (
                <>
                  <Named>{row.place ?? ""}</Named>
                  {row.role ? <span className="br small mute">{roles[row.role] ?? row.role}</span> : null}
                </>
              ),
            },
          ]}
        />
        <Form withSummary={false} className="mt-3">
          <Button name="intent" value="end-all">
            {w.account.endAll}
          </Button>
        </Form>
      </Section>
    </>
  );
}
