import type { ReactNode } from "react";
import { formatBytes } from "#app/i18n/format.ts";
import { Button } from "./button.tsx";
import { describedBy, FieldError, type FieldProps, fieldId, Must } from "./fields.tsx";
import { useFrameWords, useLang } from "./lang.tsx";
import { FileList } from "./lists.tsx";
import { Hidden } from "./text.tsx";

/** A file kept from an earlier try; its id travels as a hidden value `<name>.staged`. */
export interface StagedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly href?: string;
}

export interface FileFieldProps extends Omit<FieldProps, "defaultValue"> {
  /** For the browser's chooser: `.pdf,image/*`. The server checks the content. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** 「PDFまたは画像」; with `maxBytes` it becomes the hint. */
  readonly kinds?: string;
  readonly maxBytes?: number;
  readonly staged?: readonly StagedFile[];
  /** Name of the submit button that removes one staged file; its value is the file's id. */
  readonly removeName?: string;
  readonly children?: ReactNode;
}

/** A file input with what is already there: after a failed form nobody has to choose a file again. */
export const FileField = (p: FileFieldProps) => {
  const lang = useLang();
  const w = useFrameWords();
  const id = p.id ?? fieldId(p.name);
  const limits =
    p.kinds && p.maxBytes ? w.fileLimits({ kinds: p.kinds, max: formatBytes(p.maxBytes, lang) }) : undefined;
  const hint = p.hint ?? limits;
  const staged = p.staged ?? [];
  return (
    <div className="field" data-field={p.name}>
      <label htmlFor={id}>
        {p.label}
        <Must required={p.required} label={p.requiredLabel} />
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {p.error ? <FieldError id={id}>{p.error}</FieldError> : null}
      {staged.length > 0 ? (
        <FileList
          items={staged.map((file) => ({
            key: file.id,
            name: file.name,
            bytes: file.bytes,
            ...(file.href ? { href: file.href } : {}),
            note: (
              <>
                {w.fileStaged}
                <input type="hidden" name={`${p.name}.staged`} value={file.id} />
              </>
            ),
            action: p.removeName ? (
              <Button kind="quiet" size="small" name={p.removeName} value={file.id} formNoValidate>
                {w.fileRemove}
                <Hidden> {file.name}</Hidden>
              </Button>
            ) : undefined,
          }))}
        />
      ) : null}
      <input
        className="file-input"
        type="file"
        id={id}
        name={p.name}
        accept={p.accept}
        multiple={p.multiple}
        aria-describedby={describedBy(id, { hint, error: p.error })}
        aria-invalid={p.error ? true : undefined}
      />
      {p.children}
    </div>
  );
};
