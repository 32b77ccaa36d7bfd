import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { BankFile, TakenAnswer } from '../../api/types.ts';
import { parisDay, useWritten } from '../../i18n/written.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { encoded, FileField, TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

type FormProps = { error: Error | null; pending: boolean; label: string; onSubmit: () => void; onClose: () => void; children: ReactNode };
/** What is asked of a person in a dialog, with its way out. */
export function Form({ error, pending, label, onSubmit, onClose, children }: FormProps) {
  const t = useTranslations('action');
  const submit = (form: FormEvent<HTMLFormElement>) => {
    form.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="dialog-form">
      {error && <ProblemAlert error={error} />}
      {children}
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={pending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** The bank has booked a file: what it did not reject has settled. */
export function BookingDialog({ file, onClose }: { file: BankFile; onClose: () => void }) {
  const t = useTranslations();
  const [on, setOn] = useState(parisDay(new Date().toISOString()));
  const ask = useMutation({
    mutationFn: () => call('POST', `/bank/files/${encodeURIComponent(file.id)}/bookings`, { on }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title={`${t('bank.book')} ${file.id}`} onClose={onClose}>
      <Form error={ask.error} pending={ask.isPending} label={t('registers.record')} onSubmit={() => ask.mutate()} onClose={onClose}>
        <p>{t(`bank.booking.${file.type}`, { count: file.orders })}</p>
        <TextField label={t('bank.on')} type="date" value={on} onChange={setOn} />
      </Form>
    </Dialog>
  );
}

/** A file of the bank, and what was found in it. */
export function AnswerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const { money, day } = useWritten();
  const [file, setFile] = useState<File | null>(null);
  const ask = useMutation({
    mutationFn: async (given: File) => call<TakenAnswer>('POST', '/bank/answers', { contentBase64: (await encoded(given)).contentBase64 }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Dialog title={t('bank.answer')} onClose={onClose}>
      {ask.data ? (
        <div role="status" className="dialog-form">
          <p>{t('bank.taken', { booked: ask.data.booked, returned: ask.data.returned })}</p>
          {ask.data.unknown.length > 0 && <p>{t('bank.unknown', { what: ask.data.unknown.join(', ') })}</p>}
          {ask.data.differing.map(({ file: id, cents, expectedCents }) => (
            <p key={id}>{t('bank.differs', { file: id, booked: money(cents), expected: money(expectedCents) })}</p>
          ))}
          {ask.data.unplaced.map(({ on, cents }) => (
            <p key={`${on} ${cents}`}>{t('bank.unplaced', { day: day(on), sum: money(cents ?? 0) })}</p>
          ))}
          <div className="dialog-foot">
            <Button onClick={onClose}>{t('action.close')}</Button>
          </div>
        </div>
      ) : (
        <Form error={ask.error} pending={ask.isPending} label={t('bank.give')} onSubmit={() => file && ask.mutate(file)} onClose={onClose}>
          <p>{t('bank.answerHint')}</p>
          <FileField label={t('bank.answerFile')} onChange={setFile} />
        </Form>
      )}
    </Dialog>
  );
}
