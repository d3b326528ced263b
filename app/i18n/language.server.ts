import { type Lang, langs } from "./lang.ts";

export const languageCookieName = "lang";

const isLang = (text: string): text is Lang => (langs as readonly string[]).includes(text);

const cookieValue = (header: string | null, name: string): string | null => {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
};

/** First acceptable language by quality (RFC 9110, 12.5.4); equal qualities keep their order. */
export const languageFromAcceptHeader = (header: string | null): Lang | null => {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = parameters
        .map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1])
        .find((each) => each !== undefined);
      return { lang: tag.trim().split("-")[0] ?? "", quality: q === undefined ? 1 : Number(q) };
    })
    .filter((each) => each.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { lang } of wanted) if (isLang(lang)) return lang;
  return null;
};

/** The person's choice (cookie), else what the browser asks for, else Japanese. */
export const detectLanguage = (request: Request): Lang => {
  const cookies = request.headers.get("cookie");
  const chosen =
    cookieValue(cookies, `__Host-${languageCookieName}`) ?? cookieValue(cookies, languageCookieName);
  if (chosen !== null && isLang(chosen)) return chosen;
  return languageFromAcceptHeader(request.headers.get("accept-language")) ?? "ja";
};

/** Value for `Set-Cookie`. The choice is no secret and lives a year; over https the name carries `__Host-`. */
export const languageCookie = (lang: Lang, options: { readonly secure: boolean }): string =>
  `${options.secure ? "__Host-" : ""}${languageCookieName}=${lang}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${options.secure ? "; Secure" : ""}`;
