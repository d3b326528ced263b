import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, mkdir, open, readdir, readFile, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";

/**
 * Keys outside the database, in `DATA_DIR/keys` (0700), each file 0600:
 * - `outbox.key`: 32 bytes, encrypts waiting mail
 * - `<organisation>/sealing-key.pem`, `sealing-certificate.pem`: seals documents
 * - `<organisation>/checkpoint-key.pem`, `checkpoint-public.pem`: signs heads of the operation log (Ed25519)
 */
export interface KeyRing {
  readonly dir: string;
  outboxKey(): Promise<Buffer>;
  /** Makes the keys when there are none; never replaces one, and throws when only a part is there. */
  ensure(organisation: { readonly id: string; readonly name: string }, now: Date): Promise<void>;
  isPresent(organisationId: string): boolean;
  /** The public part that heads are verified with is here. */
  canVerify(organisationId: string): boolean;
  sealing(organisationId: string): { readonly keyPem: string; readonly certificatePem: string };
  /** Certificates of every organisation here: what a genuine seal may be made with. */
  certificates(): Promise<readonly string[]>;
  signHead(organisationId: string, head: string): string;
  verifyHead(organisationId: string, head: string, signature: string): boolean;
}

export type MakeSealingKey = (subject: {
  readonly organisation: string;
  /** Instant, ISO UTC: the certificate is good from here. */
  readonly now: string;
}) => Promise<{ readonly keyPem: string; readonly certificatePem: string }>;

/** What stays in every backup; with them the folder of an organisation counts as made. */
const publicParts = ["sealing-certificate.pem", "checkpoint-public.pem"] as const;

const checkpointDomain = "azukari-checkpoint-1\n";

export function openKeys(dir: string, makeSealingKey: MakeSealingKey): KeyRing {
  const fileOf = (organisationId: string, name: string) => {
    if (!/^[0-9a-zA-Z-]{1,64}$/.test(organisationId)) throw new Error("not an organisation's id");
    return path.join(dir, organisationId, name);
  };
  return {
    dir,
    async outboxKey() {
      const file = path.join(dir, "outbox.key");
      await writeOnce(file, randomBytes(32));
      return readFile(file);
    },
    async ensure({ id, name }, now) {
      if (publicParts.every((part) => existsSync(fileOf(id, part)))) return;
      // All four in a folder of their own first: keys and what belongs to them appear together or not at all.
      const draft = path.join(dir, `.${id}.${randomBytes(6).toString("hex")}`);
      const made = await makeSealingKey({ organisation: name, now: now.toISOString() });
      const checkpoint = generateKeyPairSync("ed25519", {
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
      });
      try {
        await writeOnce(path.join(draft, "sealing-key.pem"), made.keyPem);
        await writeOnce(path.join(draft, "sealing-certificate.pem"), made.certificatePem);
        await writeOnce(path.join(draft, "checkpoint-key.pem"), checkpoint.privateKey);
        await writeOnce(path.join(draft, "checkpoint-public.pem"), checkpoint.publicKey);
        // A folder is never renamed over one that holds something (POSIX rename): who was first stays.
        await rename(draft, path.join(dir, id));
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        if (!publicParts.every((part) => existsSync(fileOf(id, part)))) throw error;
      }
    },
    isPresent: (id) =>
      ["sealing-key.pem", "sealing-certificate.pem", "checkpoint-key.pem", "checkpoint-public.pem"].every(
        (name) => existsSync(fileOf(id, name)),
      ),
    canVerify: (id) => existsSync(fileOf(id, "checkpoint-public.pem")),
    sealing: (id) => ({
      keyPem: readFileSync(fileOf(id, "sealing-key.pem"), "utf8"),
      certificatePem: readFileSync(fileOf(id, "sealing-certificate.pem"), "utf8"),
    }),
    async certificates() {
      const names = await readdir(dir).catch(() => []);
      return names
        .filter((name) => !name.startsWith("."))
        .map((name) => path.join(dir, name, "sealing-certificate.pem"))
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file, "utf8"));
    },
    signHead: (id, head) =>
      sign(
        null,
        Buffer.from(checkpointDomain + head),
        createPrivateKey(readFileSync(fileOf(id, "checkpoint-key.pem"))),
      ).toString("base64url"),
    verifyHead: (id, head, signature) =>
      verify(
        null,
        Buffer.from(checkpointDomain + head),
        createPublicKey(readFileSync(fileOf(id, "checkpoint-public.pem"))),
        Buffer.from(signature, "base64url"),
      ),
  };
}

/** Writes a file that does not exist yet, whole or not at all; an existing one stays as it is. */
async function writeOnce(file: string, content: string | Buffer): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A hard link, unlike a rename, fails when another process was first: its key stays.
  await link(draft, file).catch((error) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  });
  await unlink(draft);
}
