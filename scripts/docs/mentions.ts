/** Where the sources speak of the entries of the contract, and what they make of them: read from their syntax, so that a mention in a string or a docstring counts and nothing else. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What a mention is of: a rule, or by name a fact, duty, task, notice, command or door. */
export type Kind = 'rule' | 'fact' | 'duty' | 'task' | 'notice' | 'command' | 'door';
export type Mention = { entry: string; kind: Kind; file: string; name: string };

const ENTRY = /\bE\d+(?:\.\d+)?[a-g]?(?:-(?:iii|ii|i|m|r))*(?![\w-])/g;
const entriesIn = (text: string): string[] => text.match(ENTRY) ?? [];

export function filesUnder(folder: string, ending = /\.tsx?$/): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && ending.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .sort();
}

const textOf = (node: ts.Node | undefined): string | undefined =>
  node && (ts.isStringLiteralLike(node) || ts.isIdentifier(node) || ts.isPropertyAssignment(node))
    ? 'text' in node
      ? node.text
      : undefined
    : undefined;
const keyOf = (node: ts.Node | undefined): string => (node && ts.isPropertyAssignment(node) ? (textOf(node.name) ?? '') : '');

/** The name that a statement at the top of a file declares. */
function declared(statement: ts.Statement): string {
  if (ts.isFunctionDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return statement.name?.text ?? '';
  if (ts.isVariableStatement(statement)) return textOf(statement.declarationList.declarations[0]?.name) ?? '';
  return '';
}

/** `app.get('/path', …)` around a node: the door it belongs to. */
function doorAround(node: ts.Node, file: string): string | undefined {
  for (let up: ts.Node = node; !ts.isSourceFile(up); up = up.parent) {
    if (!ts.isCallExpression(up) || !ts.isPropertyAccessExpression(up.expression)) continue;
    const method = up.expression.name.text;
    const [path] = up.arguments;
    if (/^(get|post|put|patch|delete)$/.test(method) && path && file.startsWith('api/'))
      return `${method.toUpperCase()} ${path.getText().slice(1, -1)}`;
  }
  return undefined;
}

/** What a string that is an entry id is used for. */
function useOf(node: ts.StringLiteralLike, file: string): { kind: Kind; name: string } | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent)) {
    const call = textOf(parent.expression);
    const first = textOf(parent.arguments[0]);
    if (call === 'fact') return first ? { kind: 'fact', name: first } : undefined;
    if (call === 'openTask') return { kind: 'task', name: textOf(parent.arguments[1]) ?? '' };
  }
  if (!ts.isPropertyAssignment(parent)) return undefined;
  const owner = parent.parent;
  const action = owner.properties.find((one) => keyOf(one) === 'action');
  const done = action && ts.isPropertyAssignment(action) ? textOf(action.initializer) : undefined;
  if (done) return { kind: 'duty', name: done };
  if (keyOf(parent) === 'article' && file.endsWith('commands.ts') && ts.isPropertyAssignment(owner.parent))
    return { kind: 'command', name: keyOf(owner.parent) };
  if (/^[A-Z]+(_[A-Z]+)+$/.test(keyOf(parent)) && file === 'contract/notices.ts') return { kind: 'notice', name: keyOf(parent) };
  return undefined;
}

/** Every mention of an entry in a source file. */
export function mentionsIn(file: string): Mention[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Mention[] = [];
  const say = (text: string, kind: Kind, name: string): void => void found.push(...entriesIn(text).map((entry) => ({ entry, kind, file, name })));
  for (const statement of source.statements) {
    const name = declared(statement);
    const comments = ts.getLeadingCommentRanges(source.text, statement.getFullStart()) ?? [];
    for (const { pos, end } of comments) if (name && source.text.startsWith('/**', pos)) say(source.text.slice(pos, end), 'rule', name);
    const walk = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) {
        const door = doorAround(node, file);
        const use = useOf(node, file);
        if (door) say(node.text, 'door', door);
        if (use) say(node.text, use.kind, use.name);
        if (name && use?.kind !== 'command' && use?.kind !== 'notice') say(node.text, 'rule', name);
      }
      ts.forEachChild(node, walk);
    };
    walk(statement);
  }
  return found;
}

/** The INFO messages that ride on each type of fact: the writers of contract/letters.ts. */
export function messagesOnFacts(file = 'contract/letters.ts'): Map<string, Set<string>> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, Set<string>>();
  const walk = (node: ts.Node, fact?: string): void => {
    const key = keyOf(node);
    const within = /^[a-z-]+\.[a-z-]+$/.test(key) ? key : fact;
    if (within && key === 'code' && ts.isPropertyAssignment(node) && ts.isStringLiteral(node.initializer))
      found.set(within, (found.get(within) ?? new Set()).add(node.initializer.text));
    ts.forEachChild(node, (child) => walk(child, within));
  };
  walk(source);
  return found;
}
