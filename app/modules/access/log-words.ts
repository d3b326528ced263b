import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { accessEvents } from "./event-rules.ts";
import { words } from "./words.ts";

const proofs = { ja: { password: "パスワード" }, en: { password: "password" } };
const method: LogField = { label: { ja: "方法", en: "method" }, codes: proofs };
const reason: LogField = {
  label: { ja: "理由", en: "reason" },
  codes: {
    ja: { unknown: "知らない利用者", disabled: "停止中の利用者", password: "パスワードの誤り" },
    en: { unknown: "unknown person", disabled: "disabled person", password: "wrong password" },
  },
};
const permission: LogField = { label: { ja: "権限", en: "permission" } };
const role: LogField = {
  label: { ja: "役割", en: "role" },
  codes: { ja: words.ja.roles, en: words.en.roles },
};
const department: LogField = { label: { ja: "主管部署", en: "department" } };
const email: LogField = { label: { ja: "メールアドレス", en: "mail address" } };
const name: LogField = { label: { ja: "氏名", en: "name" } };
const by: LogField = {
  label: { ja: "きっかけ", en: "by" },
  codes: {
    ja: { invitation: "招待", reset: "再設定", self: "本人による変更" },
    en: { invitation: "invitation", reset: "reset", self: "own change" },
  },
};

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(accessEvents, {
  "access.signed-in": {
    sentence: { ja: "サインインしました", en: "Signed in" },
    fields: { method },
  },
  "access.sign-in-refused": {
    sentence: { ja: "サインインできませんでした", en: "Sign-in refused" },
    fields: { reason },
  },
  "access.signed-out": {
    sentence: { ja: "サインアウトしました", en: "Signed out" },
    fields: {},
  },
  "access.denied": {
    sentence: { ja: "権限のない画面・操作を断りました", en: "Refused a page or act without permission" },
    fields: { permission },
  },
  "access.invited": {
    sentence: { ja: "利用者を招待しました", en: "Invited a person" },
    fields: { role, department, email, name },
  },
  "access.invitation-accepted": {
    sentence: { ja: "招待を受けました", en: "Accepted an invitation" },
    fields: { role, department },
  },
  "access.password-set": {
    sentence: { ja: "パスワードを決めました", en: "Set a password" },
    fields: { by },
  },
  "access.person-disabled": {
    sentence: { ja: "利用者を停止しました", en: "Disabled a person" },
    fields: {},
  },
  "access.membership-ended": {
    sentence: { ja: "役割を終えました", en: "Ended a role" },
    fields: { role },
  },
});
