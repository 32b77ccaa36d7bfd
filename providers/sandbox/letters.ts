import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Database, one } from './database.ts';
import { Fault, hashOf, instant } from './fault.ts';

const Letter = z.object({ key: z.string().min(1), recipient: z.string().min(1), pdf: z.base64(), at: instant });

/** The post office: keeps that a letter was posted, and neither the letter nor its recipient. */
export function letterRoutes(app: FastifyInstance, database: Database): void {
  app.post('/letters', async (request) => {
    const { key, pdf, at } = Letter.parse(request.body);
    const bytes = Buffer.from(pdf, 'base64');
    if (bytes.subarray(0, 5).toString() !== '%PDF-') throw new Fault(422, 'A letter is posted as a PDF.');
    const hash = hashOf(bytes);
    await database.query('insert into sandbox.letters (key, pdf_hash, posted_at, tracking) values ($1, $2, $3, $4) on conflict (key) do nothing', [
      key,
      hash,
      at,
      trackingOf(key),
    ]);
    const row = await one<{ pdf_hash: string; posted_at: string; tracking: string }>(database, 'select * from sandbox.letters where key = $1', [key]);
    if (!row || row.pdf_hash !== hash) throw new Fault(409, 'Another letter was posted under this key: take a new key.');
    return { tracking: row.tracking, postedAt: row.posted_at };
  });
}

/** Shaped like the number of a French registered letter, with a prefix that no post office gives. */
const trackingOf = (key: string): string =>
  `ZZ ${BigInt(`0x${hashOf(key).slice(0, 16)}`)
    .toString()
    .padStart(20, '0')
    .slice(-11)}`;
