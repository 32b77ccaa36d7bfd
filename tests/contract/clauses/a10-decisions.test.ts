/** A10: decisions by people: who may take them, the second person, and what is refused. */
import { describe, test } from 'vitest';
import { story } from './story.ts';

const TERMINATE = { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' } as const;

describe('A10 four eyes', () => {
  test('A10: who could not give the command cannot agree to it either; a refused proposal is done, and the same can be proposed again', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.legal.asks('terminate-for-cause', TERMINATE));
    check.refused(await when.billing.decides('FOUR_EYES', 'APPROVE'), 'A10');
    check.done(await when.otherLegal.decides('FOUR_EYES', 'REFUSE'));
    check.refused(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'), 'A10');
    await check.messages({ TERMINATION_NOTICE: [] });
    check.done(await when.legal.asks('terminate-for-cause', TERMINATE));
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.messages({ TERMINATION_NOTICE: ['2027-03-01'] });
  });
});
