import { Button } from "#app/ui/button.tsx";
import { FormFoot, PasswordField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList } from "#app/ui/lists.tsx";
import { MessagePage } from "#app/ui/pages.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { passwordLength } from "./rules.ts";
import { words } from "./words.ts";

export interface LinkView {
  readonly purpose: string;
  readonly email: string;
  readonly name: string;
  readonly role: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly organisationName: string;
  readonly partnerName: string | null;
  readonly needsPassword: boolean;
}

/** The page behind a one-time link: GET shows it, only the button uses it up. */
export function LinkPage({ link, rejected }: { link: LinkView | null; rejected: RejectedForm | undefined }) {
  const w = words[useLang()];
  const roles: Record<string, string> = w.roles;
  const passwordLabel = link?.needsPassword ? w.newPassword : w.currentPassword;
  const { blank, formProps } = useFormValues({
    labels: { password: passwordLabel },
    ...rejectedSetup(rejected, "password"),
  });
  if (!link) {
    return (
      <MessagePage is="attention" title={w.linkOverTitle}>
        {w.linkOver}
      </MessagePage>
    );
  }
  const isInvitation = link.purpose === "invitation";
  return (
    <>
      <PageHead title={isInvitation ? w.invitationTitle : w.resetTitle} />
      {isInvitation ? (
        <p className="mt-2">{w.invitationLead({ organisation: link.organisationName })}</p>
      ) : null}
      <SummaryList
        rows={[
          { label: w.people.name, value: link.name },
          { label: w.email, value: link.email },
          ...(link.partnerName ? [{ label: w.invitationCompany, value: link.partnerName }] : []),
          ...(link.role ? [{ label: w.invitationFor, value: roles[link.role] ?? link.role }] : []),
          ...(link.department ? [{ label: w.people.department, value: link.department }] : []),
          ...(link.title ? [{ label: w.people.post, value: link.title }] : []),
        ]}
      />
      <p className="mt-3">{link.needsPassword ? (isInvitation ? w.invitationNew : "") : w.invitationKnown}</p>
      <FormProblem
        rejected={rejected}
        passwordField="password"
        refused={(code) => (code === "link-over" ? w.problems["link-over"] : undefined)}
      />
      <Form {...formProps} className="mt-4">
        <PasswordField
          {...blank("password")}
          autoComplete={link.needsPassword ? "new-password" : "current-password"}
          hint={link.needsPassword ? w.passwordHint({ min: passwordLength.min }) : undefined}
          required
        />
        <FormFoot>
          <Button kind="main">{isInvitation ? w.invitationAccept : w.resetSave}</Button>
        </FormFoot>
      </Form>
    </>
  );
}
