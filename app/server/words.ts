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
  migrationFailed: (p: { reason: string }) =>
    `データベースを移行できませんでした。データベースは移行前のままです: ${p.reason}\n対処: 理由を除いてから、もう一度実行してください。それまでは前のプログラムで使えます。`,
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
  demoOtherData: (p: { dir: string }) =>
    `デモ用ではないデータがあるため使いません: ${p.dir}\n対処: 空のフォルダを DATA_DIR に指定するか、DATA_DIR を消してください。`,
  demoSeeding: "架空の生協の記録を3年度分つくっています…",
  demoSeeded: (p: { seconds: string }) => `記録ができました（${p.seconds} 秒）。`,
  demoStep: (p: { text: string }) => `  ・${p.text}`,
  demoAccounts: "サインイン（1役割につき1人）",
  demoReport: (p: { path: string }) => `決裁済みの監督報告書（電子署名つき）: ${p.path}`,
  demoMail: (p: { address: string }) => `送信されるはずのメール: ${p.address}`,
  demoOpen: (p: { address: string }) => `ブラウザで開いてください: ${p.address}（終了は Ctrl+C）`,
  nobody: (p: { email: string }) =>
    `${p.email} でサインインできる人はいません。--as には登録済みのメールアドレスを指定してください。`,
  unknownChoice: (p: { name: string; value: string; choices: string }) =>
    `${p.name} に「${p.value}」は使えません。次の形または値を指定してください: ${p.choices}`,
  notPair: (p: { value: string }) =>
    `--option ${p.value}: 「名前=値」の形で指定してください（例 months=3）。`,
  fileUnreadable: (p: { file: string; reason: string }) => `ファイルを読めません: ${p.file}（${p.reason}）`,
  fileUnwritable: (p: { file: string; reason: string }) => `ファイルを書けません: ${p.file}（${p.reason}）`,
  reportSealed: (p: { file: string; number: string }) => `決裁・封印済みの報告書 ${p.number}: ${p.file}`,
  reportDraft: (p: { file: string }) => `決裁前の報告書（案）: ${p.file}`,
  folderNotEmpty: (p: { dir: string }) =>
    `フォルダが空ではありません: ${p.dir}\n対処: 新しいフォルダを指定してください。`,
  migrateNothing: "未適用の移行はありません。",
  migrateDone: (p: { names: string }) => `移行しました: ${p.names}`,
  seedReal: (p: { name: string }) =>
    `「${p.name}」は架空の組織ではないため、架空の取引先は入れません。何も変えていません。\n対処: 空の DATA_DIR で setup --demonstration を実行し、そこで使ってください。`,
  setUpLabels: {
    "administrator.email": "メールアドレス（--email）",
    "administrator.name": "氏名（--name）",
    "administrator.password": "パスワード（--password-stdin）",
  },
  setUpCure: "対処: 直して、もう一度 setup を実行してください。まだ何も登録していません。",
  auditGood: (p: { entries: number; head: string }) =>
    `操作記録は正しくつながっています（${p.entries} 件）。\n先頭ハッシュ ${p.head}`,
  auditBad: (p: { firstBad: number; reason: string }) =>
    `操作記録に合わないところがあります: ${p.firstBad} 件目（${p.reason}）`,
  pdfVerdict: {
    genuine: "決裁された文書そのものです。",
    altered: "この組織の署名がありますが、内容が変えられています。",
    unknown: "この文書の記録はありません。",
    superseded: "過去に発行された文書です。より新しいものがあります。",
  },
  notFound: "指定されたものはないか、見る権限がありません。番号または ID を確かめてください。",
  forbidden: "この操作をする権限がありません。",
  keysMissing: "鍵がありません。保管してある keys フォルダを DATA_DIR に戻してください。",
  alreadySetUp: "組織はすでに登録されています。何も変えていません。",
  setUpDone: (p: { partners: number; relations: number }) =>
    `組織を登録しました。方針から共同利用先 ${p.partners} 者（案件 ${p.relations} 件）を登録しました。`,
  setUpInvitation: "最初の管理者は次のリンクで手続きします（1回だけ使えます。ほかの人に見せないでください）:",
  backupDone: (p: { dir: string; files: number; mib: string }) =>
    `控えを取りました: ${p.dir}（${p.files} ファイル、${p.mib} MiB）`,
  backupKeys: "署名鍵は含まれていません。DATA_DIR/keys を別に安全な場所へ保管してください。",
  backupDamaged: (p: { file: string }) => `控えが壊れています: ${p.file}\n何も使える状態にしていません。`,
  backupOtherDatabase: (p: { kind: string }) =>
    `この控えは ${p.kind} のものです。\n対処: DATABASE_URL を同じ種類のデータベースにしてください。`,
  notBackup: (p: { dir: string }) => `控えではありません（manifest.json がない、または読めません）: ${p.dir}`,
  restoreNotEmpty: (p: { path: string }) =>
    `すでにデータがあります: ${p.path}\n対処: 空の DATA_DIR を指定してください。今あるデータは変えていません。`,
  restoreDone: (p: { files: number; entries: number }) =>
    `控えから戻しました（${p.files} ファイルを照合、操作記録 ${p.entries} 件を検証）。`,
  restoreKeys: "署名鍵は控えにありません。保管してある keys フォルダを DATA_DIR に戻してください。",
  toolMissing: (p: { tool: string }) =>
    `${p.tool} が見つかりません。\n対処: PostgreSQL の付属ツールを入れるか、データベースの管理者に控えを依頼してください。`,
  toolFailed: (p: { tool: string; said: string }) => `${p.tool} が失敗しました: ${p.said}`,
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
  migrationFailed: (p) =>
    `The database could not be migrated and is as it was before: ${p.reason}\ncure: remove the reason and try again; until then the program before this one serves it.`,
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
  demoOtherData: (p) =>
    `There is data that the demonstration did not make: ${p.dir}\ncure: name an empty folder as DATA_DIR, or unset DATA_DIR.`,
  demoSeeding: "Writing three fiscal years of a fictional co-op…",
  demoSeeded: (p) => `Written in ${p.seconds} s.`,
  demoStep: (p) => `  - ${p.text}`,
  demoAccounts: "Sign-in (one person a role)",
  demoReport: (p) => `Decided, sealed oversight report: ${p.path}`,
  demoMail: (p) => `Mail that would have been sent: ${p.address}`,
  demoOpen: (p) => `Open in a browser: ${p.address} (Ctrl+C ends it)`,
  nobody: (p) => `Nobody can sign in as ${p.email}. Give --as the mail address of a registered person.`,
  unknownChoice: (p) => `${p.name} cannot be "${p.value}". Give one of, or a form like: ${p.choices}`,
  notPair: (p) => `--option ${p.value}: give it as name=value (months=3).`,
  fileUnreadable: (p) => `The file cannot be read: ${p.file} (${p.reason})`,
  fileUnwritable: (p) => `The file cannot be written: ${p.file} (${p.reason})`,
  reportSealed: (p) => `Decided and sealed report ${p.number}: ${p.file}`,
  reportDraft: (p) => `Report not yet decided (draft): ${p.file}`,
  folderNotEmpty: (p) => `The folder is not empty: ${p.dir}\ncure: name a new folder.`,
  migrateNothing: "No migration is pending.",
  migrateDone: (p) => `Migrated: ${p.names}`,
  seedReal: (p) =>
    `"${p.name}" is not a fictional organisation: no fictional partners are put into it. Nothing was changed.\ncure: run setup --demonstration with an empty DATA_DIR and use that.`,
  setUpLabels: {
    "administrator.email": "mail address (--email)",
    "administrator.name": "name (--name)",
    "administrator.password": "password (--password-stdin)",
  },
  setUpCure: "cure: correct it and run setup again. Nothing is registered yet.",
  auditGood: (p) => `The operation log holds together (${p.entries} entries).\nhead ${p.head}`,
  auditBad: (p) => `The operation log does not hold: entry ${p.firstBad} (${p.reason})`,
  pdfVerdict: {
    genuine: "This is the decided document itself.",
    altered: "It bears this organisation's seal, and its content was changed.",
    unknown: "Nothing here has this document.",
    superseded: "It was issued in the past; there is a newer one.",
  },
  notFound: "There is no such thing, or you may not see it. Check the number or id.",
  forbidden: "You lack the permission for this.",
  keysMissing: "The keys are missing. Put the keys folder you kept back into DATA_DIR.",
  alreadySetUp: "An organisation is registered already. Nothing was changed.",
  setUpDone: (p) =>
    `The organisation is registered, with ${p.partners} joint-use partners (${p.relations} relations) from its policy.`,
  setUpInvitation:
    "The first administrator continues with this link (it works once; show it to nobody else):",
  backupDone: (p) => `Backup made: ${p.dir} (${p.files} files, ${p.mib} MiB)`,
  backupKeys: "The private keys are not in it. Keep DATA_DIR/keys in another safe place.",
  backupDamaged: (p) => `The backup is damaged: ${p.file}\nNothing was put into use.`,
  backupOtherDatabase: (p) =>
    `This is a backup of ${p.kind}.\ncure: point DATABASE_URL to a database of the same kind.`,
  notBackup: (p) => `This is not a backup (no manifest.json, or it cannot be read): ${p.dir}`,
  restoreNotEmpty: (p) =>
    `There is data already: ${p.path}\ncure: name an empty DATA_DIR. What is there was not changed.`,
  restoreDone: (p) =>
    `Restored: ${p.files} files compared, ${p.entries} entries of the operation log verified.`,
  restoreKeys: "The private keys are not in the backup. Put the keys folder you kept back into DATA_DIR.",
  toolMissing: (p) =>
    `${p.tool} was not found.\ncure: install PostgreSQL's client tools, or ask the database's administrator for a copy.`,
  toolFailed: (p) => `${p.tool} failed: ${p.said}`,
};

export const words = { ja, en };

/** The operator's language by the usual POSIX variables; English when they say nothing Japanese. */
export function operatorLang(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^ja/i.test(locale) ? "ja" : "en";
}
