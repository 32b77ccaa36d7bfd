/** SEPA mandates (Core scheme): what a client signs, and until when it stands. */
import type { Knex } from 'knex';
import { addMonths, civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { Instant } from '../../contract/facts.ts';
import { lastUse } from './orders.ts';
import { sepaText } from '../payments/statement.ts';
import type { Creditor } from './pain.ts';

export type MandateRow = {
  reference: string;
  client: string;
  holder: string;
  iban: string | null;
  account: string;
  words: string;
  signed_by: string;
  signed_at: Instant;
};

/** A mandate that is not used for so long has lapsed (EPC rulebook of the Core scheme). */
const LAPSE_MONTHS = 36;
const RUM = 35;

/** What is signed, in the client's language; the rights named are those of the Core scheme. */
export function mandateWords({ name, address, ics }: Pick<Creditor, 'name' | 'address' | 'ics'>, language: 'fr' | 'en'): string[] {
  if (language === 'en')
    return [
      `You authorise ${name}, ${address} (creditor identifier ${ics}) to ask your bank to debit your account, and your bank to debit it as ${name} asks. The mandate is for recurrent debits.`,
      'Each invoice or debit note announces the day and the amount of its debit before it is made. You agree that this may be less than 14 days before: when you ask for the payment, when you change your account, and when a rejected debit is presented again.',
      'You may have a debit refunded by your bank, under the terms of your agreement with it: within 8 weeks of an authorised debit, and within 13 months of one that you did not authorise.',
      'The mandate ends when you revoke it, or when nothing is debited under it for 36 months.',
    ];
  return [
    `Vous autorisez ${name}, ${address} (identifiant créancier SEPA ${ics}) à demander à votre banque de débiter votre compte, et votre banque à le débiter selon ces demandes. Le mandat vaut pour des prélèvements récurrents.`,
    'Chaque facture ou note de débit annonce, avant le prélèvement, son jour et son montant. Vous acceptez que ce préavis soit inférieur à 14 jours quand vous demandez le paiement, quand vous changez de compte et quand un prélèvement rejeté est présenté à nouveau.',
    'Vous pouvez être remboursé par votre banque, selon la convention qui vous lie à elle : dans les 8 semaines d’un prélèvement autorisé, et dans les 13 mois d’un prélèvement que vous n’avez pas autorisé.',
    'Le mandat prend fin si vous le révoquez, ou si rien n’est prélevé pendant 36 mois.',
  ];
}

/** The RUM: unique for the creditor, 35 characters at most, made of the request that signs it, so that a second try signs the same. */
export const mandateReference = (request: string): string => `TAC-${sepaText(request, RUM - 4).replaceAll(/[^A-Za-z0-9-]/g, '')}`;

/** Keeps a mandate once for its reference. */
export async function keepMandate(knex: Knex, mandate: MandateRow): Promise<MandateRow> {
  await knex('mandates').insert(mandate).onConflict('reference').ignore();
  return (await mandateOf(knex, mandate.reference)) as MandateRow;
}

export const mandateOf = (knex: Knex, reference: string): Promise<MandateRow | undefined> => knex('mandates').where({ reference }).first();
export const mandatesOf = (knex: Knex, client: string): Promise<MandateRow[]> => knex('mandates').where({ client }).orderBy('signed_at', 'desc');

/** Whether the mandate stands on that day: its account is known, and it was signed or used within 36 months. */
export async function stands(knex: Knex, mandate: MandateRow, at: Instant): Promise<boolean> {
  if (!mandate.iban) return false;
  const last = (await lastUse(knex, mandate.reference)) ?? mandate.signed_at;
  const day = (instant: Instant): string => civilOf(parisDay(momentOf(instant)));
  return day(at) <= civilOf(addMonths(parisDay(momentOf(last)), LAPSE_MONTHS));
}
