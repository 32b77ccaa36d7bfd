/** The messages that a deployment may word itself: what each knows, and what the contract or the law wants it to say. */
import type { MessageCode } from '../contract/messages.ts';

export type Placeholders = { known: readonly string[]; required: readonly string[] };

export const PLACEHOLDERS = {
  DEFAULT_NOTICE: {
    known: ['documents', 'sentOn', 'deemedOn', 'lastCureDay', 'suspensionOn', 'terminationFrom'],
    required: ['documents', 'lastCureDay', 'suspensionOn'], // 8.3 (a): what is owed, until when, and what follows
  },
  BREACH_NOTICE: { known: ['clause', 'facts', 'sentOn', 'deemedOn', 'lastCureDay'], required: ['clause', 'facts', 'lastCureDay'] }, // 8.2 (ii)
  TERMINATION_NOTICE: { known: ['facts', 'sentOn', 'deemedOn', 'cessationOn', 'openCents'], required: ['facts', 'cessationOn'] }, // 8.2
  TERMINATION_WITHDRAWN: { known: ['withdrawnOn', 'sentOn', 'deemedOn'], required: ['withdrawnOn'] },
  COMPANY_DENUNCIATION: { known: ['endsOn', 'sentOn', 'deemedOn'], required: ['endsOn'] }, // 8.1
  SUSPENSION_NOTICE: { known: ['since', 'documents', 'openCents', 'sentOn', 'deemedOn'], required: ['since'] }, // 8.3 (a)
  RENEWAL_REMINDER: { known: ['deadlines', 'endsOn', 'renewsOn', 'formula', 'months', 'netCents'], required: ['deadlines', 'renewsOn'] }, // Consumer Code L.215-1
  DENUNCIATION_ACK: { known: ['sentOn', 'endsOn', 'withdrawUntil', 'exportUntil'], required: ['endsOn', 'exportUntil'] }, // 8.1
  ENDED: { known: ['cessationOn', 'exportUntil'], required: ['cessationOn', 'exportUntil'] }, // 8.4, 8.6
} as const satisfies { [C in MessageCode]?: Placeholders };
export type WordedCode = keyof typeof PLACEHOLDERS;
