import { parentPort } from "node:worker_threads";
import { renderDocument } from "#app/documents/render.server.ts";
import { sealPdf, verifySeal } from "#app/documents/seal.server.ts";
import type { DocumentSpec } from "#app/documents/spec.ts";
import type { PaperTask } from "./paper.ts";

parentPort?.on("message", ({ id, task }: { id: number; task: PaperTask }) => {
  answer(task).then(
    (value) => parentPort?.postMessage({ id, value }),
    (error: unknown) =>
      parentPort?.postMessage({
        id,
        error:
          error instanceof Error
            ? { message: error.message, stack: error.stack }
            : { message: String(error) },
      }),
  );
});

async function answer(task: PaperTask): Promise<unknown> {
  switch (task.kind) {
    case "render": {
      const paper = await renderDocument(task.spec as DocumentSpec);
      return {
        bytes: paper.bytes,
        pages: paper.pages,
        anchors: paper.anchors,
        missingGlyphs: paper.missingGlyphs.map((glyph) => glyph.character),
      };
    }
    case "seal": {
      const paper = await renderDocument(task.spec as DocumentSpec);
      return sealPdf(paper.bytes, { keyPem: task.keyPem, certificatePem: task.certificatePem });
    }
    case "verify":
      return verifySeal(task.bytes, task.certificates);
  }
}
