import { z } from 'zod';
import { askJson } from '../request.ts';
import type { LetterService } from './port.ts';

const Posted = z.object({ tracking: z.string().min(1), postedAt: z.iso.datetime() });

/** The post office that the sandbox plays: nothing leaves on paper. */
export function embeddedLetters({ url }: { url: string }): LetterService {
  return {
    post: ({ key, recipient, pdf, at }) => askJson(`${url}/letters`, Posted, { key, recipient, at, pdf: pdf.toString('base64') }),
  };
}
