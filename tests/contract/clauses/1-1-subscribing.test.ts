/** CGUV 1.1, 2, 5.5, 8.1, 11.2, 11.9, 11.10: who may subscribe, what must be declared, ticked and named; each fault has its own refusal. */
import { expect, test } from 'vitest';
import { isRefusal, refuse } from '../../../contract/clause.ts';
import { type SubscribeRequest, subscribe } from '../../../contract/subscription.ts';

const client: SubscribeRequest['client'] = {
  ...{ id: 'c1', legalName: 'Association fixture', legalForm: 'association', registration: 'W751000001', seat: 'Paris', country: 'FR' },
  ...{ representative: { name: 'fixture', capacity: 'president' }, status: 'NON_PROFESSIONAL', noticeChannel: 'EMAIL' },
};
const price = { netCents: 58_800, instalments: 1, termDays: 30, contacts: 280, schedule: 'fixture' };
const request = (more: object = {}): SubscribeRequest => ({
  ...{ number: 'S000001', client, formula: { code: 'yearly', months: 12 }, price, means: { method: 'm1', kind: 'CARD' } },
  ...{ declarations: [true, true, true, true, true], boxTicked: true, termsVersion: '2', currentTermsVersion: '2', parameters: {} },
  ...{ acceptedAt: '2027-01-04T09:30:00.000Z', evidence: 'text', ...more },
});
const of = (more: object): object => ({ client: { ...client, ...more } });
const missing = (field: string) => refuse('E1.1', 'identity-missing', [], { field });
const months = (count: number): object => ({ formula: { code: 'x', months: count } });
const chosen = { parameters: { 'term.startsOn': 'CHOSEN_DAY' } };

test.each`
  what                                                            | refusal
  ${of({ legalForm: ' Particulier ' })}                           | ${refuse('E1.1', 'natural-person')}
  ${of({ legalName: ' ' })}                                       | ${missing('legalName')}
  ${of({ legalForm: '' })}                                        | ${missing('legalForm')}
  ${of({ registration: ' ' })}                                    | ${missing('registration')}
  ${of({ seat: '' })}                                             | ${missing('seat')}
  ${of({ country: ' ' })}                                         | ${missing('country')}
  ${of({ representative: { name: ' ', capacity: 'president' } })} | ${missing('representative')}
  ${of({ representative: { name: 'fixture', capacity: ' ' } })}   | ${missing('representative')}
  ${{ beside: ['clause', 'discount'] }}                           | ${refuse('E11.10', 'special-clause', [], { fields: 'clause, discount' })}
  ${{ declarations: [true, true, true, true] }}                   | ${refuse('E11.2a', 'declarations-missing')}
  ${{ declarations: [true, true, false, true, true] }}            | ${refuse('E11.2a', 'declarations-missing')}
  ${{ boxTicked: false }}                                         | ${refuse('E11.9a', 'box-not-ticked')}
  ${{ termsVersion: '1' }}                                        | ${refuse('E2', 'terms-not-current', [], { current: '2' })}
  ${{ means: null }}                                              | ${refuse('E5.5a', 'no-means', [{ command: 'payment-methods' }])}
  ${{ formula: null }}                                            | ${refuse('E5.1a', 'unknown-formula')}
  ${{ price: null }}                                              | ${refuse('E5.1a', 'unknown-formula')}
  ${months(0)}                                                    | ${refuse('E8.1a', 'duration', [], { months: 0, min: 1, max: 60 })}
  ${months(1.5)}                                                  | ${refuse('E8.1a', 'duration', [], { months: 1.5, min: 1, max: 60 })}
  ${months(61)}                                                   | ${refuse('E8.1a', 'duration', [], { months: 61, min: 1, max: 60 })}
  ${chosen}                                                       | ${refuse('E8.1a', 'start-missing')}
  ${{ startsOn: '2027-01-03' }}                                   | ${refuse('E8.1a', 'starts-in-the-past')}
  ${{ startsOn: '2032-01-05' }}                                   | ${refuse('E8.1a', 'starts-too-late', [], { latest: '2032-01-04' })}
`('$refusal.article: $what is refused: $refusal.because $refusal.values', ({ what, refusal }) => {
  expect(subscribe(request(what))).toEqual(refusal);
});

test.each`
  what                                        | startsOn
  ${{}}                                       | ${'2027-01-04'}
  ${{ beside: [] }}                           | ${'2027-01-04'}
  ${{ startsOn: '2027-01-04' }}               | ${'2027-01-04'}
  ${{ ...chosen, startsOn: '2027-06-01' }}    | ${'2027-06-01'}
  ${{ startsOn: '2032-01-04' }}               | ${'2032-01-04'}
  ${{ ...months(1), startsOn: '2027-01-05' }} | ${'2027-01-05'}
  ${{ ...months(60) }}                        | ${'2027-01-04'}
  ${{ acceptedAt: '2027-01-03T23:30:00Z' }}   | ${'2027-01-04'}
`('8.1 (a): $what is accepted on 2027-01-04 in Paris, and begins on $startsOn', ({ what, startsOn }) => {
  const accepted = subscribe(request(what));
  expect(isRefusal(accepted)).toBe(false);
  expect(accepted).toMatchObject({ acceptedOn: '2027-01-04', startsOn });
});

test('11.9 (a): the acceptance keeps what was accepted: who, which terms with their parameters, formula, price, means and evidence', () => {
  expect(subscribe(request({ parameters: { 'payment.termDays': 45 } }))).toEqual({
    ...{ number: 'S000001', client: 'c1', clientStatus: 'NON_PROFESSIONAL', noticeChannel: 'EMAIL', rules: 1, termsVersion: '2' },
    ...{ parameters: { 'payment.termDays': 45 }, formula: { code: 'yearly', months: 12 }, price, means: { method: 'm1', kind: 'CARD' } },
    ...{ acceptedOn: '2027-01-04', startsOn: '2027-01-04', evidence: 'text' },
  });
});
