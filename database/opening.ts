/** What a contract knows from its first instant here, besides what was agreed: by subscribing, or taken over. */
import type { Knex } from 'knex';
import { civilOf, type Moment, parisDay } from '../contract/calendar.ts';
import { fact } from '../contract/clause.ts';
import type { Fact } from '../contract/facts.ts';
import type { Contract } from '../contract/state.ts';
import { openTask } from '../contract/tasks.ts';
import { isFrenchVat } from '../contract/vat-numbers.ts';
import { legalRates } from './queries/dated.ts';
import { taxIdentityOn } from './queries/tax-identity.ts';

type Known = { id: string; country: string; test_clock: string | null };

/** The legal rates that were published before (E5.3d); a task, where a person is to decide how VAT is treated (E5.4). */
export async function knownAtFirst(trx: Knex.Transaction, client: Known, contract: Contract, at: Moment): Promise<Fact[]> {
  const rates = await legalRates(trx, client.test_clock);
  const published = rates.map(({ effectiveOn, monthlyRate }) => fact('legal-rate.published', 'E5.3d', at, { effectiveOn, monthlyRate }));
  return [...published, ...(await vatToDecide(trx, client, contract, at))];
}

/** E5.4: of a client that is not French, or has the VAT number of another State, a person decides how VAT is treated. */
async function vatToDecide(trx: Knex.Transaction, client: Known, contract: Contract, at: Moment): Promise<Fact[]> {
  const { territory, vatNumber } = await taxIdentityOn(trx, client.id, civilOf(parisDay(at)));
  return isFrenchVat(territory ?? client.country, vatNumber) ? [] : [openTask(contract, 'VAT_TREATMENT', 'E5.4', at, { about: client.id })];
}
