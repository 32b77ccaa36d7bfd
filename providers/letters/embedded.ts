import type { Instant } from '../../contract/facts.ts';
import { askJson } from '../request.ts';
import type { LetterService } from './port.ts';

/** The post office that the sandbox plays: nothing leaves on paper. */
export function embeddedLetters({ url }: { url: string }): LetterService {
  return {
    post: ({ key, recipient, pdf, at }) =>
      askJson<{ tracking: string; postedAt: Instant }>(`${url}/letters`, { key, recipient, at, pdf: pdf.toString('base64') }),
  };
}
