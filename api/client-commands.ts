import type { ClientRow } from '../database/queries/clients.ts';
import { registerDomain } from './client-commands/domains.ts';
import { recordInstruction } from './client-commands/instructions.ts';
import type { AnyCommand } from './wide-command.ts';

/** What is asked of a client and not of one of its subscriptions, by the name in its address. */
export const CLIENT_COMMANDS: Record<string, AnyCommand<ClientRow>> = {
  'record-instruction': recordInstruction,
  'register-domain': registerDomain,
};
