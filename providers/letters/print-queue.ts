import type { LetterService } from './port.ts';

/** No carrier: the letters wait to be printed and posted by a person, who says so (docs/notices.md). */
export const printQueue = (): LetterService => ({ post: async () => 'TO_BE_POSTED' });
