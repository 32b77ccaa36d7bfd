import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { bankOrdersQuery, queries } from '../../api/queries.ts';
import type { BankFile, BankOrder } from '../../api/types.ts';
import { parisDay } from '../../i18n/written.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { Read } from '../../parts/read.tsx';
import { Form } from './dialogs.tsx';

/** The orders of a file and what the bank said of each; a rejection or a return is told here. */
export function OrdersDialog({ file, keeper, onClose }: { file: BankFile; keeper: boolean; onClose: () => void }) {
  const t = useTranslations('bank');
  const [told, setTold] = useState<BankOrder | null>(null);
  const [subscription, setSubscription] = useState('');
  const [cursor, setCursor] = useState<string>();
  const asked = { ...(subscription.trim() ? { subscription: subscription.trim().toUpperCase() } : {}), ...(cursor ? { cursor } : {}) };
  const orders = useQuery(bankOrdersQuery(file.id, asked));
  const ends = (row: BankOrder) => row.result === 'REJECTED' || row.result === 'REVERSED';
  const columns: Column<BankOrder>[] = [
    {
      key: 'who',
      head: t('debtor'),
      cell: (row) => (
        <>
          <span className="as-written">{row.holder}</span>
          <br />
          <span className="quiet">{row.account}</span>
        </>
      ),
    },
    {
      key: 'subscription',
      head: t('subscription'),
      cell: ({ subscription }) => (
        <Link to="/subscriptions/$number" params={{ number: subscription }} search={{}}>
          {subscription}
        </Link>
      ),
    },
    { key: 'cents', head: t('sum'), figures: true, cell: ({ cents }) => <Money cents={cents} /> },
    {
      key: 'result',
      head: t('result'),
      cell: (row) => (
        <>
          {t(`results.${row.result ?? 'NONE'}`)} {row.code && <span className="mono">{row.code}</span>}
          {keeper && !ends(row) && (
            <Button variant="default" size="compact-sm" aria-label={`${t('return')} ${row.id}`} onClick={() => setTold(row)}>
              {t('return')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <Dialog title={`${t(`type.${file.type}`)} ${file.id}`} onClose={onClose}>
      <TextField
        label={t('find')}
        value={subscription}
        optional
        onChange={(text) => {
          setSubscription(text);
          setCursor(undefined);
        }}
      />
      <Read query={orders}>
        {({ data, next }) => (
          <>
            {data.length === 0 ? (
              <p className="nothing">{t('notIn')}</p>
            ) : (
              <Ledger caption={t('orders')} columns={columns} rows={data} rowKey={({ id }) => id} />
            )}
            {next !== null && (
              <div className="table-foot">
                <Button variant="default" onClick={() => setCursor(next)}>
                  {t('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Read>
      {told && <Return order={told} onClose={() => setTold(null)} />}
    </Dialog>
  );
}

function Return({ order, onClose }: { order: BankOrder; onClose: () => void }) {
  const t = useTranslations();
  const [code, setCode] = useState('');
  const [on, setOn] = useState(parisDay(new Date().toISOString()));
  const ask = useMutation({
    mutationFn: () => call('POST', `/bank/orders/${encodeURIComponent(order.id)}/returns`, { code: code.trim().toUpperCase(), on }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Form error={ask.error} pending={ask.isPending} label={t('registers.record')} onSubmit={() => ask.mutate()} onClose={onClose}>
      <h3>{t('bank.returned', { holder: order.holder })}</h3>
      <TextField label={t('bank.code')} description={t('bank.codeHint')} value={code} onChange={setCode} />
      <TextField label={t('bank.on')} type="date" value={on} onChange={setOn} />
    </Form>
  );
}
