/** Crockford's base 32: no I, L, O, U, so that a code read aloud or from paper is typed right. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Twelve characters in groups of four, 60 bits, from eight random bytes. */
export function verificationCode(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.slice(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 12; i += 1) {
    text = `${alphabet[Number(bits & 31n)] ?? "0"}${text}`;
    bits >>= 5n;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** A code as typed: full width, lower case, any dashes or spaces, O for 0, I and L for 1. Null when it is none. */
export function parseVerificationCode(typed: string): string | null {
  const text = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212\u30fc-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(text)
    ? `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
    : null;
}
