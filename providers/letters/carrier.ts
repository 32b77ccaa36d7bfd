import { z } from 'zod';
import { askJson } from '../request.ts';
import type { LetterService } from './port.ts';

const Posted = z.object({ tracking: z.string().min(1), postedAt: z.iso.datetime() });

/** A carrier that takes letters over HTTP, `POST /letters`. In an embedded instance the sandbox plays it: nothing leaves on paper. */
export function letterCarrier({ url }: { url: string }): LetterService {
  return {
    post: ({ key, recipient, pdf, at }) => askJson(`${url}/letters`, Posted, { key, recipient, at, pdf: pdf.toString('base64') }),
  };
}
