import { facts } from '../../../../words/fr/facts.ts';
import { formulas, papers } from '../../../../words/fr/names.ts';
import { words } from '../../../../words/fr/words.ts';
import { app } from './app.ts';
import { articles } from './articles.ts';
import { commands, fields } from './commands.ts';
import { duties, steps } from './duties.ts';
import { registers } from './registers.ts';
import type { Messages } from '../messages.ts';

export const fr = { ...app, papers, formulas, registers, articles, commands, fields, facts, duties, steps, words } as const satisfies Messages;
