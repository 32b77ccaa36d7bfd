/** The days on which something of an entry turns: still possible before, too late or due after. Tests show both sides of each (docs/proof.md). */
import { PARAMETERS } from './parameters.ts';

export type Boundary = { entry: string; name: string };

/** A parameter of one of these units is a delay, and its end is a boundary of each entry it belongs to. */
const DELAY = /^(working|calendar) days|^(hours|weeks|months|years)\b|^Paris time$/;

/** Boundaries that are no parameter: each entry with what turns. */
const NAMED: Record<string, string[]> = {
  A1: ['midnight in Paris', 'a holiday is no working day', 'Saturday is a working day'],
  A2: ['the last day is usable until 24:00', 'a last day on a Sunday is not moved'],
  A3: ['a month that lacks the day number'],
  A12: ['the day a payment was ordered'],
  'E5.1a': ['the publication of a schedule'],
  'E5.1b': ['a rise published after the last denunciation day'],
  'E5.1c': ['the rate in force at the operation', 'the statement of the month'],
  'E5.1d': ['the rate of the invoice date'],
  'E5.2a': ['acceptance of the terms of the provider'],
  'E5.2b': ['the publication of the terms of the new provider'],
  'E5.2c': ['the statement of the month'],
  'E5.3a': ['the first day of a term', 'the day of an instalment'],
  'E5.3d': ['the first day late', 'a month late'],
  'E5.3e': ['the first day late'],
  'E5.5a': ['a bank closing day'],
  'E8.1a': ['the chosen start'],
  'E8.1b': ['the renewal date'],
  'E8.1d': ['the withdrawal of a denunciation'],
  'E8.1g': ['the first day of a free exit', 'the last day of a free exit', 'denounced before the reminder'],
  'E8.2a': ['the last day of access'],
  'E8.2-i': ['paid by C'],
  'E8.2-ii': ['cured in time'],
  'E8.2-iii': ['the judgment', 'the month of the administrator'],
  'E8.2b': ['the days after C'],
  'E8.2c': ['instalments after C'],
  'E8.3a': ['the first day overdue', 'a dispute opened by the last cure day', 'the day a hold ends', 'the day after a rejected dispute'],
  'E8.4a': ['the day after C'],
  'E8.6b': ['the day after confirmation', 'the day after the last day to ask'],
  'E8.6d': ['the tariff in force on the day of termination'],
  'E10.1b': ['the chosen day'],
  'E11.1c': ['the day after deemed receipt'],
  'E11.4b': ['the later of announcement and receipt'],
};

const delays = Object.entries(PARAMETERS).flatMap(([name, { unit, entry }]): Boundary[] =>
  DELAY.test(unit) ? entry.split(', ').map((one) => ({ entry: one, name })) : [],
);
const named = Object.entries(NAMED).flatMap(([entry, names]) => names.map((name): Boundary => ({ entry, name })));

export const BOUNDARIES: readonly Boundary[] = [...named, ...delays];
