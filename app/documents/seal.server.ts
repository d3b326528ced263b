import { createHash, randomBytes, webcrypto } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { byteRangePlaceholder, signatureBytes } from "./pdf/signature-field.ts";

/**
 * Seals of documents: PAdES baseline B-B (ETSI EN 319 142-1), a detached CMS over the whole file, RSA-3072 and SHA-256.
 * Without a time-stamping authority the time in the signature dictionary is the server's clock.
 */
export interface SealingKey {
  /** PKCS #8, PEM. */
  readonly keyPem: string;
  /** X.509, PEM, self-signed. */
  readonly certificatePem: string;
}

const oid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  /** RFC 5035: which certificate signed; SHA-256 is its default digest. */
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  commonName: "2.5.4.3",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha256WithRsa: "1.2.840.113549.1.1.11",
} as const;

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};

const engine = new pkijs.CryptoEngine({
  name: "node",
  crypto: webcrypto as unknown as Crypto,
  subtle: webcrypto.subtle as unknown as SubtleCrypto,
});

const pem = (label: string, der: ArrayBuffer | Uint8Array): string => {
  const lines =
    Buffer.from(der as Uint8Array)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
};
const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]+-----|\s/g, ""), "base64");
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Makes the organisation's key and its self-signed certificate, valid for ten years from `now` (instant, ISO UTC). */
export async function generateSealingKey(o: {
  readonly organisation: string;
  readonly now: string;
}): Promise<SealingKey> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({
    valueHex: buffer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
  });
  const name = (): pkijs.AttributeTypeAndValue[] => [
    new pkijs.AttributeTypeAndValue({
      type: oid.commonName,
      value: new asn1js.Utf8String({ value: o.organisation }),
    }),
  ];
  certificate.issuer.typesAndValues = name();
  certificate.subject.typesAndValues = name();
  const from = new Date(o.now);
  const to = new Date(o.now);
  to.setUTCFullYear(to.getUTCFullYear() + 10);
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  const keyUsage = new asn1js.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 });
  certificate.extensions = [
    new pkijs.Extension({
      extnID: "2.5.29.19",
      critical: true,
      extnValue: new pkijs.BasicConstraints({ cA: false }).toSchema().toBER(),
    }),
    // digitalSignature and nonRepudiation
    new pkijs.Extension({ extnID: "2.5.29.15", critical: true, extnValue: keyUsage.toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as unknown as CryptoKey, engine);
  await certificate.sign(pair.privateKey as unknown as CryptoKey, "SHA-256", engine);
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", pair.privateKey);
  return {
    keyPem: pem("PRIVATE KEY", pkcs8),
    certificatePem: pem("CERTIFICATE", certificate.toSchema(true).toBER()),
  };
}

/**
 * Signs a document that was rendered with `spec.seal`: writes the real byte range and the signature into the room kept
 * for them, so no other byte moves. Throws when there is no room or the key does not fit its certificate.
 */
export async function sealPdf(rendered: Uint8Array, key: SealingKey): Promise<Buffer> {
  const bytes = Buffer.from(rendered);
  const text = bytes.toString("latin1");
  const at = text.indexOf(`/ByteRange ${byteRangePlaceholder}`);
  if (at < 0 || text.indexOf(byteRangePlaceholder, at + 20) >= 0)
    throw new Error("no single place for a seal");
  const zeros = "0".repeat(signatureBytes * 2);
  const contents = text.indexOf(`<${zeros}>`, at);
  if (contents < 0) throw new Error("no room for a seal");
  const end = contents + zeros.length + 2;
  const range = `[0 ${contents} ${end} ${bytes.length - end}]`.padEnd(byteRangePlaceholder.length);
  bytes.write(range, at + "/ByteRange ".length, "latin1");

  const digest = createHash("sha256")
    .update(bytes.subarray(0, contents))
    .update(bytes.subarray(end))
    .digest();
  const cms = await signDigest(digest, key);
  if (cms.length > signatureBytes) throw new Error("the signature is larger than its room");
  bytes.write(cms.toString("hex"), contents + 1, "latin1");
  return bytes;
}

async function signDigest(digest: Buffer, key: SealingKey): Promise<Buffer> {
  const certificateDer = derOf(key.certificatePem);
  const certificate = pkijs.Certificate.fromBER(buffer(certificateDer));
  const privateKey = await webcrypto.subtle.importKey("pkcs8", derOf(key.keyPem), algorithm, false, ["sign"]);
  const certificateHash = createHash("sha256").update(certificateDer).digest();
  const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
    new pkijs.Attribute({ type, values: [value] });
  const signingCertificate = new asn1js.Sequence({
    value: [
      new asn1js.Sequence({
        value: [
          new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: buffer(certificateHash) })] }),
        ],
      }),
    ],
  });
  const signer = new pkijs.SignerInfo({
    // No signing time here: PAdES keeps it in the signature dictionary (EN 319 142-1, 6.3).
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
        attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: buffer(digest) })),
        attribute(oid.signingCertificateV2, signingCertificate),
      ],
    }),
  });
  const signed = new pkijs.SignedData({ signerInfos: [signer] });
  await signed.sign(privateKey as unknown as CryptoKey, 0, "SHA-256", undefined, engine);
  const { signedAttrs, signature } = signer;
  const cms = assembled(certificate, { signedAttrs, signature });
  const probe = await verifyCms(cms, digest);
  if (probe === undefined) throw new Error("the sealing key does not fit its certificate");
  return cms;
}

/** The one form a seal has (DER): everything but the signed attributes and their signature follows from the certificate. */
function assembled(
  certificate: pkijs.Certificate,
  parts: Pick<pkijs.SignerInfo, "signedAttrs" | "signature">,
): Buffer {
  // RFC 5754, 2 and 3.2: sealing writes NULL as the parameters of both.
  const named = (algorithmId: string): pkijs.AlgorithmIdentifier =>
    new pkijs.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1js.Null() });
  const signer = new pkijs.SignerInfo({
    ...parts,
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    digestAlgorithm: named(oid.sha256),
    signatureAlgorithm: named(oid.sha256WithRsa),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [named(oid.sha256)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [certificate],
    signerInfos: [signer],
  });
  const info = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

/** The certificate (DER) whose key signed `digest`, or undefined when anything about the signature is wrong. */
async function verifyCms(cms: Uint8Array, digest: Buffer): Promise<pkijs.Certificate | undefined> {
  try {
    const info = pkijs.ContentInfo.fromBER(buffer(cms));
    if (info.contentType !== oid.signedData) return undefined;
    const signed = new pkijs.SignedData({ schema: info.content });
    const signer = signed.signerInfos[0];
    const certificate = signed.certificates?.[0];
    if (signed.signerInfos.length !== 1 || signer === undefined || signed.certificates?.length !== 1)
      return undefined;
    if (!(certificate instanceof pkijs.Certificate)) return undefined;
    // What the signature does not cover must be exactly what sealing writes, so the whole is assembled anew around the
    // parts it does cover: no byte of a genuine file may differ, not even one that a lenient reader forgives.
    const { signedAttrs, signature } = signer;
    if (!assembled(certificate, { signedAttrs, signature }).equals(cms)) return undefined;
    const attributes = signer.signedAttrs?.attributes ?? [];
    const one = (type: string): asn1js.BaseBlock | undefined => {
      const found = attributes.filter((a) => a.type === type);
      return found.length === 1 && found[0]?.values.length === 1
        ? (found[0].values[0] as asn1js.BaseBlock)
        : undefined;
    };
    const contentType = one(oid.contentType);
    if (!(contentType instanceof asn1js.ObjectIdentifier) || contentType.valueBlock.toString() !== oid.data)
      return undefined;
    const messageDigest = one(oid.messageDigest);
    if (!(messageDigest instanceof asn1js.OctetString)) return undefined;
    if (!Buffer.from(messageDigest.valueBlock.valueHexView).equals(digest)) return undefined;
    const named = one(oid.signingCertificateV2);
    const certificateHash = createHash("sha256").update(Buffer.from(certificate.toSchema().toBER())).digest();
    if (named === undefined || !Buffer.from(named.toBER()).includes(certificateHash)) return undefined;
    const publicKey = await webcrypto.subtle.importKey(
      "spki",
      Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER()),
      algorithm,
      false,
      ["verify"],
    );
    const attributesDer = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
    const good = await webcrypto.subtle.verify(
      algorithm.name,
      publicKey,
      Buffer.from(signer.signature.valueBlock.valueHexView),
      attributesDer,
    );
    return good ? certificate : undefined;
  } catch {
    return undefined;
  }
}

export interface SealVerdict {
  /**
   * `valid`: whole and sealed with a trusted certificate; `untrusted`: whole, but sealed by somebody else; `altered`: a
   * seal is there and does not fit the file, or the file has more than the seal covers; `not-sealed`: no seal at all.
   */
  readonly verdict: "valid" | "altered" | "not-sealed" | "untrusted";
  readonly coversWholeDocument: boolean;
  /** Name in the certificate, even when it is not trusted. */
  readonly signer: string | null;
  /** Instant, ISO UTC: the server's clock when it was sealed. */
  readonly signedAt: string | null;
  /** SHA-256 of the certificate (DER), hex. */
  readonly certificateSha256: string | null;
}

const nothing = {
  coversWholeDocument: false,
  signer: null,
  signedAt: null,
  certificateSha256: null,
} as const;

/**
 * Judges a PDF by itself: exactly one signature, over every byte but its own room, in a file that nothing was appended
 * to. Any incremental update is an alteration, even one that a reader would call harmless.
 */
export async function verifySeal(
  file: Uint8Array,
  trustedCertificatePems: readonly string[],
): Promise<SealVerdict> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const text = bytes.toString("latin1");
  const marks = [...text.matchAll(/\/ByteRange\s*\[/g)];
  if (marks.length === 0) return { verdict: "not-sealed", ...nothing };
  const altered = { verdict: "altered", ...nothing } as const;
  const found = [...text.matchAll(/\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\n\/Contents </g)];
  const only = found[0];
  if (marks.length !== 1 || found.length !== 1 || only === undefined) return altered;
  const [start, end, length] = [Number(only[1]), Number(only[2]), Number(only[3])];
  // The room begins right where /Contents does, ends with its bracket, and the rest is the rest of the file.
  if (start !== only.index + only[0].length - 1) return altered;
  if (end - start !== signatureBytes * 2 + 2 || end + length !== bytes.length) return altered;
  if (text[start] !== "<" || text[end - 1] !== ">") return altered;
  if (!/^%PDF-1\.7\n/.test(text.slice(0, 16)) || !text.endsWith("%%EOF\n")) return altered;
  if (
    text.indexOf("%%EOF") !== bytes.length - 6 ||
    text.indexOf("\nstartxref\n") !== text.lastIndexOf("\nstartxref\n")
  ) {
    return altered;
  }
  const hex = text.slice(start + 1, end - 1);
  if (!/^[0-9a-f]*$/.test(hex)) return altered;
  const cms = derLength(Buffer.from(hex, "hex"));
  if (cms === undefined) return altered;
  const digest = createHash("sha256").update(bytes.subarray(0, start)).update(bytes.subarray(end)).digest();
  const certificate = await verifyCms(cms, digest);
  if (certificate === undefined) return altered;

  const der = Buffer.from(certificate.toSchema().toBER());
  const trusted = trustedCertificatePems.some((p) => derOf(p).equals(der));
  const time = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(text.slice(end, end + 2000));
  const named = certificate.subject.typesAndValues.find((t) => t.type === oid.commonName);
  return {
    verdict: trusted ? "valid" : "untrusted",
    coversWholeDocument: true,
    signer: named === undefined ? null : String(named.value.valueBlock.value),
    signedAt: time === null ? null : `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}.000Z`,
    certificateSha256: createHash("sha256").update(der).digest("hex"),
  };
}

/** The DER object at the beginning of the room; what follows must be zeros. */
function derLength(room: Buffer): Buffer | undefined {
  if (room[0] !== 0x30 || room[1] === undefined) return undefined;
  let length = room[1];
  let head = 2;
  if (length & 0x80) {
    const n = length & 0x7f;
    if (n < 1 || n > 3) return undefined;
    length = room.readUIntBE(2, n);
    head += n;
  }
  const total = head + length;
  if (total > room.length || room.subarray(total).some((b) => b !== 0)) return undefined;
  return room.subarray(0, total);
}
