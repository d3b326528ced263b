import { createServer, type Socket } from "node:net";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail server on 127.0.0.1 that keeps what it is given (RFC 5321, the few commands a sender needs). */
export interface Mailbox {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** The first mail to this address whose subject or text holds `part`, waited for. */
  waitFor(to: string, part: string): Promise<Mail>;
  close(): Promise<void>;
}

const WAIT_MS = 60_000;

export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    receive(socket, (mail) => mails.push(mail));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the mailbox has no port");
  return {
    url: `smtp://127.0.0.1:${bound.port}`,
    mails,
    async waitFor(to, part) {
      const until = Date.now() + WAIT_MS;
      while (Date.now() < until) {
        const found = mails.find((mail) => mail.to === to && `${mail.subject}\n${mail.text}`.includes(part));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(
        `no mail to ${to} with 「${part}」; there are: ${JSON.stringify(mails.map((m) => [m.to, m.subject]))}`,
      );
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function receive(socket: Socket, keep: (mail: Mail) => void): void {
  let pending = "";
  let to = "";
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say("220 mailbox");
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    pending += chunk;
    for (;;) {
      const end = isData ? pending.indexOf("\r\n.\r\n") : pending.indexOf("\r\n");
      if (end < 0) return;
      const text = pending.slice(0, end);
      pending = pending.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        keep(parse(to, text.replaceAll("\r\n..", "\r\n.")));
        say("250 kept");
      } else if (/^EHLO|^HELO/i.test(text)) say("250 mailbox");
      else if (/^RCPT TO:/i.test(text)) {
        to = /<([^>]*)>/.exec(text)?.[1] ?? "";
        say("250 ok");
      } else if (/^DATA/i.test(text)) {
        isData = true;
        say("354 go on");
      } else if (/^QUIT/i.test(text)) {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    }
  });
}

function parse(to: string, source: string): Mail {
  const split = source.indexOf("\r\n\r\n");
  const head = source.slice(0, split).replaceAll(/\r\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const subject = header("Subject")
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : unquote(word.replaceAll("_", " ")).toString("utf8"),
    );
  const body = source.slice(split + 4);
  const how = header("Content-Transfer-Encoding").toLowerCase();
  const text =
    how === "base64"
      ? Buffer.from(body, "base64")
      : how === "quoted-printable"
        ? unquote(body.replaceAll("=\r\n", ""))
        : Buffer.from(body, "latin1");
  return { to, subject, text: text.toString("utf8") };
}

const unquote = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
