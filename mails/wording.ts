/** A deployment's own words for a message: its sentences, with days, sums and documents put in (terms/placeholders.ts). */
import type { TextId } from '../contract/facts.ts';
import type { MessageCode, OpenDocument } from '../contract/messages.ts';
import { deployment } from '../terms/deployment.ts';
import { type Block, box, type Letter, p, quote, type Say } from './letter.ts';

const HEAD = { fr: ['Document', 'Échu le', 'Reste à payer'], en: ['Document', 'Due on', 'Still to be paid'] };
const TOTAL = { fr: 'Total', en: 'Total' };

/** A value in words, by what its name says that it is. */
function inWords(name: string, value: unknown, say: Say): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return say.all(value.map((one) => (typeof one === 'string' ? say.day(one) : (one as OpenDocument).number)));
  if (/(On|Day|Until|From|since)$/.test(name)) return say.day(String(value));
  if (name.endsWith('Cents')) return say.eur(Number(value));
  if (name === 'facts') return say.textOf(value as TextId);
  return name === 'formula' ? say.formula(String(value)) : String(value);
}

/** A paragraph that is one placeholder alone stands out: documents in a table, facts as a quotation, days in a frame. */
function blockOf(paragraph: string, values: Record<string, unknown>, say: Say): Block {
  const alone = /^\{(\w+)\}$/.exec(paragraph.trim())?.[1];
  const value = alone ? values[alone] : undefined;
  if (alone === 'documents')
    return {
      kind: 'table',
      head: HEAD[say.language],
      rows: (value as OpenDocument[]).map((one) => [one.number, say.short(one.dueOn), say.eur(one.openCents)]),
      total: [TOTAL[say.language], say.eur((value as OpenDocument[]).reduce((sum, one) => sum + one.openCents, 0))],
    };
  if (alone === 'facts') return quote(inWords(alone, value, say));
  if (alone) return box([['', inWords(alone, value, say)]]);
  return p(filled(paragraph, values, say));
}

const filled = (text: string, values: Record<string, unknown>, say: Say): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => inWords(name, values[name], say));

/** The letter in the deployment's own words, or undefined where it has none for this message in this language. */
export function ownWords(code: MessageCode, values: object, say: Say): Letter | undefined {
  const wording = deployment().notices[code as keyof ReturnType<typeof deployment>['notices']]?.[say.language];
  if (!wording) return undefined;
  const known = values as Record<string, unknown>;
  return {
    subject: filled(wording.subject, known, say),
    title: filled(wording.title, known, say),
    blocks: wording.paragraphs.map((paragraph) => blockOf(paragraph, known, say)),
  };
}
