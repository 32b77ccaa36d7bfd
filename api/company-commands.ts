import type { AnyCommand } from './wide-command.ts';

/** What the Company does for all its clients, by the name in its address. A body with `testClock` is of that clock's clients only. */
export const COMPANY_COMMANDS: Record<string, AnyCommand<null>> = {};
