import { expect, test } from "vitest";
import { ConfigError, readConfig } from "#app/server/config.ts";

const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems, message: error.message };
    throw error;
  }
  return { problems: [], message: "" };
};

test("nothing set gives a portal on this computer only, with an embedded database", () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    origin: "http://127.0.0.1:3000",
    smtpUrl: null,
    trustsProxy: false,
    isDevelopment: false,
    sessions: { idleMinutes: 60, absoluteMinutes: 720 },
  });
  expect(config.databaseUrl).toBe(`sqlite:${config.dataDir}/azukari.db`);
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", SMTP_URL: " ", ORIGIN: "" })).toEqual(readConfig({}));
});

test("sessions end as configured", () => {
  const { sessions } = readConfig({ SESSION_IDLE_MINUTES: "30", SESSION_TOTAL_MINUTES: "480" });
  expect(sessions).toEqual({ idleMinutes: 30, absoluteMinutes: 480 });
});

test("the public origin follows host and port unless it is set", () => {
  expect(readConfig({ HOST: "::1", PORT: "8080" }).origin).toBe("http://[::1]:8080");
  expect(readConfig({ ORIGIN: "https://azukari.example/" }).origin).toBe("https://azukari.example");
});

test.each([
  ["PORT", "abc"],
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["PORT", "1e3"],
  ["HOST", "a b"],
  ["ORIGIN", "azukari.example"],
  ["ORIGIN", "https://azukari.example/path"],
  ["ORIGIN", "ftp://azukari.example"],
  ["LOG_LEVEL", "loud"],
  ["TRUST_PROXY", "true"],
  ["NODE_ENV", "prod"],
  ["MAIL_FROM", "nobody"],
  ["UPLOAD_FILE_MIB", "0"],
  ["SESSION_IDLE_MINUTES", "4"],
  ["SESSION_TOTAL_MINUTES", "12h"],
])("%s=%s is refused with its name, value, rule and cure", (name, value) => {
  const { problems, message } = problemsOf({ [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ name, value });
  expect(problems[0]?.rule).not.toBe("");
  expect(problems[0]?.cure).toContain(name);
  expect(message).toContain(JSON.stringify(value));
});

test.each(["DATABASE_URL", "SMTP_URL"])("the value of %s is never shown", (name) => {
  const { problems, message } = problemsOf({ [name]: "gopher://user:hunter2@host" });
  expect(problems).toMatchObject([{ name, value: null }]);
  expect(message).not.toContain("hunter2");
});

test("every wrong variable is named at once, in the operator's language", () => {
  const env = { PORT: "x", LOG_LEVEL: "y", TRUST_PROXY: "z" };
  expect(
    problemsOf(env)
      .problems.map((problem) => problem.name)
      .sort(),
  ).toEqual(Object.keys(env).sort());
  expect(problemsOf({ ...env, LANG: "ja_JP.UTF-8" }).message).toContain("設定に誤りがある");
  expect(problemsOf({ ...env, LANG: "C.UTF-8" }).message).toContain("cannot start");
});
