import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "lot-overdue": {
    ja: { title: "預託データの返却・廃棄が遅れています", action: "授受を開く" },
    en: { title: "Return or disposal of data is late", action: "Open" },
  },
  "lot-due": {
    ja: { title: "預託データの返却・廃棄の期日が近づいています", action: "授受を開く" },
    en: { title: "Return or disposal of data is due soon", action: "Open" },
  },
  "lot-to-acknowledge": {
    ja: { title: "受け取りを確認する", action: "確認する" },
    en: { title: "Confirm what you received", action: "Confirm" },
  },
  "lot-unacknowledged": {
    ja: { title: "受領の確認を待っています", action: "授受を開く" },
    en: { title: "Waiting for confirmation of receipt", action: "Open" },
  },
  "certificate-to-decide": {
    ja: { title: "廃棄・消去証明書を受け入れる", action: "証明書を見る" },
    en: { title: "Accept a disposal certificate", action: "See the certificate" },
  },
  "certificate-returned": {
    ja: { title: "差し戻された証明書を直す", action: "証明書を直す" },
    en: { title: "Correct a returned certificate", action: "Correct it" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
