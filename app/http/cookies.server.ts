/** Over https the session cookie is `__Host-` (RFC 6265bis 4.1.3.2): Secure, Path=/, no Domain. */
const name = (origin: string): string => (origin.startsWith("https:") ? "__Host-azukari" : "azukari");

export function readSessionCookie(request: Request, origin: string): string | null {
  return readCookie(request, name(origin));
}

export function readCookie(request: Request, wanted: string): string | null {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === wanted) return value.join("=");
  }
  return null;
}

const attributes = (origin: string): string =>
  `Path=/; HttpOnly; SameSite=Lax${origin.startsWith("https:") ? "; Secure" : ""}`;

/** Lives as long as the browser: the limits that count are those of the session in the database. */
export const sessionCookie = (secret: string, origin: string): string =>
  `${name(origin)}=${secret}; ${attributes(origin)}`;
export const endedSessionCookie = (origin: string): string =>
  `${name(origin)}=; Max-Age=0; ${attributes(origin)}`;
