/** What the screens read, by key: one place that knows the addresses. */
import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { call, ProblemError, query } from './client.ts';
import type {
  Assuming,
  Export,
  Instance,
  Invoice,
  Me,
  Notice,
  NoticeText,
  Page,
  Payment,
  PriceLine,
  Subscription,
  SubscriptionRow,
  Task,
  TermsVersion,
  TestClock,
  Timeline,
} from './types.ts';

const lasting = (error: unknown): boolean => error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500;

export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: (tries, error) => !lasting(error) && tries < 2 } },
});

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: () =>
    call<Me>('GET', '/sessions/current').catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }),
});

export type ListFilter = { q?: string; state?: string; cursor?: string };
export const PAGE = 50;
export const fetchSubscriptions = ({ q, state, cursor }: ListFilter, limit = PAGE): Promise<Page<SubscriptionRow>> =>
  call('GET', query('/subscriptions', { search: q, state, cursor, limit }));
export const subscriptionsQuery = (filter: ListFilter) =>
  queryOptions({ queryKey: ['subscriptions', filter], queryFn: () => fetchSubscriptions(filter), placeholderData: keepPreviousData });

const of = (number: string): string => `/subscriptions/${encodeURIComponent(number)}`;
export const subscriptionQuery = (number: string) =>
  queryOptions({ queryKey: ['subscription', number], queryFn: () => call<Subscription>('GET', of(number)) });
export const timelineQuery = (number: string, until?: string, assuming?: Assuming) =>
  queryOptions({
    queryKey: ['timeline', number, until, assuming],
    queryFn: () => call<Timeline>('GET', query(`${of(number)}/timeline`, { until, assuming })),
    placeholderData: keepPreviousData,
  });

/** Everything of a list that belongs to a subscription: a file is read whole. */
async function all<T>(path: string, filters: Record<string, string>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: Page<T> = await call('GET', query(path, { ...filters, limit: 200, cursor }));
    rows.push(...page.data);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}
const listOf =
  <T>(path: string) =>
  (subscription: string) =>
    queryOptions({ queryKey: ['list', path, subscription], queryFn: () => all<T>(path, { subscription }) });

export const invoicesQuery = listOf<Invoice>('/invoices');
export const creditNotesQuery = listOf<Invoice>('/credit-notes');
export const debitNotesQuery = listOf<Invoice>('/debit-notes');
export const paymentsQuery = listOf<Payment>('/payments');
export const noticesQuery = listOf<Notice>('/notices');
export const tasksQuery = listOf<Task>('/tasks');
export const exportsQuery = listOf<Export>('/exports');
export const openTasksQuery = queryOptions({
  queryKey: ['list', '/tasks', 'open'],
  queryFn: async () => [...(await all<Task>('/tasks', { state: 'PROPOSED' })), ...(await all<Task>('/tasks', { state: 'OPEN' }))],
});
export const noticeQuery = (id: string) =>
  queryOptions({ queryKey: ['notice', id], queryFn: () => call<NoticeText>('GET', `/notices/${encodeURIComponent(id)}`) });

export const formulasQuery = queryOptions({ queryKey: ['formulas'], queryFn: () => call<Page<PriceLine>>('GET', '/formulas').then((page) => page.data) });
export const termsQuery = queryOptions({ queryKey: ['terms'], queryFn: () => call<Page<TermsVersion>>('GET', '/terms-versions').then((page) => page.data) });
export const instanceQuery = queryOptions({ queryKey: ['instance'], staleTime: Number.POSITIVE_INFINITY, queryFn: () => call<Instance>('GET', '/instance') });

/** Where a test clock stands; asked again while it moves. */
export const clockQuery = (id: string) =>
  queryOptions({
    queryKey: ['clock', id],
    queryFn: () => call<TestClock>('GET', `/test-clocks/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.status === 'advancing' ? 700 : false),
  });

const FOLDERS = { F: 'invoices', A: 'credit-notes', D: 'debit-notes' } as const;
/** Where the PDF of a document is. */
export const pdfOf = ({ series, number }: Pick<Invoice, 'series' | 'number'>): string => `/api/v1/${FOLDERS[series]}/${encodeURIComponent(number)}.pdf`;
