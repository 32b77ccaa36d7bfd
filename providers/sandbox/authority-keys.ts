/** The root of the sandbox's timestamping authority, and the signer under it: made once, kept in the sandbox's own tables. */
import { randomBytes, webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, ExtKeyUsage, Extension } from 'pkijs';
import { type Database, inTransaction, one } from './database.ts';

export type Authority = { root: Certificate; signer: Certificate; key: webcrypto.CryptoKey };
type Kept = { root: Buffer; signer: Buffer; key: Buffer };

export const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const YEARS = 20;

/** The authority of this sandbox. */
export async function authorityOf(database: Database): Promise<Authority> {
  const kept = await inTransaction(database, async (connection) => {
    await connection.query(`select pg_advisory_xact_lock(hashtext('sandbox authority'))`);
    const known = await one<Kept>(connection, 'select root, signer, key from sandbox.authority', []);
    if (known) return known;
    const made = await makeAuthority();
    await connection.query('insert into sandbox.authority (root, signer, key) values ($1, $2, $3)', [made.root, made.signer, made.key]);
    return made;
  });
  const key = await webcrypto.subtle.importKey('pkcs8', kept.key, CURVE, false, ['sign']);
  return { root: Certificate.fromBER(kept.root), signer: Certificate.fromBER(kept.signer), key };
}

async function makeAuthority(): Promise<Kept> {
  const [ofRoot, ofSigner] = await Promise.all([keys(), keys()]);
  const root = await certify({
    subject: 'Sandbox timestamping root',
    issuer: 'Sandbox timestamping root',
    publicKey: ofRoot.publicKey,
    by: ofRoot.privateKey,
    ca: true,
  });
  const signer = await certify({
    subject: 'Sandbox timestamping',
    issuer: 'Sandbox timestamping root',
    publicKey: ofSigner.publicKey,
    by: ofRoot.privateKey,
    ca: false,
  });
  return { root, signer, key: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', ofSigner.privateKey)) };
}

const keys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

type Asked = { subject: string; issuer: string; publicKey: webcrypto.CryptoKey; by: webcrypto.CryptoKey; ca: boolean };

async function certify({ subject, issuer, publicKey, by, ca }: Asked): Promise<Buffer> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from([1, ...randomBytes(15)]).buffer });
  certificate.subject.typesAndValues.push(named(subject));
  certificate.issuer.typesAndValues.push(named(issuer));
  certificate.notBefore.value = new Date(Date.now() - 3_600_000);
  certificate.notAfter.value = new Date(Date.now() + YEARS * 366 * 86_400_000);
  certificate.extensions = ca
    ? [extension('2.5.29.19', new BasicConstraints({ cA: true })), keyUsage(0b0000_0110)]
    : [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: [TIME_STAMPING] })), keyUsage(0b1100_0000)];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(by, 'SHA-256');
  return Buffer.from(certificate.toSchema(true).toBER());
}

const named = (name: string): AttributeTypeAndValue => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) });
const extension = (extnID: string, parsedValue: BasicConstraints | ExtKeyUsage): Extension =>
  new Extension({ extnID, critical: true, extnValue: parsedValue.toSchema().toBER() });
const keyUsage = (bits: number): Extension =>
  new Extension({ extnID: '2.5.29.15', critical: true, extnValue: new BitString({ valueHex: Uint8Array.from([bits]).buffer }).toBER() });
export const octets = (bytes: Uint8Array): OctetString => new OctetString({ valueHex: Uint8Array.from(bytes).buffer });
