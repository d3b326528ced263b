/**
 * Numbers and addresses of partners. Parsers take text as typed (full-width, spaces, any hyphen) and give what is
 * stored, or the code of what is wrong. Names and prose are never normalised: NFKC would turn ㈱ into (株).
 */

export type Parsed =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: string };
const good = (value: string): Parsed => ({ ok: true, value });
const bad = (code: string): Parsed => ({ ok: false, code });

/** U+2010 to 2015, U+2212, U+30FC and U+2500 stand where a hyphen is meant between the parts of a code. */
const hyphenLike = /[‐‑‒–—―−ー─]/g;

/** A code in half-width: NFKC, every hyphen-like sign a hyphen, no white space. */
export const normaliseCode = (text: string): string =>
  text.normalize("NFKC").replace(hyphenLike, "-").replace(/\s/g, "");

const digitsOf = (text: string): string => normaliseCode(text).replace(/-/g, "");

/**
 * The check digit of a 12-digit 基礎番号 (平成26年財務省令70号2条): 9 − ((Σ Pn × Qn) mod 9), Pn the n-th digit from the
 * right, Qn 1 for odd n and 2 for even n. The remainder is taken of the whole sum.
 * @throws RangeError unless `base` is 12 digits
 */
export function corporateCheckDigit(base: string): number {
  if (!/^\d{12}$/.test(base)) throw new RangeError("a base number has 12 digits");
  let sum = 0;
  for (let n = 1; n <= 12; n += 1) sum += Number(base[12 - n]) * (n % 2 === 1 ? 1 : 2);
  return 9 - (sum % 9);
}

/**
 * What is wrong with a 法人番号 of plain digits: `corporate-number-length`, `corporate-number-check-digit`, or null.
 * Blind spot: 0 and 9 weigh the same, so one taken for the other in the base number is not found; the name behind the
 * number is compared by a person.
 */
export function corporateNumberProblem(number: string): string | null {
  if (!/^\d{13}$/.test(number)) return "corporate-number-length";
  return Number(number[0]) === corporateCheckDigit(number.slice(1)) ? null : "corporate-number-check-digit";
}

/** 法人番号 as typed → 13 digits. */
export function parseCorporateNumber(text: string): Parsed {
  const digits = digitsOf(text);
  return corporateNumberProblem(digits) === null ? good(digits) : bad("corporate-number-invalid");
}

/**
 * What is wrong with a stored 登録番号 (`T` and 13 digits): `invoice-number-invalid`, `invoice-number-differs`, or null.
 * A corporation's digits are its 法人番号; others have digits of their own, of which only the shape can be checked.
 */
export function invoiceNumberProblem(number: string, corporateNumber: string | null): string | null {
  if (!/^T\d{13}$/.test(number)) return "invoice-number-invalid";
  if (corporateNumber === null) return null;
  return number.slice(1) === corporateNumber ? null : "invoice-number-differs";
}

/** 適格請求書発行事業者登録番号 as typed → `T` and 13 digits. */
export function parseInvoiceNumber(text: string, corporateNumber: string | null = null): Parsed {
  const code = digitsOf(text).toUpperCase();
  const problem = invoiceNumberProblem(code, corporateNumber);
  return problem === null ? good(code) : bad(problem);
}

/** 郵便番号 as typed, with or without 〒 → 7 digits. */
export function parsePostalCode(text: string): Parsed {
  const digits = digitsOf(text).replace(/^〒/, "");
  return /^\d{7}$/.test(digits) ? good(digits) : bad("postal-code-invalid");
}

/** 7 digits → `983-0035`; anything else unchanged. */
export const formatPostalCode = (code: string): string =>
  /^\d{7}$/.test(code) ? `${code.slice(0, 3)}-${code.slice(3)}` : code;

/**
 * A telephone number as typed → half-width, the person's own hyphens kept (area codes cannot be told without a table).
 * Japanese numbers: 10 digits, 11 for 050 060 070 080 090 and 0800; abroad `+` and 7 to 15 digits (E.164).
 */
export function parsePhone(text: string): Parsed {
  const code = normaliseCode(text).replace(/[()]/g, (bracket) => (bracket === "(" ? "-" : "-"));
  const number = code.replace(/-+/g, "-").replace(/^-|-$/g, "");
  const digits = number.replace(/-/g, "");
  if (/^\+\d{7,15}$/.test(digits)) return good(number);
  const isLong = /^0(50|60|70|80|90)|^0800/.test(digits);
  return /^0\d{9,10}$/.test(digits) && digits.length === (isLong ? 11 : 10)
    ? good(number)
    : bad("phone-invalid");
}

const emailShape =
  /^[^\s@<>(),;:"[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** E-mail as typed → NFKC, lower case; at most 254 characters (RFC 5321 4.5.3.1). */
export function parseEmail(text: string): Parsed {
  const address = text.normalize("NFKC").trim().toLowerCase();
  const isShaped = address.length <= 254 && emailShape.test(address);
  return isShaped && !address.includes("..") && !/^\.|\.@/.test(address)
    ? good(address)
    : bad("email-invalid");
}
