import { facts } from '../../../../words/en/facts.ts';
import { formulas, papers } from '../../../../words/en/names.ts';
import { words } from '../../../../words/en/words.ts';
import { app } from './app.ts';
import { articles } from './articles.ts';
import { commands, fields } from './commands.ts';
import { duties, steps } from './duties.ts';
import { registers } from './registers.ts';

export const en = { ...app, papers, formulas, registers, articles, commands, fields, facts, duties, steps, words } as const;
