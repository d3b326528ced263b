import { certificateSchema } from "#app/modules/custody/rules/forms.ts";
import { parseWith } from "#app/modules/custody/rules/parse.ts";
import { fileCertificate } from "#app/modules/custody/services/certificates.server.ts";
import { readCertificateForm } from "#app/modules/custody/services/pages.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { FormInput } from "./form.server.ts";
import { done, need } from "./ladder.server.ts";
import { againWithFiles, takeUploads } from "./uploads.server.ts";

/** The form that files a certificate of disposal, the same for both areas. */
export async function showCertificateForm(deps: Deps, actor: Actor, lotId: string) {
  return {
    page: need(await readCertificateForm(deps, actor, lotId)),
    once: deps.newId(),
    maxBytes: deps.limits.uploadFileBytes,
  };
}

/** Files what was typed; `next` is the page that follows. */
export async function takeCertificate(
  deps: Deps,
  actor: Actor,
  input: FormInput,
  lotId: string,
  next: (filed: { readonly certificateId: string; readonly lotId: string }) => string,
) {
  const uploads = await takeUploads(deps, actor, input, ["file"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const parsed = parseWith(certificateSchema, input);
  if (!parsed.ok) return againWithFiles(deps, actor, parsed.problem, input, uploads);
  const result = await fileCertificate(deps, actor, {
    ...parsed.value,
    lotId,
    certificateId: input.optional("certificateId"),
    fileIds: uploads.ids["file"] ?? [],
    once: input.once,
  });
  if (!result.ok) return againWithFiles(deps, actor, result.problem, input, uploads);
  return done(next(result.value), "custody.certificate-filed");
}
