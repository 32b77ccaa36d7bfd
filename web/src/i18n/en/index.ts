import { app } from './app.ts';
import { articles } from './articles.ts';
import { commands, fields } from './commands.ts';
import { duties, steps } from './duties.ts';
import { facts } from './facts.ts';
import { registers } from './registers.ts';
import { words } from './words.ts';

export const en = { ...app, registers, articles, commands, fields, facts, duties, steps, words } as const;
