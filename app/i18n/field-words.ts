import type { FieldProblem, Params } from "#app/result.ts";
import type { Lang, Same } from "./lang.ts";

/** What a sentence about one field may use. `value` is what was typed, cut to be readable. */
export interface FieldWordParams {
  readonly label: string;
  readonly value: string;
  readonly min: number | string;
  readonly max: number | string;
  readonly other: string;
  readonly length: number | string;
}
type Sentence = (p: FieldWordParams) => string;
type Sentences = Readonly<Record<string, Sentence>>;

const quotedJa = (p: FieldWordParams): string =>
  p.value === "" ? `${p.label}は` : `${p.label}の「${p.value}」は`;
const quotedEn = (p: FieldWordParams): string =>
  p.value === "" ? `${p.label} is` : `${p.label}: “${p.value}” is`;

const rangeEn = (p: FieldWordParams): string =>
  p.min !== "" && p.max !== ""
    ? ` from ${p.min} to ${p.max}`
    : p.min !== ""
      ? ` of ${p.min} or more`
      : p.max !== ""
        ? ` of ${p.max} or less`
        : "";

const ja = {
  required: (p) => `${p.label}を入力してください。`,
  "too-long": (p) =>
    p.max === ""
      ? `${p.label}が長すぎます。短くしてください。`
      : `${p.label}は${p.max}文字以内にしてください${p.length === "" ? "" : `(いま${p.length}文字)`}。`,
  "too-short": (p) =>
    p.min === ""
      ? `${p.label}が短すぎます。入力し直してください。`
      : `${p.label}は${p.min}文字以上にしてください。`,
  "day-invalid": (p) =>
    `${quotedJa(p)}日付として読めません。2026/11/24 または 令和8年11月24日 の形で入力してください。`,
  "day-order": (p) =>
    `${quotedJa(p)}${p.other === "" ? "始まりの日" : p.other}より前です。後の日にしてください。`,
  "day-future": (p) => `${quotedJa(p)}今日より後の日です。今日か、それより前の日にしてください。`,
  "day-past": (p) => `${quotedJa(p)}今日より前の日です。今日か、それより後の日にしてください。`,
  "number-invalid": (p) => `${quotedJa(p)}数として読めません。数字だけで入力してください。例: 312`,
  "integer-range": (p) =>
    `${quotedJa(p)}使えません。${p.min === "" ? "" : `${p.min}以上`}${p.max === "" ? "" : `${p.max}以下`}${p.min === "" && p.max === "" ? "" : "の"}整数で入力してください。`,
  "number-range": (p) =>
    `${quotedJa(p)}使えません。${p.min === "" ? "" : `${p.min}以上`}${p.max === "" ? "" : `${p.max}以下`}${p.min === "" && p.max === "" ? "" : "の"}数で入力してください。`,
  "email-invalid": (p) => `${quotedJa(p)}メールアドレスの形ではありません。例: tantou@example.jp`,
  "url-invalid": (p) => `${quotedJa(p)}URLの形ではありません。https:// から入力してください。`,
  "choose-one": (p) => `${p.label}を1つ選んでください。`,
  "choose-some": (p) => `${p.label}を1つ以上選んでください。`,
  "unknown-choice": (p) => `${quotedJa(p)}選択肢にありません。表示されている中から選び直してください。`,
  "must-agree": (p) => `「${p.label}」を確かめて、印を付けてください。`,
  "control-character": (p) =>
    `${p.label}に、画面に表示できない文字(制御文字)が入っています。その文字を消して、入力し直してください。`,
  "file-type": (p) =>
    `${quotedJa(p)}受け付けていない種類のファイルです。${p.other === "" ? "PDF、画像、Excel のいずれか" : p.other}にしてください。`,
  "file-too-large": (p) =>
    `${quotedJa(p)}大きすぎます。${p.max === "" ? "小さい" : `${p.max}までの`}ファイルにしてください。`,
  "file-empty": (p) => `${quotedJa(p)}中身が空です。ファイルを開いて確かめ、選び直してください。`,
  "file-count": (p) =>
    p.max === ""
      ? `${p.label}が多すぎます。減らしてください。`
      : `${p.label}は${p.max}個までです。減らしてください。`,
  "file-password": (p) => `${quotedJa(p)}パスワードが付いています。外してから選び直してください。`,
  "postal-code-invalid": (p) =>
    `${quotedJa(p)}郵便番号ではありません。数字7桁で入力してください。例: 980-0011`,
  "phone-invalid": (p) =>
    `${quotedJa(p)}電話番号の形ではありません。市外局番から入力してください。例: 022-123-4567`,
  "corporate-number-invalid": (p) =>
    `${quotedJa(p)}法人番号として正しくありません。13桁の数字を、登記や国税庁の公表サイトで確かめてください。`,
  "kana-invalid": (p) => `${quotedJa(p)}カタカナではない文字を含みます。全角カタカナで入力してください。`,
  "code-invalid": (p) => `${quotedJa(p)}使えない文字を含みます。半角の英数字とハイフンで入力してください。`,
  "already-used": (p) =>
    `${quotedJa(p)}すでに登録されています。別の値にするか、登録済みのものを使ってください。`,
  "password-wrong": (p) => `${p.label}が違います。もう一度入力してください。`,
  "password-weak": (p) =>
    `${p.label}は推測されやすい文字列です。${p.min === "" ? 12 : p.min}文字以上の、ほかで使っていないものにしてください。`,
  "password-mismatch": (p) => `${p.label}が、先に入力したものと一致しません。同じものを入力してください。`,
  "reason-required": (p) => `${p.label}を入力してください。この選択では理由が必要です。`,
  "not-found": (p) => `${quotedJa(p)}見つかりません。選び直してください。`,
  invalid: (p) => `${quotedJa(p)}使えません。入力し直してください。`,
} satisfies Sentences;

const en: Same<typeof ja> = {
  required: (p) => `${p.label} is missing. Enter it.`,
  "too-long": (p) =>
    p.max === ""
      ? `${p.label} is too long. Shorten it.`
      : `${p.label} must be ${p.max} characters or fewer${p.length === "" ? "" : ` (now ${p.length})`}.`,
  "too-short": (p) =>
    p.min === ""
      ? `${p.label} is too short. Enter it again.`
      : `${p.label} must be ${p.min} characters or more.`,
  "day-invalid": (p) => `${quotedEn(p)} not readable as a day. Write it like 2026/11/24 or 24 Nov 2026.`,
  "day-order": (p) =>
    `${quotedEn(p)} before ${p.other === "" ? "the first day" : p.other}. Choose a later day.`,
  "day-future": (p) => `${quotedEn(p)} after today. Choose today or an earlier day.`,
  "day-past": (p) => `${quotedEn(p)} before today. Choose today or a later day.`,
  "number-invalid": (p) => `${quotedEn(p)} not readable as a number. Use digits only, for example 312.`,
  "integer-range": (p) => `${quotedEn(p)} not accepted. Enter a whole number${rangeEn(p)}.`,
  "number-range": (p) => `${quotedEn(p)} not accepted. Enter a number${rangeEn(p)}.`,
  "email-invalid": (p) => `${quotedEn(p)} not an e-mail address, such as tantou@example.jp.`,
  "url-invalid": (p) => `${quotedEn(p)} not a URL. Begin with https://.`,
  "choose-one": (p) => `${p.label}: choose one.`,
  "choose-some": (p) => `${p.label}: choose at least one.`,
  "unknown-choice": (p) => `${quotedEn(p)} not among the choices. Choose one of those shown.`,
  "must-agree": (p) => `Check and tick “${p.label}”.`,
  "control-character": (p) =>
    `${p.label} contains a character that cannot be shown (a control character). Delete it and type again.`,
  "file-type": (p) =>
    `${quotedEn(p)} a kind of file that is not accepted. Use ${p.other === "" ? "PDF, an image or Excel" : p.other}.`,
  "file-too-large": (p) =>
    `${quotedEn(p)} too large. Use a ${p.max === "" ? "smaller file" : `file of up to ${p.max}`}.`,
  "file-empty": (p) => `${quotedEn(p)} empty. Open the file to check it, then choose it again.`,
  "file-count": (p) =>
    p.max === ""
      ? `${p.label}: too many. Remove some.`
      : `${p.label} takes up to ${p.max} files. Remove some.`,
  "file-password": (p) => `${quotedEn(p)} protected by a password. Remove the password and choose it again.`,
  "postal-code-invalid": (p) => `${quotedEn(p)} not a postal code. Enter seven digits, for example 980-0011.`,
  "phone-invalid": (p) =>
    `${quotedEn(p)} not a telephone number. Begin with the area code, for example 022-123-4567.`,
  "corporate-number-invalid": (p) =>
    `${quotedEn(p)} not a valid corporate number. Check the 13 digits in the register or on the tax agency's site.`,
  "kana-invalid": (p) => `${quotedEn(p)} not in katakana. Use full-width katakana only.`,
  "code-invalid": (p) => `${quotedEn(p)} not accepted. Use letters, digits and hyphens.`,
  "already-used": (p) => `${quotedEn(p)} already registered. Use another value or the one registered.`,
  "password-wrong": (p) => `${p.label} is wrong. Enter it again.`,
  "password-weak": (p) =>
    `${p.label} is easy to guess. Use ${p.min === "" ? 12 : p.min} characters or more that you use nowhere else.`,
  "password-mismatch": (p) => `${p.label} differs from the first one. Enter the same one.`,
  "reason-required": (p) => `${p.label} is missing. This choice needs it.`,
  "not-found": (p) => `${quotedEn(p)} not found. Choose again.`,
  invalid: (p) => `${quotedEn(p)} not accepted. Enter it again.`,
};

export const fieldWords: Readonly<Record<Lang, Sentences>> = { ja, en };
export type FieldCode = keyof typeof ja;
export const fieldCodes = Object.keys(ja) as readonly FieldCode[];

const shown = (value: Params[string] | undefined): string => {
  const text = value === undefined || value === null ? "" : String(value);
  // Control characters would break the sentence that speaks of them.
  const plain = text.replace(/\p{Cc}/gu, "�").trim();
  const chars = Array.from(plain);
  return chars.length > 40 ? `${chars.slice(0, 39).join("")}…` : plain;
};

/**
 * The sentence for one field's problem: names the field, the value where it helps, the rule and the cure.
 * `extra` holds a module's own codes and wins; an unknown code falls back to `invalid`.
 */
export const fieldSentence = (
  problem: FieldProblem,
  label: string,
  lang: Lang,
  extra?: Readonly<Record<string, (p: FieldWordParams) => string>>,
): string => {
  const sentence = extra?.[problem.code] ?? fieldWords[lang][problem.code] ?? fieldWords[lang].invalid;
  const params = problem.params ?? {};
  return (sentence ?? ja.invalid)({
    label,
    value: shown(params.value),
    min: shown(params.min),
    max: shown(params.max),
    other: shown(params.other),
    length: shown(params.length),
  });
};
