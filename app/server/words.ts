import type { Lang, Same } from "#app/i18n/lang.ts";

/** What the process says to the person who runs it: start-up errors, progress, answers of the command line. */
const ja = {
  configHead: "設定に誤りがあるため起動できません。",
  configLine: (p: { name: string; shown: string; rule: string; cure: string }) =>
    `  ${p.name} ${p.shown}\n    規則: ${p.rule}\n    対処: ${p.cure}`,
  configMissing: "（未設定）",
  configHidden: "（設定あり・値は表示しません）",
  ruleNumber: (p: { min: number; max: number }) => `${p.min}以上${p.max}以下の整数`,
  ruleOrigin: "http:// または https:// で始まり、パスを含まない公開先（例 https://azukari.example）",
  ruleHost: "ホスト名または IP アドレス",
  ruleChoice: (p: { choices: string }) => `次のいずれか: ${p.choices}`,
  ruleDatabaseUrl: "sqlite:ファイル または postgres://利用者:パスワード@ホスト/データベース",
  ruleSmtpUrl: "smtp:// または smtps:// で始まる URL",
  ruleMailFrom: "メールアドレス（例 azukari@example.com）",
  rulePath: "空でないフォルダ名",
  cure: (p: { name: string; example: string }) =>
    `${p.name}=${p.example} のように設定するか、消して既定値にします。`,
  pendingMigrations: (p: { names: string; cure: string }) =>
    `データベースに未適用の移行があります: ${p.names}\n対処: バックアップのあと「${p.cure}」を実行してください。`,
  databaseUnreachable: (p: { reason: string }) =>
    `データベースに接続できません: ${p.reason}\n対処: DATABASE_URL と、データベースが動いていることを確かめてください。`,
  dataDirUnwritable: (p: { dir: string; reason: string }) =>
    `データフォルダに書き込めません: ${p.dir}（${p.reason}）\n対処: フォルダの権限を直すか、DATA_DIR を変えてください。`,
  portTaken: (p: { port: number }) =>
    `ポート ${p.port} は使用中です。\n対処: ほかの番号を PORT に設定してください（例 PORT=3100）。`,
  buildMissing: "画面の組み立て（build/）がありません。\n対処: npm run build を実行してください。",
  notSetUp: "組織がまだ登録されていません。先に setup を実行してください。",
  listening: (p: { address: string }) => `起動しました: ${p.address}`,
  stopping: "停止します。処理中の要求を終えています…",
  stopped: "停止しました。",
  tooLarge: (p: { mib: number }) => `送信された内容が大きすぎます（上限 ${p.mib} MiB）。`,
  demoBuilding: "画面を組み立てています（初回は1分ほど）…",
  demoBuilt: (p: { seconds: string }) => `組み立てが終わりました（${p.seconds} 秒）。`,
  demoFresh: (p: { dir: string }) => `デモ用データを新しく作ります: ${p.dir}`,
  demoKept: (p: { dir: string }) => `前回のデモ用データを使います: ${p.dir}`,
  demoSeeding: "架空の生協の記録を3年度分つくっています…",
  demoSeeded: (p: { seconds: string }) => `記録ができました（${p.seconds} 秒）。`,
  demoStep: (p: { text: string }) => `  ・${p.text}`,
  demoAccounts: "サインイン（1役割につき1人）",
  demoReport: (p: { path: string }) => `決裁済みの監督報告書（電子署名つき）: ${p.path}`,
  demoMail: (p: { address: string }) => `送信されるはずのメール: ${p.address}`,
  demoOpen: (p: { address: string }) => `ブラウザで開いてください: ${p.address}（終了は Ctrl+C）`,
  answerYes: "はい",
  answerNo: "いいえ",
};

const en: Same<typeof ja> = {
  configHead: "Azukari cannot start: the configuration is wrong.",
  configLine: (p) => `  ${p.name} ${p.shown}\n    rule: ${p.rule}\n    cure: ${p.cure}`,
  configMissing: "(not set)",
  configHidden: "(set; the value is not shown)",
  ruleNumber: (p) => `a whole number from ${p.min} to ${p.max}`,
  ruleOrigin:
    "a public origin that begins with http:// or https:// and has no path (https://azukari.example)",
  ruleHost: "a host name or an IP address",
  ruleChoice: (p) => `one of: ${p.choices}`,
  ruleDatabaseUrl: "sqlite:FILE or postgres://user:password@host/database",
  ruleSmtpUrl: "a URL that begins with smtp:// or smtps://",
  ruleMailFrom: "a mail address (azukari@example.com)",
  rulePath: "a folder name that is not empty",
  cure: (p) => `set it like ${p.name}=${p.example}, or remove it to get the default.`,
  pendingMigrations: (p) =>
    `The database lacks migrations: ${p.names}\ncure: take a backup, then run "${p.cure}".`,
  databaseUnreachable: (p) =>
    `The database does not answer: ${p.reason}\ncure: check DATABASE_URL and that the database is running.`,
  dataDirUnwritable: (p) =>
    `The data folder cannot be written: ${p.dir} (${p.reason})\ncure: mend the folder's permissions or change DATA_DIR.`,
  portTaken: (p) => `Port ${p.port} is in use.\ncure: set another number, for instance PORT=3100.`,
  buildMissing: "The built screens (build/) are missing.\ncure: run npm run build.",
  notSetUp: "No organisation is registered yet. Run setup first.",
  listening: (p) => `Listening on ${p.address}`,
  stopping: "Stopping: finishing the requests in hand…",
  stopped: "Stopped.",
  tooLarge: (p) => `What was sent is too large (limit ${p.mib} MiB).`,
  demoBuilding: "Building the screens (about a minute the first time)…",
  demoBuilt: (p) => `Built in ${p.seconds} s.`,
  demoFresh: (p) => `Making fresh demonstration data: ${p.dir}`,
  demoKept: (p) => `Using the demonstration data of last time: ${p.dir}`,
  demoSeeding: "Writing three fiscal years of a fictional co-op…",
  demoSeeded: (p) => `Written in ${p.seconds} s.`,
  demoStep: (p) => `  - ${p.text}`,
  demoAccounts: "Sign-in (one person a role)",
  demoReport: (p) => `Decided, sealed oversight report: ${p.path}`,
  demoMail: (p) => `Mail that would have been sent: ${p.address}`,
  demoOpen: (p) => `Open in a browser: ${p.address} (Ctrl+C ends it)`,
  answerYes: "yes",
  answerNo: "no",
};

export const words = { ja, en };

/** The operator's language by the usual POSIX variables; English when they say nothing Japanese. */
export function operatorLang(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^ja/i.test(locale) ? "ja" : "en";
}
