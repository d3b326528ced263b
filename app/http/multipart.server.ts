import busboy from "busboy";
import { fail, invalid, ok, type Result } from "#app/result.ts";

/** One file of a form, whole in memory (bounded by the limits). */
export interface UploadedFile {
  /** The form's field. */
  readonly field: string;
  /** As the browser sent it: not safe to use as a path or to show. */
  readonly name: string;
  readonly bytes: Buffer;
}
export interface ParsedForm {
  readonly fields: FormData;
  readonly files: readonly UploadedFile[];
}
/** `Deps.limits` fits. */
export interface FormLimits {
  readonly uploadFileBytes: number;
  readonly uploadTotalBytes: number;
  readonly uploadFiles: number;
}

const FIELD_BYTES = 256 * 1024;
const FIELDS = 2_000;

class Stop extends Error {
  constructor(readonly result: ReturnType<typeof fail>) {
    super("stop reading");
  }
}

/**
 * Reads a posted form, with or without files, as a stream that stops at the first limit passed: bytes of one file and
 * of all, number of files, number and size of fields. Empty file fields are left out.
 * Problems: `too-large`, `invalid` file-count; a body that is no form reads as `invalid`.
 */
export async function parseForm(request: Request, limits: FormLimits): Promise<Result<ParsedForm>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) {
    try {
      return ok({ fields: await request.formData(), files: [] });
    } catch {
      return invalid({ path: "", code: "invalid" });
    }
  }
  if (request.body === null) return ok({ fields: new FormData(), files: [] });
  try {
    return ok(await readParts(request.body, type, limits));
  } catch (error) {
    if (error instanceof Stop) return error.result;
    return invalid({ path: "", code: "invalid" });
  }
}

/** Past this the sender is cut off; before it the rest is read and dropped, so that it can hear the answer. */
const DRAIN_BYTES = 1024 * 1024;

async function readParts(
  body: ReadableStream<Uint8Array>,
  type: string,
  limits: FormLimits,
): Promise<ParsedForm> {
  const { parser, parsed, isStopped } = openParser(type, limits);
  // Its failure is awaited at the end: until then the body is still being read.
  parsed.catch(() => undefined);
  const reader = body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (isStopped()) {
        if (bytes > limits.uploadTotalBytes + DRAIN_BYTES) break;
        continue;
      }
      if (!parser.write(value)) await new Promise<void>((resolve) => onNextRoom(parser, resolve));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (!isStopped()) parser.end();
  return parsed;
}

/** The parser takes more, or never will. */
function onNextRoom(parser: busboy.Busboy, resolve: () => void): void {
  const done = () => {
    for (const event of ["drain", "close", "error"]) parser.off(event, done);
    resolve();
  };
  for (const event of ["drain", "close", "error"]) parser.once(event, done);
}

function openParser(type: string, limits: FormLimits) {
  let hasStopped = false;
  const parser = busboy({
    headers: { "content-type": type },
    defParamCharset: "utf8",
    limits: {
      // busboy marks a part that reaches its limit: one more byte lets a file of exactly the limit through.
      fileSize: limits.uploadFileBytes + 1,
      files: limits.uploadFiles + 1,
      fields: FIELDS,
      fieldSize: FIELD_BYTES,
      fieldNameSize: 200,
      parts: FIELDS + limits.uploadFiles + 1,
      headerPairs: 50,
    },
  });
  const parsed = new Promise<ParsedForm>((resolve, reject) => {
    const fields = new FormData();
    const files: UploadedFile[] = [];
    const held: Buffer[][] = [];
    let total = 0;
    const giveUp = (error: unknown) => {
      hasStopped = true;
      // The sender may take long over the rest: what was read so far is let go at once.
      for (const chunks of held) chunks.length = 0;
      files.length = 0;
      reject(error);
    };
    const stop = (result: ReturnType<typeof fail>) => giveUp(new Stop(result));
    parser.on("field", (name, value, info) => {
      if (info.valueTruncated || info.nameTruncated) {
        stop(fail({ kind: "too-large", limitBytes: FIELD_BYTES }));
      } else fields.append(name, value);
    });
    parser.on("file", (field, stream, info) => {
      const chunks: Buffer[] = [];
      held.push(chunks);
      let bytes = 0;
      stream.on("data", (chunk: Buffer) => {
        if (hasStopped) return;
        bytes += chunk.length;
        total += chunk.length;
        if (bytes > limits.uploadFileBytes) {
          stop(fail({ kind: "too-large", limitBytes: limits.uploadFileBytes }));
        } else if (total > limits.uploadTotalBytes) {
          stop(fail({ kind: "too-large", limitBytes: limits.uploadTotalBytes }));
        } else chunks.push(chunk);
      });
      stream.on("error", giveUp);
      stream.on("end", () => {
        const name = info.filename ?? "";
        if (hasStopped) return;
        if (bytes === 0 && name === "") return;
        files.push({ field, name, bytes: Buffer.concat(chunks, bytes) });
        chunks.length = 0;
        if (files.length > limits.uploadFiles) {
          stop(invalid({ path: field, code: "file-count", params: { max: limits.uploadFiles } }));
        }
      });
    });
    parser.on("filesLimit", () =>
      stop(invalid({ path: "", code: "file-count", params: { max: limits.uploadFiles } })),
    );
    parser.on("fieldsLimit", () => stop(fail({ kind: "too-large", limitBytes: FIELD_BYTES })));
    parser.on("partsLimit", () => stop(fail({ kind: "too-large", limitBytes: FIELD_BYTES })));
    parser.on("error", giveUp);
    parser.on("close", () => resolve({ fields, files }));
  });
  return { parser, parsed, isStopped: () => hasStopped };
}
