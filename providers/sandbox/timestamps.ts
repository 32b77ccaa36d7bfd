/** The sandbox's timestamping authority (RFC 3161). It proves order on this machine, and nothing to a third party. */
import { createHash, randomBytes } from 'node:crypto';
import { Integer, ObjectIdentifier, Sequence } from 'asn1js';
import type { FastifyInstance } from 'fastify';
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatus,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
  TimeStampReq,
  TimeStampResp,
} from 'pkijs';
import { type Authority, authorityOf, octets } from './authority-keys.ts';
import type { Database } from './database.ts';
import { Fault } from './fault.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_2 = '1.2.840.113549.1.9.16.2.47';
/** An arc that nobody was given: a policy of this sandbox. */
const POLICY = '2.25.130612';
const ANSWER = 'application/timestamp-reply';

/** `POST /timestamps` stamps; `GET /timestamps/authority.pem` is what its signatures lead to. */
export function timestampRoutes(app: FastifyInstance, database: Database): void {
  let known: Promise<Authority> | undefined;
  const authority = (): Promise<Authority> => (known ??= authorityOf(database));
  app.addContentTypeParser('application/timestamp-query', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/timestamps', async (request, reply) => {
    const asked = read(request.body as Buffer);
    return reply.type(ANSWER).send(await stamped(await authority(), asked));
  });
  app.get('/timestamps/authority.pem', async (_request, reply) => {
    const { root } = await authority();
    const lines =
      Buffer.from(root.toSchema(true).toBER())
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return reply.type('application/x-pem-file').send(['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'));
  });
}

function read(body: Buffer): TimeStampReq {
  try {
    return TimeStampReq.fromBER(Uint8Array.from(body));
  } catch {
    throw new Fault(400, 'This is not a request for a timestamp (RFC 3161).');
  }
}

async function stamped(authority: Authority, { messageImprint, nonce }: TimeStampReq): Promise<Buffer> {
  const info = new TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint,
    serialNumber: new Integer({ valueHex: Uint8Array.from([1, ...randomBytes(15)]).buffer }),
    genTime: new Date(),
    ...(nonce ? { nonce } : {}),
  });
  const signed = await sign(authority, Buffer.from(info.toSchema().toBER()));
  const token = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  const response = new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.granted }), timeStampToken: token });
  return Buffer.from(response.toSchema().toBER());
}

async function sign({ root, signer, key }: Authority, content: Buffer): Promise<SignedData> {
  const named = createHash('sha256')
    .update(Buffer.from(signer.toSchema(true).toBER()))
    .digest();
  const attribute = (type: string, value: ObjectIdentifier | Sequence | ReturnType<typeof octets>): Attribute =>
    new Attribute({ type, values: [value] });
  const certificates = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [octets(named)] })] })] });
  const encapContentInfo = new EncapsulatedContentInfo({ eContentType: TST_INFO });
  encapContentInfo.eContent = octets(content); // given at once, the library cuts it in pieces, which is not DER
  const signed = new SignedData({
    version: 3,
    encapContentInfo,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(CONTENT_TYPE, new ObjectIdentifier({ value: TST_INFO })),
            attribute(MESSAGE_DIGEST, octets(createHash('sha256').update(content).digest())),
            attribute(SIGNING_CERTIFICATE_2, certificates),
          ],
        }),
      }),
    ],
    certificates: [signer, root],
  });
  await signed.sign(key, 0, 'SHA-256');
  return signed;
}
