import { mkdtempSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { DocumentSpec } from "#app/documents/spec.ts";
import { paperPort, sealPort } from "#app/server/deps.ts";
import { openKeys } from "#app/server/keys.ts";
import { PaperThread } from "#app/server/paper.ts";
import { makeSealingKey } from "#app/server/seal-key.ts";
import { testRunDir } from "#tests/support/database.ts";

const spec: DocumentSpec = {
  meta: {
    title: "試験の文書",
    author: "試験生活協同組合(架空)",
    lang: "ja",
    createdAt: "2026-11-24T03:00:00.000Z",
    id: "test",
  },
  frame: { headLeft: "", headRight: "", footLeft: "", footRight: "" },
  blocks: [{ kind: "paragraph", text: "本文です。", anchor: "here" }],
  seal: {
    name: "試験生活協同組合(架空)",
    reason: "決裁",
    signedAt: "2026-11-24T03:00:00.000Z",
    description: "電子署名",
  },
};

const thread = new PaperThread();
afterAll(() => thread.close());

test("the drawing thread draws, the same each time, and outlives a document that cannot be drawn", async () => {
  const paper = paperPort(thread);
  const { seal: _, ...plain } = spec;
  const [first, second] = await Promise.all([paper.render(plain), paper.render(plain)]);
  expect(first.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(first.bytes.equals(second.bytes)).toBe(true);
  expect(first).toMatchObject({ pages: 1, anchors: { here: 1 }, missingGlyphs: [] });
  await expect(paper.render({ nonsense: true })).rejects.toThrow();
  expect((await paper.render(plain)).bytes.equals(first.bytes)).toBe(true);
});

test("a sealed document is valid here, untrusted elsewhere, and altered once a byte changes", async () => {
  const [here, elsewhere] = ["a", "b"].map((name) =>
    openKeys(mkdtempSync(path.join(testRunDir, `keys-${name}-`)), makeSealingKey),
  ) as [ReturnType<typeof openKeys>, ReturnType<typeof openKeys>];
  for (const keys of [here, elsewhere]) {
    await keys.ensure({ id: "org", name: "試験生活協同組合(架空)" }, new Date("2026-01-01T00:00:00.000Z"));
  }
  const port = sealPort(thread, here);
  const sealed = await port.seal(spec, "org", "決裁");
  expect(await port.verify(sealed)).toMatchObject({ verdict: "valid", signer: "試験生活協同組合(架空)" });
  expect(await sealPort(thread, elsewhere).verify(sealed)).toMatchObject({ verdict: "untrusted" });
  const bent = Buffer.from(sealed);
  bent[200] = (bent[200] ?? 0) ^ 1;
  expect(await port.verify(bent)).toMatchObject({ verdict: "altered" });
  await expect(port.seal(spec, "unknown", "決裁")).rejects.toThrow();
});
