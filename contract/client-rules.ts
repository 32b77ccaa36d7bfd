/** CGUV 5.4, 11.3, 11.4, 11.7, 11.8: the rules behind the registers, which no timer hangs on. */
import { type Day, addMonths } from './calendar.ts';
import type { Role } from './facts.ts';
import { type Parameters, parameter } from './parameters.ts';

type Terms = { parameters: Parameters };

/** E11.3: the last day on which a person who served a client may not be poached. */
export const nonSolicitationEnd = (terms: Terms, lastServiceDay: Day): Day =>
  addMonths(lastServiceDay, 12 * parameter(terms, 'survival.nonSolicitationYears'));

/** E11.4a: what may move a contract to another legal person; a sale of the account may not. */
export const ASSIGNABLE: readonly string[] = ['ASSET_TRANSFER', 'MERGER', 'SIMILAR'];

/** E11.7: who may record that a client objects to being named, or no longer does. */
export const mayObject = (terms: Terms, role: Role): boolean =>
  ({ MANUAL: ['LEGAL'], SELF_SERVICE: ['LEGAL', 'CLIENT_ADMIN'], NONE: [] as Role[] })[parameter(terms, 'reference.optOut')].includes(role);

/** E11.8d: where data goes without any transfer outside the Union: the European Economic Area. */
const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');
export const isOutsideTheUnion = (destination: string): boolean => !EEA.includes(destination);

/** E5.4: where the rates of metropolitan France apply, Monaco included. Anywhere else the treatment is decided by hand. */
export const bearsFrenchVat = (territory: string): boolean => ['FR', 'FRANCE', 'MC', 'MONACO'].includes(territory.trim().toUpperCase());
