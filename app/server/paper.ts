import { Worker } from "node:worker_threads";

/** What the drawing thread is asked, and answers. */
export type PaperTask =
  | { readonly kind: "render"; readonly spec: unknown }
  | {
      readonly kind: "seal";
      readonly spec: unknown;
      readonly keyPem: string;
      readonly certificatePem: string;
    }
  | { readonly kind: "verify"; readonly bytes: Uint8Array; readonly certificates: readonly string[] };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One drawing thread, started when first needed: drawing is pure CPU and would hold up every other request. Tasks
 * queue in its mailbox. When it dies, what it held fails and the next task starts another.
 */
export class PaperThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  run<T>(task: PaperTask): Promise<T> {
    const worker = this.open();
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      worker.ref();
      worker.postMessage({ id, task });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL("./paper-thread.mjs", import.meta.url), { execArgv: [] });
    worker.on(
      "message",
      (answer: { id: number; value?: unknown; error?: { message: string; stack?: string } }) => {
        const waiting = this.waiting.get(answer.id);
        this.waiting.delete(answer.id);
        if (this.waiting.size === 0) worker.unref();
        if (!waiting) return;
        if (answer.error) {
          waiting.reject(Object.assign(new Error(answer.error.message), { stack: answer.error.stack }));
        } else waiting.resolve(answer.value);
      },
    );
    const fail = (error: Error) => {
      if (this.worker === worker) this.worker = null;
      for (const waiting of this.waiting.values()) waiting.reject(error);
      this.waiting.clear();
    };
    worker.on("error", fail);
    worker.on("exit", (code) => fail(new Error(`the drawing thread ended (${code})`)));
    this.worker = worker;
    return worker;
  }
}
