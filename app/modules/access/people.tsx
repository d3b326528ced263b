import { dayOfInstant, formatDay } from "#app/i18n/format.ts";
import type { Role } from "#app/ports.ts";
import { EmptyState } from "#app/ui/banner.tsx";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FormFoot, fieldId, Select, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { State } from "#app/ui/marks.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { Hidden } from "#app/ui/text.tsx";
import { words } from "./words.ts";

export interface PersonRow {
  readonly id: string;
  readonly membershipId: string;
  readonly name: string;
  readonly email: string;
  readonly isDisabled: number;
  readonly role: string;
  readonly department: string | null;
  readonly title: string | null;
  readonly validFrom: string;
}
export interface InvitationRow {
  readonly email: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly expiresAt: string;
}

const Place = ({ of }: { of: { readonly department: string | null; readonly title: string | null } }) => {
  const place = [of.department, of.title].filter((part) => part !== null);
  return place.length === 0 ? null : <span className="br small mute">{place.join(" ")}</span>;
};

/** People of the organisation or of one partner: who is in, who is invited, and the form that invites. */
export function PeopleScreen({
  people,
  invitations,
  departments,
  roles,
  rejected,
  me,
  mayDisable,
}: {
  people: readonly PersonRow[];
  invitations: readonly InvitationRow[];
  /** Those there are, for people of the organisation; people of a partner have none. */
  departments?: readonly string[];
  roles: readonly Role[];
  rejected: RejectedForm | undefined;
  me: string;
  mayDisable: boolean;
}) {
  const lang = useLang();
  const w = words[lang];
  const roleWords: Record<string, string> = w.roles;
  const { field, formProps } = useFormValues({
    labels: {
      name: w.people.name,
      email: w.email,
      role: w.people.role,
      department: w.people.department,
      title: w.people.post,
    },
    ...rejectedSetup(rejected),
  });
  return (
    <>
      <PageHead title={w.people.title} />
      {people.length === 0 ? <EmptyState>{w.people.empty}</EmptyState> : null}
      <DataTable
        caption={w.people.title}
        captionHidden
        rows={people}
        rowKey={(row) => row.membershipId}
        columns={[
          { key: "name", label: w.people.name, cell: (row) => row.name },
          { key: "email", label: w.email, cell: (row) => row.email },
          {
            key: "role",
            label: w.people.role,
            cell: (row) => (
              <>
                {roleWords[row.role] ?? row.role}
                <Place of={row} />
              </>
            ),
          },
          { key: "since", label: w.people.since, cell: (row) => formatDay(row.validFrom, lang) },
          {
            key: "state",
            label: w.people.state,
            cell: (row) =>
              row.isDisabled === 1 ? (
                <State is="none">{w.people.disabled}</State>
              ) : (
                <>
                  <State is="good">{w.people.active}</State>
                  {row.id === me ? null : (
                    <Form withSummary={false}>
                      <input type="hidden" name="person" value={row.id} />
                      <input type="hidden" name="membership" value={row.membershipId} />
                      <Button name="intent" value="end" size="small" kind="quiet">
                        {w.people.end}
                        <Hidden> {row.name}</Hidden>
                      </Button>
                      {mayDisable ? (
                        <Button name="intent" value="disable" size="small" kind="quiet">
                          {w.people.disable}
                          <Hidden> {row.name}</Hidden>
                        </Button>
                      ) : null}
                    </Form>
                  )}
                </>
              ),
          },
        ]}
      />
      {invitations.length > 0 ? (
        <Section id="invited" title={w.people.waiting}>
          <DataTable
            caption={w.people.waiting}
            captionHidden
            rows={invitations}
            rowKey={(row) => row.email}
            columns={[
              { key: "name", label: w.people.name, cell: (row) => row.name ?? "" },
              { key: "email", label: w.email, cell: (row) => row.email },
              {
                key: "role",
                label: w.people.role,
                cell: (row) => (
                  <>
                    {roleWords[row.role ?? ""] ?? ""}
                    <Place of={row} />
                  </>
                ),
              },
              {
                key: "until",
                label: w.people.state,
                cell: (row) => w.people.until({ day: formatDay(dayOfInstant(row.expiresAt), lang) }),
              },
            ]}
          />
        </Section>
      ) : null}
      <Section id="invite" title={w.people.invite}>
        <p>{w.people.inviteLead}</p>
        <FormProblem
          rejected={rejected}
          refused={(code) => (code === "not-yourself" ? w.problems["not-yourself"] : undefined)}
        />
        <Form {...formProps} className="fields mt-3">
          <TextField {...field("name")} required maxLength={60} />
          <TextField {...field("email")} type="email" required maxLength={254} />
          <Select
            {...field("role")}
            required
            width="m"
            options={roles.map((role) => ({ value: role, label: roleWords[role] ?? role }))}
          />
          {departments ? (
            <>
              <TextField
                {...field("department")}
                requiredLabel={w.people.requiredForDepartment}
                hint={w.people.departmentHint}
                width="m"
                maxLength={60}
                autoComplete="off"
                list={`${fieldId("department")}-list`}
              />
              <TextField {...field("title")} width="m" maxLength={60} autoComplete="off" />
              <datalist id={`${fieldId("department")}-list`}>
                {departments.map((department) => (
                  <option key={department} value={department} />
                ))}
              </datalist>
            </>
          ) : null}
          <FormFoot>
            <Button kind="main" name="intent" value="invite">
              {w.people.invite}
            </Button>
          </FormFoot>
        </Form>
      </Section>
    </>
  );
}
