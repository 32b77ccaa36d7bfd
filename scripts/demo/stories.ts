/** Eight invented associations, each at another point of the life of a contract. */
import type { Life } from './live.ts';

export type Story = {
  /** Its mail domain, and what its idempotency keys begin with. */
  id: string;
  name: string;
  formula: 'yearly' | 'yearly-12' | 'monthly';
  contacts: number;
  /** The sandbox means of payment. */
  method: string;
  /** How many days ago it subscribed. */
  since: number;
  /** What it does on the way to today. */
  events?: (life: Life) => Promise<void>;
};

export const STORIES: readonly Story[] = [
  { id: 'judo-des-tilleuls', name: 'Club de judo des Tilleuls (démo)', formula: 'yearly', contacts: 240, method: 'card_ok', since: 800 },
  { id: 'voix-du-canal', name: 'Chorale Les Voix du Canal (démo)', formula: 'monthly', contacts: 65, method: 'card_ok', since: 220 },
  { id: 'jardiniers-du-val', name: 'Amicale des jardiniers du Val-Imaginé (démo)', formula: 'yearly', contacts: 120, method: 'sepa_ok', since: 150 },
  { id: 'lanterne-bleue', name: 'Théâtre de la Lanterne bleue (démo)', formula: 'yearly', contacts: 48, method: 'card_declined', since: 72 },
  {
    ...{ id: 'cyclos-de-montreve', name: 'Cyclo-club de Montrêve (démo)', formula: 'yearly', contacts: 90, method: 'card_declined', since: 140 },
    events: async ({ goTo, company, otherLegal }) => {
      await goTo(140 - 58);
      const proposed = await company('terminate-for-cause', {
        ground: 'NON_PAYMENT',
        facts: "La facture de l'abonnement reste impayée après la mise en demeure.",
        channel: 'EMAIL',
      });
      await otherLegal(`/tasks/${String(proposed.task)}/decide`, {
        choice: 'APPROVE',
        reason: 'Mise en demeure restée sans effet, dossier complet.',
      });
    },
  },
  {
    ...{
      id: 'memoire-de-sourcelune',
      name: 'Association Mémoire de Sourcelune (démo)',
      formula: 'yearly',
      contacts: 310,
      method: 'card_ok',
      since: 250,
    },
    events: async ({ goTo, client }) => {
      await goTo(20);
      await client('denounce', { by: 'CLIENT' });
    },
  },
  {
    ...{ id: 'quatre-des', name: 'Ludothèque des Quatre Dés (démo)', formula: 'monthly', contacts: 75, method: 'card_ok', since: 130 },
    events: async ({ goTo, client }) => {
      await goTo(62);
      await client('denounce', { by: 'CLIENT' });
      await goTo(20);
      await client('request-export', {});
    },
  },
  { id: 'fanfare-de-port-lointain', name: 'Fanfare de Port-Lointain (démo)', formula: 'yearly-12', contacts: 33, method: 'sepa_ok', since: 160 },
];
