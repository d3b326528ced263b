import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { parseForm } from "#app/http/multipart.server.ts";

const limits = { uploadFileBytes: 1000, uploadTotalBytes: 2500, uploadFiles: 3 };
const post = (body: BodyInit, headers?: HeadersInit) =>
  new Request("http://x/", { method: "POST", body, ...(headers ? { headers } : {}) });
const form = (...parts: (readonly [string, string | Blob, string?])[]) => {
  const data = new FormData();
  for (const [name, value, filename] of parts) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, filename);
  }
  return post(data);
};
const blob = (bytes: number) => new Blob([new Uint8Array(bytes)]);

test("fields and files come whole, in order, with Japanese names", async () => {
  const result = await parseForm(
    form(
      ["名前", "値\r\n二行目"],
      ["item", "a"],
      ["item", "b"],
      ["evidence", blob(1000), "契約書 (写し).pdf"],
    ),
    limits,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  expect(result.value.fields.get("名前")).toBe("値\r\n二行目");
  expect(result.value.fields.getAll("item")).toEqual(["a", "b"]);
  expect(result.value.files).toMatchObject([{ field: "evidence", name: "契約書 (写し).pdf" }]);
  expect(result.value.files[0]?.bytes).toHaveLength(1000);
});

test("a file field left empty is no file", async () => {
  const result = await parseForm(form(["a", "1"], ["evidence", blob(0), ""]), limits);
  expect(result).toMatchObject({ ok: true, value: { files: [] } });
});

test("a form without files is read the same way", async () => {
  const result = await parseForm(post(new URLSearchParams({ a: "1" })), limits);
  expect(result.ok && result.value.fields.get("a")).toBe("1");
});

test.each([
  ["one byte over a file's limit", form(["f", blob(1001), "a"]), { kind: "too-large", limitBytes: 1000 }],
  [
    "one byte over the limit of all",
    form(["f", blob(1000), "a"], ["f", blob(1000), "b"], ["f", blob(501), "c"]),
    { kind: "too-large", limitBytes: 2500 },
  ],
  [
    "one file too many",
    form(["f", blob(1), "a"], ["f", blob(1), "b"], ["f", blob(1), "c"], ["f", blob(1), "d"]),
    { kind: "invalid", fields: [{ path: "f", code: "file-count", params: { max: 3 } }] },
  ],
  ["a huge field", form(["a", "x".repeat(300_000)]), { kind: "too-large" }],
  [
    "too many fields",
    form(...Array.from({ length: 2100 }, (_, i) => [`f${i}`, "x"] as const)),
    { kind: "too-large" },
  ],
  [
    "a body that is no form",
    post("nonsense", { "Content-Type": "multipart/form-data; boundary=x" }),
    { kind: "invalid" },
  ],
  [
    "a body without a boundary",
    post("nonsense", { "Content-Type": "multipart/form-data" }),
    { kind: "invalid" },
  ],
  ["JSON", post("{}", { "Content-Type": "application/json" }), { kind: "invalid" }],
  [
    "a form that ends in the middle of a part",
    post('--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc', {
      "Content-Type": "multipart/form-data; boundary=x",
    }),
    { kind: "invalid" },
  ],
])("%s is a problem, not an error", async (_, request, problem) => {
  expect(await parseForm(request, limits)).toMatchObject({ ok: false, problem });
});

test("what was read of a file too large is let go while its sender still sends", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = async (): Promise<number> => {
    // The collector frees buffers in a thread of its own.
    for (let i = 0; i < 3; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return process.memoryUsage().arrayBuffers;
  };
  const mib = 1024 * 1024;
  const head = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n';
  let sent = 0;
  let atLimit = 0;
  let after = 0;
  const before = await held();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (sent === 15) atLimit = await held();
      if (sent === 24) {
        after = await held();
        controller.close();
      } else controller.enqueue(sent === 0 ? Buffer.from(head) : new Uint8Array(mib));
      sent += 1;
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
    duplex: "half",
  };
  const result = await parseForm(new Request("http://x/", init), {
    uploadFileBytes: 16 * mib,
    uploadTotalBytes: 60 * mib,
    uploadFiles: 3,
  });
  expect(result).toMatchObject({ ok: false, problem: { kind: "too-large", limitBytes: 16 * mib } });
  expect(atLimit - before).toBeGreaterThan(10 * mib);
  expect(after - before).toBeLessThan(6 * mib);
});

test("an endless body is read no further than its limit", async () => {
  let sent = 0;
  const head = new TextEncoder().encode(
    '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n',
  );
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    pull: (controller) => {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
  };
  const result = await parseForm(new Request("http://x/", init), { ...limits, uploadFileBytes: 1024 * 1024 });
  expect(result).toMatchObject({ ok: false, problem: { kind: "too-large" } });
  expect(sent).toBeLessThan(4 * 1024 * 1024);
});
