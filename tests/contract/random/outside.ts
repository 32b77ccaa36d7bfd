/** The outside of a random life: a bank, a mail server, a platform and a price schedule, all computed from the plan's salt. */
import { type Moment, addBankDays, civilOf, instantOf, isoOf, parisDay } from '../../../contract/calendar.ts';
import type { Duty, PresentationAnswer } from '../../../contract/duties.ts';
import type { OutsideEvent } from '../../../contract/events.ts';
import type { World } from '../../../contract/forecast.ts';
import { nextFormula } from '../../../contract/term.ts';
import type { Contract } from '../../../contract/state.ts';
import { diceOf } from './dice.ts';
import type { Plan } from './plans.ts';

export type Outside = {
  world: World;
  /** Whether what a duty needs is out of order at its nth try. */
  isDown(duty: Duty, tries: number): boolean;
  /** The next thing that the outside will tell by itself, up to an instant. */
  next(until: Moment): { at: Moment; event: OutsideEvent } | undefined;
  tell(at: Moment, event: OutsideEvent): void;
};

const inTheDay = (day: number, hour: number): Moment => instantOf(day, hour * 60);

export function outsideOf(plan: Plan): Outside {
  let store: { at: Moment; event: OutsideEvent }[] = [];
  const fates = new Map<string, { at: Moment; answer: PresentationAnswer }>();
  const numbers = { F: 0, A: 0, D: 0 };
  const dice = (key: string) => diceOf(`${plan.salt}/${key}`);
  const tell = (at: Moment, event: OutsideEvent): void => {
    store.push({ at, event });
    store.sort((a, b) => a.at - b.at);
  };
  const refused = (key: string): boolean => dice(`bank/${key}`).below(3) < plan.refuses;

  const charge: World['charge'] = ({ payment, kind }, at) => {
    const on = parisDay(at);
    const answer: PresentationAnswer = refused(payment) ? { outcome: 'REJECTED', code: 'AM04' } : { outcome: 'SETTLED' };
    const chance = dice(`charge/${payment}`);
    if (kind === 'CARD' && !chance.once(8)) return answer;
    const expected = addBankDays(on, 3);
    const when = inTheDay(chance.once(3) ? on + chance.below(15) : expected, 9 + chance.below(6));
    const fate = { at: Math.max(when, at), answer };
    fates.set(payment, fate);
    const told = { key: `bank/${payment}`, at: isoOf(fate.at), payment };
    if (!chance.once(5))
      tell(fate.at, answer.outcome === 'REJECTED' ? { ...told, type: 'charge-rejected', code: 'AM04' } : { ...told, type: 'charge-settled' });
    return { outcome: 'PENDING', expectedOn: civilOf(expected) };
  };

  const world: World = {
    number: (series, on) => `${series}${civilOf(on).slice(0, 4)}-${String(++numbers[series]).padStart(6, '0')}`,
    price: (now: Contract) => {
      const { code, months } = nextFormula(now);
      const chance = dice(`price/${code}/${now.term.number}`);
      if (chance.once(12)) return null;
      const netCents = code === now.formula.code && !chance.once(4) ? plan.netCents : 100 + chance.below(90_000);
      const instalments = code === now.formula.code ? Math.min(plan.instalments, months) : chance.once(3) ? Math.max(1, months >> 1) : 1;
      return { netCents, instalments, termDays: plan.termDays, contacts: 280, schedule: 'fixture' };
    },
    vatRate: (on) => (on < plan.day + 300 ? 20 : 21),
    operations: (_now, statement) => {
      const chance = dice(`operations/${statement}`);
      if (chance.once(5)) return [];
      const fees = { item: 'CARD' as const, count: 2, volumeCents: 20_000, percent: 1.5, fixedCents: 0, netCents: 1 + chance.below(5_000) };
      return chance.once(2) ? [fees] : [fees, { item: 'REJECTION', count: 1, volumeCents: 5_000, netCents: 4_000 }];
    },
    charge,
    result: (payment, at) => {
      const fate = fates.get(payment);
      if (fate && fate.at <= at) return fate.answer;
      return { outcome: 'PENDING', expectedOn: civilOf(parisDay(fate?.at ?? at) + 1) };
    },
    export: (id, at) => {
      const chance = dice(`export/${id}`);
      const ready = { sha256: 'f'.repeat(64), counts: { contacts: 12 } };
      const readyAt = fates.get(`export/${id}`)?.at ?? at + chance.below(9) * 86_400_000;
      if (readyAt <= at) return { outcome: 'READY', ...ready };
      if (!fates.has(`export/${id}`) && !chance.once(3))
        tell(readyAt, { key: `export/${id}`, at: isoOf(readyAt), type: 'export-ready', export: id, ...ready });
      fates.set(`export/${id}`, { at: readyAt, answer: { outcome: 'SETTLED' } });
      return { outcome: 'PENDING', expectedOn: civilOf(parisDay(readyAt)) };
    },
    destroy: () => ({ destroyed: !dice('destroy').once(4), certificate: 'CERT-1', counts: { contacts: 12 } }),
  };
  return {
    world,
    tell,
    isDown: (duty, tries) => dice(`down/${duty.id}`).below(25) === 0 && tries < dice(`long/${duty.id}`).below(9),
    next: (until) => {
      const first = store[0];
      if (!first || first.at > until) return undefined;
      store = store.slice(1);
      return first;
    },
  };
}
