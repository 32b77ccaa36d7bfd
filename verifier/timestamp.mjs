/** Checks a timestamp (RFC 3161): that an authority which one trusts has seen a hash at an instant. */
import { X509Certificate, constants, createHash, verify } from 'node:crypto';
import { elementAt, elementsIn, oidOf, timeOf } from './der.mjs';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const RSA_PSS = '1.2.840.113549.1.1.10';
const DIGESTS = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.3.14.3.2.26': 'sha1',
};
const GRANTED = 0;
const GRANTED_WITH_MODIFICATIONS = 1;

/**
 * Reads the answer of an authority and checks it: the hash is `digest` (SHA-256, hex), the signature holds, the signer may stamp time, and its certificate
 * leads to one of `trusted` (PEM, one or more). Gives when, by whom, its serial number and nonce (hex or null); throws what is wrong.
 */
export function checkTimestamp(response, { digest, trusted }) {
  const { info, encoded, certificates, signer } = partsOf(response);
  if (info.digest !== digest) throw new Error('it is of another hash');
  const certificate = certificates.find((one) => isOf(one, signer.id));
  if (!certificate) throw new Error('the certificate of its signer is missing');
  checkSignature(encoded, signer, certificate);
  if (!certificate.keyUsage?.includes(TIME_STAMPING)) throw new Error('its signer is no timestamping authority');
  checkPath(certificate, { certificates, trusted: pemsIn(trusted), at: Date.parse(info.at) });
  return { at: info.at, authority: nameOf(certificate.subject), serial: info.serial, nonce: info.nonce };
}

function partsOf(response) {
  const [status, token] = elementsIn(whole(response));
  const granted = elementsIn(status)[0].content[0];
  if ((granted !== GRANTED && granted !== GRANTED_WITH_MODIFICATIONS) || !token) throw new Error('the authority refused to stamp');
  const [type, explicit] = elementsIn(token);
  if (oidOf(type) !== SIGNED_DATA) throw new Error('it is not signed');
  const [, , encapsulated, ...rest] = elementsIn(elementsIn(explicit)[0]);
  const [contentType, content] = elementsIn(encapsulated);
  if (oidOf(contentType) !== TST_INFO) throw new Error('it is no timestamp');
  const encoded = elementsIn(content)[0].content;
  const listed = rest.find(({ tag }) => tag === 0xa0);
  const [signer] = elementsIn(rest.at(-1));
  return {
    encoded,
    info: infoOf(whole(encoded)),
    certificates: listed ? elementsIn(listed).map((one) => new X509Certificate(one.whole)) : [],
    signer: signerOf(signer),
  };
}

function whole(bytes) {
  const element = elementAt(bytes);
  if (element.end !== bytes.length) throw new Error('there are bytes behind its end');
  return element;
}

function infoOf(element) {
  const [, , imprint, serial, time, ...more] = elementsIn(element);
  const [algorithm, hash] = elementsIn(imprint);
  if (DIGESTS[oidOf(elementsIn(algorithm)[0])] !== 'sha256') throw new Error('its hash is not SHA-256');
  const nonce = more.find(({ tag }) => tag === 0x02);
  return {
    digest: hash.content.toString('hex'),
    serial: serial.content.toString('hex'),
    at: timeOf(time),
    nonce: nonce?.content.toString('hex') ?? null,
  };
}

function signerOf(element) {
  const [, id, algorithm, attributes, signatureAlgorithm, signature] = elementsIn(element);
  return {
    id,
    digest: DIGESTS[oidOf(elementsIn(algorithm)[0])],
    attributes,
    pss: oidOf(elementsIn(signatureAlgorithm)[0]) === RSA_PSS,
    signature: signature.content,
  };
}

/** Whether a certificate is the one that a signer names, by issuer and serial number or by the identifier of its key. */
function isOf(certificate, { tag, content }) {
  if (tag === 0x80) return certificate.raw.includes(content);
  const serial = elementsIn({ content })[1].content;
  return BigInt(`0x${certificate.serialNumber}`) === BigInt(`0x${serial.toString('hex')}`);
}

function checkSignature(encoded, { digest, attributes, pss, signature }, certificate) {
  if (!digest || digest === 'sha1') throw new Error('its signature rests on a hash that is not trusted any more');
  const values = new Map(elementsIn(attributes).map((one) => [oidOf(elementsIn(one)[0]), elementsIn(elementsIn(one)[1])[0]]));
  if (oidOf(values.get(CONTENT_TYPE)) !== TST_INFO) throw new Error('what is signed is no timestamp');
  if (!values.get(MESSAGE_DIGEST).content.equals(createHash(digest).update(encoded).digest())) throw new Error('its content was changed');
  if (!namesCertificate(values, certificate)) throw new Error('what is signed names another certificate');
  const signed = Buffer.from(attributes.whole);
  signed[0] = 0x31; // signed as the SET that it is, sent under a tag of its own (RFC 5652, 5.4)
  const key = pss ? { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING } : certificate.publicKey;
  if (!verify(digest, signed, key, signature)) throw new Error('its signature does not hold');
}

/** RFC 5035: the signature itself says by which certificate it was made. */
function namesCertificate(values, certificate) {
  const attribute = values.get(SIGNING_CERTIFICATE_2) ?? values.get(SIGNING_CERTIFICATE);
  if (!attribute) return false;
  const [first, second] = elementsIn(elementsIn(elementsIn(attribute)[0])[0]);
  const named = first.tag === 0x30 ? DIGESTS[oidOf(elementsIn(first)[0])] : undefined;
  const algorithm = named ?? (values.has(SIGNING_CERTIFICATE_2) ? 'sha256' : 'sha1');
  return (named ? second : first).content.equals(createHash(algorithm).update(certificate.raw).digest());
}

function checkPath(certificate, { certificates, trusted, at }) {
  for (let one = certificate, steps = 0; steps < 8; steps++) {
    if (at < Date.parse(one.validFrom) || at > Date.parse(one.validTo))
      throw new Error(`the certificate of ${nameOf(one.subject)} was not valid then`);
    if (trusted.some((root) => root.raw.equals(one.raw))) return;
    const issuer = [...trusted, ...certificates].find((other) => other.ca && one.checkIssued(other) && one.verify(other.publicKey));
    if (!issuer || issuer.raw.equals(one.raw)) break;
    one = issuer;
  }
  throw new Error('its authority is not among those that are trusted');
}

const pemsIn = (pem) => (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) => new X509Certificate(one));
const nameOf = (subject) =>
  subject
    .split('\n')
    .find((line) => line.startsWith('CN='))
    ?.slice(3) ?? subject.replaceAll('\n', ', ');
