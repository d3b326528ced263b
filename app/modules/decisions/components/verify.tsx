import { dayOfInstant, formatDay } from "#app/i18n/format.ts";
import { langOf } from "#app/i18n/lang.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormFoot, TextField } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/lists.tsx";
import type { Tone } from "#app/ui/marks.tsx";
import { MessagePage } from "#app/ui/pages.tsx";
import { FormProblem, type RejectedForm, rejectedSetup } from "#app/ui/rejected.tsx";
import { InLang, Named } from "#app/ui/text.tsx";
import { pageWords } from "../page-words.ts";
import { words } from "../words.ts";
import { Hash } from "./history.tsx";

/** What the public page shows of a check. */
export interface VerificationView {
  readonly verdict: "genuine" | "altered" | "unknown" | "superseded";
  readonly hash: string | null;
  readonly document: {
    readonly organisation: string;
    readonly number: string;
    readonly title: string;
    readonly round: number;
    readonly language: string;
    readonly state: string;
    readonly decidedAt: string | null;
    readonly artefact: string | null;
    readonly modelHash: string | null;
    readonly sealedHash: string | null;
    readonly auditHead: string | null;
    readonly verificationCode: string | null;
    readonly isDeputyDecision: boolean;
    readonly confirmedAt: string | null;
    readonly isAwaitingConfirmation: boolean;
    readonly boardReportedOn: string | null;
    readonly boardMinutesNumber: string | null;
  } | null;
}

const tones: Readonly<Record<VerificationView["verdict"], Extract<Tone, "good" | "attention" | "bad">>> = {
  genuine: "good",
  superseded: "attention",
  altered: "bad",
  unknown: "attention",
};

/** The answer: verdict first, then what is on record. */
export function VerificationResult({ result }: { result: VerificationView }) {
  const lang = useLang();
  const p = pageWords[lang];
  const w = words[lang];
  const sentence = (result.hash === null ? p.verdictCode : p.verdictFile)[result.verdict];
  const doc = result.document;
  const states: Readonly<Record<string, string>> = w.state;
  const row = (label: string, value: SummaryRow["value"] | null): SummaryRow[] =>
    value === null || value === "" ? [] : [{ label, value }];
  const on = (at: string): string => formatDay(dayOfInstant(at), lang);
  const hash = (value: string | null) => (value === null ? null : <Hash value={value} />);
  return (
    <>
      <MessagePage
        is={tones[result.verdict]}
        title={p.verdict[result.verdict]}
        actions={
          <ButtonLink kind="plain" href="/verify">
            {p.verifyAgain}
          </ButtonLink>
        }
      >
        {sentence}
      </MessagePage>
      {doc ? (
        <Section id="facts" title={p.verifyFacts}>
          <SummaryList
            rows={[
              ...row(p.issuer, <Named>{doc.organisation}</Named>),
              ...row(
                p.titleLabel,
                <InLang lang={langOf(doc.language)}>
                  <Named>{doc.title}</Named>
                </InLang>,
              ),
              ...row(p.number, `${doc.number} ${w.round({ n: doc.round })}`),
              ...row(p.stateHead, states[doc.state] ?? doc.state),
              ...row(p.decided, doc.decidedAt === null ? null : on(doc.decidedAt)),
              ...row(p.deputyDecision, doc.isDeputyDecision ? p.yes : null),
              ...row(
                p.confirmedOn,
                doc.confirmedAt !== null
                  ? on(doc.confirmedAt)
                  : doc.isAwaitingConfirmation
                    ? w.awaitingConfirmation
                    : null,
              ),
              ...row(
                p.boardOn,
                doc.boardReportedOn === null
                  ? null
                  : `${formatDay(doc.boardReportedOn, lang)} ${doc.boardMinutesNumber ?? ""}`,
              ),
              ...row(p.code, doc.verificationCode),
              ...row(p.modelHash, hash(doc.modelHash)),
              ...row(p.auditHead, hash(doc.auditHead)),
              ...row(p.sealedHash, hash(doc.sealedHash)),
            ]}
          />
        </Section>
      ) : null}
      {result.hash ? (
        <Section id="given" title={p.fileHash}>
          <p className="mt-2">
            <Hash value={result.hash} />
          </p>
          <p className="small mute mt-2">{p.compare}</p>
        </Section>
      ) : null}
    </>
  );
}

/** By upload or by code; two forms, either works alone and without JavaScript. */
export function VerifyPage({ rejected, maxBytes }: { rejected: RejectedForm | undefined; maxBytes: number }) {
  const p = pageWords[useLang()];
  const state = useFormValues({
    labels: { code: p.verifyCodeField, file: p.verifyFileField },
    sentences: { "verify-missing": () => p.missingInput },
    ...rejectedSetup(rejected),
  });
  return (
    <>
      <PageHead title={p.verifyTitle} />
      <p className="mt-2">{p.verifyLead}</p>
      <FormProblem rejected={rejected} />
      <Section id="by-file" title={p.verifyFile}>
        <Form multipart withSummary={false} action="/verify">
          <FileField
            name="file"
            label={p.verifyFileField}
            accept="application/pdf,.pdf"
            kinds="PDF"
            maxBytes={maxBytes}
            error={state.field("file").error}
          />
          <FormFoot>
            <Button kind="main">{p.verifyButton}</Button>
          </FormFoot>
        </Form>
      </Section>
      <Section id="by-code" title={p.verifyCode}>
        <Form withSummary={false} action="/verify">
          <TextField
            {...state.field("code")}
            hint={p.verifyCodeHint}
            width="m"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
          <FormFoot>
            <Button>{p.verifyButton}</Button>
          </FormFoot>
        </Form>
      </Section>
    </>
  );
}
