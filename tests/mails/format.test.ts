import { expect, test } from 'vitest';
import { countryName, formulaName, longDay, money, parisTime, percent, shortDay } from '../../mails/format.ts';

test('days are civil: no zone moves them', () => {
  expect(longDay('2027-02-11', 'fr')).toBe('jeudi 11 février 2027');
  expect(longDay('2027-02-11', 'en')).toBe('Thursday 11 February 2027');
  expect(shortDay('2027-02-01', 'fr')).toBe('1er février 2027');
  expect(shortDay('2027-02-21', 'fr')).toBe('21 février 2027');
  expect(shortDay('2027-02-01', 'en')).toBe('1 February 2027');
});

test('an instant is shown by the Paris clock (S48)', () => {
  expect(parisTime('2027-10-03T21:59:59.000Z', 'fr')).toBe('dimanche 3 octobre 2027 à 23:59:59 (heure de Paris)');
  expect(parisTime('2027-10-03T22:00:00.000Z', 'en')).toBe('Monday 4 October 2027 at 00:00:00 (Paris time)');
});

test('formulas and countries have names; what has none is left as it is', () => {
  expect(formulaName('yearly-12', 'fr')).toBe('annuelle en 12 versements');
  expect(formulaName('monthly', 'en')).toBe('monthly');
  expect(formulaName('Association', 'fr')).toBe('Association');
  expect(countryName('FR', 'fr')).toBe('France');
  expect(countryName('DE', 'en')).toBe('Germany');
  expect(countryName('Suisse', 'fr')).toBe('Suisse');
});

test('sums and rates', () => {
  expect(money(4_956_430, 'fr')).toBe('49\u202f564,30\u00a0€');
  expect(money(4_956_430, 'en')).toBe('€49,564.30');
  expect(percent(5.5, 'fr')).toBe('5,5\u00a0%');
  expect(percent(20, 'en')).toBe('20%');
});
