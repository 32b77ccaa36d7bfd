import { describe, expect, test } from 'vitest';
import { EINVOICE_CHOICES, EINVOICE_DECIDERS } from '../../database/einvoices.ts';
import { ANNOUNCERS as CONTRACT_ANNOUNCERS } from '../../contract/announcing.ts';
import { BORNE, COMMANDS } from '../../contract/commands.ts';
import { DECIDERS as CONTRACT_DECIDERS } from '../../contract/decisions.ts';
import { ENTRIES, articleText as contractArticle } from '../../contract/entries.ts';
import type { FactType } from '../../contract/facts.ts';
import { FORMAL_CODES } from '../../contract/messages.ts';
import { PARAMETERS } from '../../contract/parameters.ts';
import { REJECTION_CODES } from '../../contract/rejection-codes.ts';
import { CHOICES } from '../../contract/tasks.ts';
import { articleKey, articleText } from '../../web/src/i18n/articles.ts';
import { en } from '../../web/src/i18n/en/index.ts';
import { fr } from '../../web/src/i18n/fr/index.ts';
import { ACTIONS } from '../../web/src/screens/subscription/actions.ts';
import { ANNOUNCERS, COMMAND_ROLES, DECIDERS } from '../../web/src/session/permissions.ts';

const LANGUAGES = { en, fr };
type Texts = { [key: string]: string | Texts };
const textsOf = (part: Texts, path = ''): [string, string][] =>
  Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : textsOf(value, `${path}${key}/`),
  );
const textAt = (part: Texts, path: string[]): unknown => path.reduce<unknown>((node, key) => (node as Texts | undefined)?.[key], part);
/** The values a text names; what stands in braces after `other`, `one`, `=0`… is a text of its own. */
const argumentsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/(?<!(?:other|one|true|=0|CLIENT|PRE_DUE|CONTINUES) )\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].sort();

/** Every fact type; the compiler refuses this table when one is missing or too many. */
const FACT_TYPES = {
  'subscription.accepted': 1,
  'subscription.taken-over': 1,
  'subscription.started': 1,
  'terms.accepted': 1,
  'payment-method.changed': 1,
  'payment-method.ended': 1,
  'legal-rate.published': 1,
  'invoice.issued': 1,
  'invoice.reminded': 1,
  'statement.opened': 1,
  'statement.skipped': 1,
  'assistance.quoted': 1,
  'assistance.accepted': 1,
  'assistance.refused': 1,
  'assistance.done': 1,
  'debit-note.issued': 1,
  'credit-note.issued': 1,
  'accessory.waived': 1,
  'payment.requested': 1,
  'payment.presented': 1,
  'payment.settled': 1,
  'payment.rejected': 1,
  'presentation.failed': 1,
  'payment.recorded': 1,
  'payment.reversed': 1,
  'notice.decided': 1,
  'notice.sent': 1,
  'notice.bounced': 1,
  'notice.acknowledged': 1,
  'message.sent': 1,
  'suspension.applied': 1,
  'suspension.lifted': 1,
  'suspension.held': 1,
  'arrangement.needed': 1,
  'arrangement.proposed': 1,
  'arrangement.decided': 1,
  'complaint.opened': 1,
  'dispute.decided': 1,
  'renewal.announced': 1,
  'term.renewed': 1,
  'price.decided': 1,
  'denunciation.recorded': 1,
  'denunciation.withdrawn': 1,
  'renewal.undone': 1,
  'formula.chosen': 1,
  'formula-choice.cancelled': 1,
  'formula-choice.refused': 1,
  'breach.cure-declared': 1,
  'breach.cure-decided': 1,
  'termination.contested': 1,
  'termination.withdrawn': 1,
  'debts.accelerated': 1,
  'acceleration.undone': 1,
  'acceleration.declined': 1,
  'debt.written-off': 1,
  'insolvency.recorded': 1,
  'officer.answered': 1,
  'end-by-law.recorded': 1,
  'exit.taken': 1,
  'subscription.ended': 1,
  'subscription.restored': 1,
  'refund.released': 1,
  'refund.set-off': 1,
  'refund.contested': 1,
  'export.requested': 1,
  'export.started': 1,
  'export.delivered': 1,
  'export.confirmed': 1,
  'export.reminded': 1,
  'subscription.deleted': 1,
  'access.revoked': 1,
  'access.restored': 1,
  'legal-hold.placed': 1,
  'legal-hold.lifted': 1,
  'evidence.purged': 1,
  'accounts.purged': 1,
  'instruction.flagged': 1,
  'documents.provided': 1,
  'assignment.decided': 1,
  'contract.assigned': 1,
  'announcement.made': 1,
  'announcement.acknowledged': 1,
  'complaint.answered': 1,
  'dispute.corrected': 1,
  'invoice.corrected': 1,
  'ip-claim.opened': 1,
  'ip-claim.checked': 1,
  'ip-claim.closed': 1,
  'ip-option.exercised': 1,
  'content.ordered': 1,
  'content.carried-out': 1,
  'task.opened': 1,
  'task.reminded': 1,
  'task.decided': 1,
  'duty.deferred': 1,
} as const satisfies Record<FactType, 1>;

describe.each(Object.entries(LANGUAGES))('in %s', (_language, messages) => {
  test('every fact type has its sentence', () => {
    for (const type of Object.keys(FACT_TYPES)) expect(textAt(messages, ['facts', ...type.split('.')]), type).toEqual(expect.any(String));
  });
  test('every entry of the contract has its title', () => {
    for (const { id } of ENTRIES) expect(textAt(messages, articleKey(id).split('.')), id).toEqual(expect.any(String));
  });
  test('every formal notice, task and choice has its word', () => {
    for (const code of FORMAL_CODES) expect(messages.words.code, code).toHaveProperty(code);
    for (const [kind, choices] of Object.entries({ ...CHOICES, EINVOICE: EINVOICE_CHOICES })) {
      expect(messages.words.kind, kind).toHaveProperty(kind);
      for (const choice of choices) expect(messages.words.choice, choice).toHaveProperty(choice);
    }
  });
  test('no straight apostrophe: it would quote what follows it', () => {
    expect(textsOf(messages).filter(([, text]) => text.includes("'"))).toEqual([]);
  });
});

test('both languages say the same things of the same values', () => {
  const english = new Map(textsOf(en));
  expect(textsOf(fr).map(([path]) => path)).toEqual([...english.keys()]);
  for (const [path, text] of textsOf(fr)) expect(argumentsOf(text), path).toEqual(argumentsOf(english.get(path) ?? ''));
});

test('articles are written as the contract writes them', () => {
  for (const { id } of ENTRIES) expect(articleText(id), id).toBe(contractArticle(id));
});

test('roles are those of the contract (A9, A10)', () => {
  for (const [command, roles] of Object.entries(COMMAND_ROLES)) expect(roles, command).toEqual(COMMANDS[command as keyof typeof COMMANDS].roles);
  expect(DECIDERS).toEqual({ ...CONTRACT_DECIDERS, EINVOICE: EINVOICE_DECIDERS });
});

test('who announces what (A9)', () => {
  expect(ANNOUNCERS).toEqual(CONTRACT_ANNOUNCERS);
});

test('every command of the contract can be asked for, but those that have a screen of their own', () => {
  const offered = new Set<string>(ACTIONS.map(({ command }) => command));
  const elsewhere = [...BORNE, 'accept-terms', 'decide'];
  expect(
    Object.keys(COMMANDS)
      .filter((command) => !offered.has(command))
      .sort(),
  ).toEqual(elsewhere.sort());
  expect(PARAMETERS['termination.noticeDays'].default).toBe(30); // said in the explanation of a termination
  expect(PARAMETERS['reversibility.months'].default).toBe(3); // said beside the exports
});

test.each(Object.entries(REJECTION_CODES))('5.5 (b): %s is said in the words of the contract', (code, { words }) => {
  const said = [en.words.code, fr.words.code].map((one: Record<string, string>) => one[code]?.replaceAll('’', "'").replace(` (${code})`, ''));
  expect(said).toEqual([words.en, words.fr]);
});
