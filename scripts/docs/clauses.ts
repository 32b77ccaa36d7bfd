/** `docs/clauses.md`: for each entry of the contract, what executes it and what shows that it does. */
import { readFileSync } from 'node:fs';
import { BOUNDARIES } from '../../contract/boundaries.ts';
import { ENTRIES, type Entry } from '../../contract/entries.ts';
import { PARAMETERS } from '../../contract/parameters.ts';
import { shown } from '../../tests/boundaries/boundary.ts';
import '../../tests/boundaries/index.ts';
import { lives } from '../../tests/scenarios/scenario.ts';
import '../../tests/scenarios/lives/index.ts';
import { type Kind, type Mention, filesUnder, mentionsIn, messagesOnFacts } from './mentions.ts';

/** Where rules live. What only names entries (their list, their parameters and boundaries, the columns of tables) is none. */
const ROOMS = ['contract', 'workflows', 'activities', 'providers', 'database', 'mails', 'api', 'web/src/session'];
const LISTS = new Set(['contract/entries.ts', 'contract/parameters.ts', 'contract/boundaries.ts', 'contract/facts.ts']);
export const mentions: readonly Mention[] = ROOMS.flatMap((room) => filesUnder(room))
  .filter((file) => !LISTS.has(file) && !file.startsWith('database/migrations/'))
  .flatMap(mentionsIn);

const unique = (list: string[]): string[] => [...new Set(list)].sort();
const byKind = (entry: string, kind: Kind): string[] =>
  unique(mentions.filter((one) => one.entry === entry && one.kind === kind).map((one) => one.name));
const code = (list: string[]): string => list.map((one) => `\`${one}\``).join(', ');

/** The functions that speak of an entry, by file. */
export function rulesOf(entry: string): Map<string, string[]> {
  const rules = new Map<string, string[]>();
  for (const { file, name } of mentions.filter((one) => one.entry === entry && one.kind === 'rule'))
    rules.set(file, unique([...(rules.get(file) ?? []), name]));
  return rules;
}

const riding = messagesOnFacts();
/** Formal notices of the entry, and the messages that ride on its facts. */
const noticesOf = (entry: string): string[] =>
  unique([...byKind(entry, 'notice'), ...byKind(entry, 'fact').flatMap((type) => [...(riding.get(type) ?? [])])]);

const parametersOf = (entry: string): string[] =>
  Object.entries(PARAMETERS).flatMap(([name, row]) => (row.entry.split(', ').includes(entry) ? [name] : []));

type Text = { file: string; text: string };
const read = (folder: string): Text[] => filesUnder(folder).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const tests = read('tests').filter(({ file }) => file.endsWith('.test.ts'));
const web = read('web/src/screens');

/** Screens on which a command of the entry is offered or the entry is named. */
const screensOf = (entry: string): string[] => {
  const words = [`'${entry}'`, ...byKind(entry, 'command').map((one) => `'${one}'`)];
  return unique(web.filter(({ text }) => words.some((word) => text.includes(word))).map(({ file }) => file.replace('web/src/screens/', '')));
};
const scenariosOf = (entry: string): string[] => unique(lives.filter((one) => one.entries.includes(entry)).map((one) => one.id));
const testsOf = (entry: string): string[] =>
  unique(
    tests.filter(({ text }) => new RegExp(`\\b${entry.replaceAll('.', '\\.')}(?![\\w.-])`).test(text)).map(({ file }) => file.replace('tests/', '')),
  );
const boundariesOf = (entry: string): string[] =>
  BOUNDARIES.filter((one) => one.entry === entry).map(({ name }) => {
    const times = shown.filter((one) => one.entry === entry && one.name === name).length;
    return times > 0 ? name : `${name} (not shown yet)`;
  });

function row({ id, title, classes }: Entry): string {
  const rules = [...rulesOf(id)].map(([file, names]) => `${file}: ${names.join(', ')}`);
  const cells = [
    `**${id}** ${title}`,
    classes.join(', '),
    rules.join('<br>'),
    code(parametersOf(id)),
    code(byKind(id, 'command')),
    code([...byKind(id, 'fact'), ...byKind(id, 'duty')]),
    code([...noticesOf(id), ...byKind(id, 'task')]),
    [code(byKind(id, 'door')), ...screensOf(id)].filter(Boolean).join('<br>'),
    [boundariesOf(id).join('; '), scenariosOf(id).join(' '), ...testsOf(id)].filter(Boolean).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

export const clausesPage = (): string =>
  [
    '# Clauses',
    '',
    'Each entry of the contract: the functions that execute it, by file; its parameters; commands; facts and duties; notices and tasks; doors of the API and screens;',
    'and what shows it: boundary days told on both sides (docs/proof.md), scenarios, tests. Entries that are TEXT alone are shown in full and do nothing.',
    'Made from the sources by `npm run docs`.',
    '',
    '| entry | class | rules | parameters | commands | facts, duties | notices, tasks | doors, screens | boundaries, scenarios, tests |',
    '|---|---|---|---|---|---|---|---|---|',
    ...ENTRIES.map(row),
    '',
  ].join('\n');
