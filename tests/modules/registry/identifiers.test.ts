import fc from "fast-check";
import { expect, test } from "vitest";
import {
  corporateCheckDigit,
  corporateNumberProblem,
  formatPostalCode,
  normaliseCode,
  parseCorporateNumber,
  parseEmail,
  parseInvoiceNumber,
  parsePhone,
  parsePostalCode,
} from "#app/modules/registry/rules/identifiers.ts";

const value = (parsed: ReturnType<typeof parsePhone>) => (parsed.ok ? parsed.value : parsed.code);

test.each([
  ["000012050002", 7],
  ["370005001632", 2],
  ["370005001651", 8],
  ["370005001650", 9],
])("the check digit of %s is %i", (base, digit) => {
  expect(corporateCheckDigit(base)).toBe(digit);
  expect(corporateNumberProblem(`${digit}${base}`)).toBeNull();
});

test.each([
  ["7000012050002", "7000012050002"],
  ["７０００－０１２０－５０００２", "7000012050002"],
  [" 2370005001632 ", "2370005001632"],
  ["8000012050002", "corporate-number-invalid"],
  ["0000012050002", "corporate-number-invalid"],
  ["700001205000", "corporate-number-invalid"],
  ["70000120500021", "corporate-number-invalid"],
  ["700001205000x", "corporate-number-invalid"],
  ["", "corporate-number-invalid"],
])("corporate number %j gives %s", (text, expected) => {
  expect(value(parseCorporateNumber(text))).toBe(expected);
});

test("0 and 9 are the blind spot of the check digit, and it alone", () => {
  expect(corporateNumberProblem("2379005001632")).toBeNull();
  const number = "2370005001632";
  let caught = 0;
  const missed: string[] = [];
  for (let at = 0; at < 13; at += 1) {
    for (let digit = 0; digit <= 9; digit += 1) {
      if (number[at] === String(digit)) continue;
      const wrong = number.slice(0, at) + digit + number.slice(at + 1);
      if (corporateNumberProblem(wrong) === null) missed.push(`${number[at]}>${digit}`);
      else caught += 1;
    }
  }
  expect([caught, missed]).toEqual([112, ["0>9", "0>9", "0>9", "0>9", "0>9"]]);
});

test("every adjacent transposition of unlike digits is caught", () => {
  for (let at = 0; at < 12; at += 1) {
    const number = "2370005001632";
    const [a, b] = [number[at]!, number[at + 1]!];
    if (a === b) continue;
    expect(corporateNumberProblem(number.slice(0, at) + b + a + number.slice(at + 2))).not.toBeNull();
  }
});

test("the check digit is always 1 to 9 and makes its number valid", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), (base) => {
      const digit = corporateCheckDigit(base);
      expect(digit >= 1 && digit <= 9).toBe(true);
      expect(corporateNumberProblem(`${digit}${base}`)).toBeNull();
    }),
  );
  expect(() => corporateCheckDigit("12")).toThrow(RangeError);
});

test.each([
  ["T7000012050002", "7000012050002", "T7000012050002"],
  ["Ｔ７０００－０１２０５０００２", null, "T7000012050002"],
  ["t1234567890123", null, "T1234567890123"],
  ["T1234567890123", "7000012050002", "invoice-number-differs"],
  ["7000012050002", null, "invoice-number-invalid"],
  ["T123", null, "invoice-number-invalid"],
])("registration number %j of %s gives %s", (text, corporate, expected) => {
  expect(value(parseInvoiceNumber(text, corporate))).toBe(expected);
});

test.each([
  ["983-0035", "9830035"],
  ["９８３－００３５", "9830035"],
  ["〒983ー0035", "9830035"],
  ["983−0035", "9830035"],
  ["980-0000", "9800000"],
  ["98-0035", "postal-code-invalid"],
  ["abc-defg", "postal-code-invalid"],
])("postal code %j gives %s", (text, expected) => {
  expect(value(parsePostalCode(text))).toBe(expected);
});

test("a postal code is shown with its hyphen, anything else as it is", () => {
  expect(formatPostalCode("9830035")).toBe("983-0035");
  expect(formatPostalCode("SW1A 1AA")).toBe("SW1A 1AA");
});

test.each([
  ["03-1234-5678", "03-1234-5678"],
  ["０２２−１２３−４５６７", "022-123-4567"],
  ["0229-12-3456", "0229-12-3456"],
  ["04992-1-2345", "04992-1-2345"],
  ["0221234567", "0221234567"],
  ["(022)123-4567", "022-123-4567"],
  ["090ー1234ー5678", "090-1234-5678"],
  ["050-1234-5678", "050-1234-5678"],
  ["0120-123-456", "0120-123-456"],
  ["0800-123-4567", "0800-123-4567"],
  ["+44 20 7946 0958", "+442079460958"],
  ["090-123-4567", "phone-invalid"],
  ["03-1234-56789", "phone-invalid"],
  ["22-123-4567", "phone-invalid"],
  ["12345", "phone-invalid"],
  ["call me", "phone-invalid"],
])("telephone %j gives %s", (text, expected) => {
  expect(value(parsePhone(text))).toBe(expected);
});

test.each([
  ["Tantou@Example.JP", "tantou@example.jp"],
  ["ｔａｎｔｏｕ＠ｅｘａｍｐｌｅ．ｊｐ", "tantou@example.jp"],
  [" a.b+c@sub.example.co.jp ", "a.b+c@sub.example.co.jp"],
  ["a..b@example.jp", "email-invalid"],
  [".a@example.jp", "email-invalid"],
  ["a.@example.jp", "email-invalid"],
  ["a@example", "email-invalid"],
  ["a@-example.jp", "email-invalid"],
  ["a b@example.jp", "email-invalid"],
  ["a@b@example.jp", "email-invalid"],
  ["担当 <a@example.jp>", "email-invalid"],
  [`${"a".repeat(65)}@example.jp`, "email-invalid"],
])("e-mail %j gives %s", (text, expected) => {
  expect(value(parseEmail(text))).toBe(expected);
});

test("codes lose width, white space and every kind of hyphen, and parsing twice changes nothing", () => {
  expect(normaliseCode("ＡＢＣ－１２３ ‐―ー−")).toBe("ABC-123----");
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(normaliseCode(normaliseCode(text))).toBe(normaliseCode(text));
      for (const parse of [parseCorporateNumber, parsePostalCode, parsePhone, parseEmail]) {
        const once = parse(text);
        if (once.ok) expect(parse(once.value)).toEqual(once);
      }
    }),
  );
});
