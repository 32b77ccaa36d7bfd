import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { complaintsQuery, contentQuery, debitNotesQuery, exportsQuery, formulasQuery, invoicesQuery, providerTermsQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { useFormula, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { CheckField, ManyField, type Option, RadioField, SelectField, TextField } from '../../parts/field.tsx';
import { TextOfTerms } from '../../parts/text-of-terms.tsx';
import { useTokens } from '../subscribe/tokens.ts';
import type { Field } from './actions.ts';
import type { Fault, Value } from './form-values.ts';

type Props = {
  field: Field;
  value: Value | undefined;
  fault: Fault | undefined;
  error: string | undefined;
  onChange: (value: Value) => void;
  subscription: Subscription;
};

/** The field of a command's form that suits its kind. */
export function ActionField({ field, value, fault, error, onChange, subscription }: Props) {
  const t = useTranslations();
  const word = useWord();
  const common = { label: t(`fields.${field.name}`), optional: field.optional, error: fault ? t(`action.${fault}`) : error };
  const text = typeof value === 'string' ? value : '';
  const shared = { ...common, value: text, onChange };
  const { number } = subscription;
  switch (field.kind) {
    case 'text':
      return <TextField {...shared} />;
    case 'long':
      return <TextField {...shared} long />;
    case 'reason':
      return <TextField {...shared} long description={t('tasks.reasonHint')} />;
    case 'money':
    case 'percent':
      return <TextField {...shared} inputMode="decimal" />;
    case 'day':
      return <TextField {...shared} type="date" />;
    case 'flag':
      return <CheckField {...common} checked={value === true} onChange={onChange} />;
    case 'choice':
      return <SelectField {...shared} options={field.options.map((one) => ({ value: one, label: word(field.name, one) }))} />;
    case 'verdict':
      return <RadioField {...shared} options={verdicts(field.name === 'cured' ? ['CURED', 'NOT_CURED'] : ['ACCEPT', 'REFUSE'], word)} />;
    case 'document':
      return <DocumentField {...shared} number={number} empty={field.optional ? t('action.anyDocument') : ''} />;
    case 'invoice':
      return <InvoiceField {...shared} number={number} />;
    case 'about':
      return <DocumentField {...shared} number={number} empty={t('action.noDocument')} />;
    case 'documents':
      return <DocumentsField {...common} value={Array.isArray(value) ? value : []} onChange={onChange} number={number} />;
    case 'yes-no':
      return (
        <RadioField
          {...shared}
          options={[
            { value: 'true', label: t('action.yes') },
            { value: 'false', label: t('action.no') },
          ]}
        />
      );
    case 'complaint':
      return <ComplaintField {...shared} number={number} />;
    case 'items':
      return <ItemsField {...common} value={Array.isArray(value) ? value : []} onChange={onChange} number={number} />;
    case 'formula':
      return <FormulaField {...shared} client={subscription.client} />;
    case 'token':
      return <TokenField {...shared} />;
    case 'number':
      return <TextField {...shared} inputMode="decimal" />;
    case 'provider':
      return <ProviderField {...shared} client={subscription.client} />;
    case 'quote':
      return <QuoteField {...shared} subscription={subscription} state={field.state} />;
    case 'export':
      return <ExportField {...shared} number={number} />;
  }
}

const verdicts = ([yes, no]: [string, string], word: (field: string, value: string) => string): Option[] => [
  { value: 'true', label: word('choice', yes) },
  { value: 'false', label: word('choice', no) },
];

type Shared = { label: string; value: string; onChange: (value: string) => void; optional: boolean | undefined; error: string | undefined };

/** Documents on which something is left to pay. */
function useOpenDocuments(number: string): Option[] {
  const { money, day } = useWritten();
  const invoices = useQuery(invoicesQuery(number));
  const notes = useQuery(debitNotesQuery(number));
  return [...(invoices.data ?? []), ...(notes.data ?? [])]
    .filter((one) => one.grossCents > one.paidCents + one.creditedCents)
    .map((one) => ({
      value: one.number,
      label: `${one.number} · ${money(one.grossCents - one.paidCents - one.creditedCents)}${one.dueOn ? ` · ${day(one.dueOn)}` : ''}`,
    }));
}

function DocumentField({ number, ...shared }: Shared & { number: string; empty: string }) {
  return <SelectField {...shared} options={useOpenDocuments(number)} />;
}

/** Every invoice of which something is left, paid or not, the last first. */
function InvoiceField({ number, ...shared }: Shared & { number: string }) {
  const { money, day } = useWritten();
  const invoices = useQuery(invoicesQuery(number));
  const left = (invoices.data ?? []).filter((one) => one.grossCents > one.creditedCents).reverse();
  return (
    <SelectField
      {...shared}
      options={left.map((one) => ({ value: one.number, label: `${one.number} · ${money(one.grossCents)} · ${day(one.issuedOn)}` }))}
    />
  );
}

function DocumentsField({
  number,
  ...shared
}: Omit<Shared, 'value' | 'onChange'> & { value: string[]; onChange: (value: string[]) => void; number: string }) {
  const options = useOpenDocuments(number);
  return options.length === 0 ? null : <ManyField {...shared} options={options} />;
}

function ComplaintField({ number, ...shared }: Shared & { number: string }) {
  const { day } = useWritten();
  const complaints = useQuery(complaintsQuery(number));
  const open = (complaints.data ?? []).filter((one) => one.state === 'OPEN');
  return <SelectField {...shared} options={open.map((one) => ({ value: one.id, label: `${one.number} · ${day(one.receivedOn)}` }))} />;
}

function ItemsField({
  number,
  ...shared
}: Omit<Shared, 'value' | 'onChange'> & { value: string[]; onChange: (value: string[]) => void; number: string }) {
  const word = useWord();
  const items = useQuery(contentQuery(number));
  const options = (items.data ?? [])
    .filter((one) => one.state !== 'DELETED')
    .map((one) => ({ value: one.id, label: `${one.title ?? one.id}${one.state === 'HELD' ? ` · ${word('content', one.state)}` : ''}` }));
  return <ManyField {...shared} options={options} />;
}

function FormulaField({ client, ...shared }: Shared & { client: string }) {
  const t = useTranslations('subscribe');
  const formula = useFormula();
  const { money } = useWritten();
  const lines = useQuery(formulasQuery({ client }));
  const first = (lines.data ?? []).filter((line, at, every) => every.findIndex((one) => one.formula === line.formula) === at);
  const options = first.map((line) => ({
    value: line.formula,
    label: `${formula({ code: line.formula, months: line.months })} · ${t('priceOf', { price: money(line.netCents), months: line.months })}`,
  }));
  return <SelectField {...shared} options={options} />;
}

function TokenField(shared: Shared) {
  const t = useTranslations('subscribe');
  return <SelectField {...shared} options={useTokens()} description={t('meansHint')} />;
}

/** E5.2a: the provider's terms in full, and the box that accepts them; never ticked beforehand. */
function ProviderField({ client, value, onChange, ...shared }: Shared & { client: string }) {
  const { data } = useQuery(providerTermsQuery(client));
  if (!data) return null;
  return (
    <>
      <section className="letter scrolls" tabIndex={0} aria-label={`${data.provider}, ${data.version}`}>
        <TextOfTerms text={data.text} />
      </section>
      <CheckField {...shared} checked={value !== ''} onChange={(ticked) => onChange(ticked ? data.version : '')} />
    </>
  );
}

function QuoteField({ subscription, state, ...shared }: Shared & { subscription: Subscription; state: string }) {
  const { money, day } = useWritten();
  const options = subscription.quotes
    .filter((one) => one.state === state)
    .map((one) => ({ value: one.quote, label: `${one.hours} h · ${money(one.netCents)} · ${day(one.validUntil)}` }));
  return <SelectField {...shared} options={options} />;
}

function ExportField({ number, ...shared }: Shared & { number: string }) {
  const { day } = useWritten();
  const exports = useQuery(exportsQuery(number));
  const delivered = (exports.data ?? []).filter((one) => one.state === 'DELIVERED');
  return <SelectField {...shared} options={delivered.map((one) => ({ value: one.id, label: one.deliveredOn ? day(one.deliveredOn) : one.id }))} />;
}
