/** What the screens read, by key: one place that knows the addresses. */
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { call, ProblemError, query } from './client.ts';
import type {
  BankFiles,
  BankOrder,
  Mandates,
  AcceptedTerms,
  Account,
  Ageing,
  Assuming,
  BookRecord,
  BookYears,
  Campaign,
  CampaignDetail,
  CampaignRecipient,
  CashForecast,
  Client,
  ClockInUse,
  Complaint,
  ContactOperation,
  ContentItem,
  DataTag,
  DeferredIncome,
  Export,
  Fact,
  FeeSchedule,
  Invoice,
  Me,
  MoneyFinding,
  Notice,
  Letter,
  MeansPage,
  NoticeText,
  Page,
  Payment,
  PriceLine,
  ProviderTerms,
  Reconciliation,
  Retention,
  Subscription,
  SubscriptionPage,
  TakeOver,
  TakeOverLine,
  Tariff,
  Task,
  TaskDetail,
  TermsText,
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
export const fetchSubscriptions = ({ q, state, cursor }: ListFilter, limit = PAGE): Promise<SubscriptionPage> =>
  call('GET', query('/subscriptions', { q, state, cursor, limit }));
export const subscriptionsQuery = (filter: ListFilter) =>
  queryOptions({ queryKey: ['subscriptions', filter], queryFn: () => fetchSubscriptions(filter), placeholderData: keepPreviousData });

const of = (number: string): string => `/subscriptions/${encodeURIComponent(number)}`;
export const subscriptionQuery = (number: string) =>
  queryOptions({ queryKey: ['subscription', number], queryFn: () => call<Subscription>('GET', of(number)) });
export type RecordFilter = { kind?: string; client?: string; cursor?: string };
export const recordsQuery = (filter: RecordFilter) =>
  queryOptions({
    queryKey: ['records', filter],
    queryFn: () => call<Page<BookRecord>>('GET', query('/records', { ...filter, limit: PAGE })),
    placeholderData: keepPreviousData,
  });
export const lettersQuery = (state: string) =>
  queryOptions({ queryKey: ['letters', state], queryFn: () => call<Page<Letter>>('GET', query('/letters', { state, limit: PAGE })) });
/** The whole journal of a subscription. */
export const factsQuery = (number: string) =>
  queryOptions({ queryKey: ['facts', number], queryFn: () => all<Fact>(`${of(number)}/timeline`, { limit: '5000' }) });
/** What will come until a day, on an assumption. */
export const forecastQuery = (number: string, until: string, assuming: Assuming) =>
  queryOptions({
    queryKey: ['forecast', number, until, assuming],
    queryFn: () => call<Timeline>('GET', query(`${of(number)}/timeline`, { until, assuming, limit: 1 })).then(({ forecast = [] }) => forecast),
    placeholderData: keepPreviousData,
  });

export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['client', id], staleTime: 60_000, queryFn: () => call<Client>('GET', `/clients/${encodeURIComponent(id)}`) });
/** Up to a day; up to now on the client's calendar where none is given. */
export const accountQuery = (client: string, on: string) =>
  queryOptions({
    queryKey: ['account', client, on],
    queryFn: () => call<Account>('GET', query(`/clients/${encodeURIComponent(client)}/account-statement`, on ? { on } : {})),
    placeholderData: keepPreviousData,
  });
/** The means of a client, and how a new one is given. */
export const meansQuery = (client: string) =>
  queryOptions({ queryKey: ['means', client], queryFn: () => call<MeansPage>('GET', `/clients/${encodeURIComponent(client)}/payment-methods`) });
export const methodsQuery = (client: string) => queryOptions({ ...meansQuery(client), select: ({ data }) => data });
export const entryQuery = (client: string) => queryOptions({ ...meansQuery(client), select: ({ entry }) => entry });

export const mandatesQuery = (client: string) =>
  queryOptions({ queryKey: ['mandates', client], queryFn: () => call<Mandates>('GET', `/clients/${encodeURIComponent(client)}/mandates`) });

/** Files for the bank, from the last on; `cursor` that of the page before. */
export const bankFilesQuery = (cursor?: string) =>
  queryOptions({ queryKey: ['bank', 'files', cursor], queryFn: () => call<BankFiles>('GET', query('/bank/files', { cursor, limit: PAGE })) });
export const bankOrdersQuery = (file: string, filter: { subscription?: string; cursor?: string }) =>
  queryOptions({
    queryKey: ['bank', 'orders', file, filter],
    queryFn: () => call<Page<BankOrder>>('GET', query(`/bank/files/${encodeURIComponent(file)}/orders`, { ...filter, limit: PAGE })),
    placeholderData: keepPreviousData,
  });

/** Everything of a list that belongs to a subscription: a file is read whole. */
async function all<T>(path: string, filters: Record<string, string>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: Page<T> = await call('GET', query(path, { limit: 200, ...filters, cursor }));
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
export const complaintsQuery = listOf<Complaint>('/complaints');
export const contentQuery = listOf<ContentItem>('/content-items');
/** Asked again while one is being made. */
export const exportsQuery = (subscription: string) =>
  queryOptions({
    queryKey: ['list', '/exports', subscription],
    queryFn: () => all<Export>('/exports', { subscription }),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.deliveredOn === null) ? 1_000 : false),
  });
export const contactOperationsQuery = listOf<ContactOperation>('/contact-operations');
export const retentionQuery = listOf<Retention>('/retention');
export const openTasksQuery = queryOptions({
  queryKey: ['list', '/tasks', 'open'],
  queryFn: async () => [...(await all<Task>('/tasks', { state: 'PROPOSED' })), ...(await all<Task>('/tasks', { state: 'OPEN' }))],
});
/** One decision with its facts and what each choice leads to. */
export const taskQuery = (id: string) =>
  queryOptions({ queryKey: ['list', '/tasks', 'one', id], queryFn: () => call<TaskDetail>('GET', `/tasks/${encodeURIComponent(id)}`) });
export const noticeQuery = (id: string) =>
  queryOptions({ queryKey: ['notice', id], queryFn: () => call<NoticeText>('GET', `/notices/${encodeURIComponent(id)}`) });

/** Whose eyes: what is published for a test clock is seen by its clients only. */
export type Seen = { client?: string; testClock?: string };
export const formulasQuery = (seen: Seen) =>
  queryOptions({ queryKey: ['formulas', seen], queryFn: () => call<Page<PriceLine>>('GET', query('/formulas', seen)).then((page) => page.data) });
export const currentTermsQuery = (seen: Seen) =>
  queryOptions({ queryKey: ['terms', seen], queryFn: () => call<TermsText>('GET', query('/terms-versions/current', seen)) });

export const providerTermsQuery = (client: string) =>
  queryOptions({ queryKey: ['provider-terms', client], queryFn: () => call<ProviderTerms>('GET', query('/provider-terms/current', { client })) });

/** The version that binds a subscription, whole. */
export const acceptedTermsQuery = (number: string) =>
  queryOptions({ queryKey: ['accepted-terms', number], queryFn: () => call<AcceptedTerms>('GET', `${of(number)}/terms`) });

/** Where a test clock stands; asked again while it moves. */
export const clockQuery = (id: string) =>
  queryOptions({
    queryKey: ['clock', id],
    queryFn: () => call<TestClock>('GET', `/test-clocks/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.status === 'advancing' ? 700 : false),
  });

export const clocksQuery = queryOptions({
  queryKey: ['clocks'],
  queryFn: () => call<Page<ClockInUse>>('GET', '/test-clocks').then((page) => page.data),
});
/** What was published of a kind, the last first. */
export const feeSchedulesQuery = (seen: Seen) =>
  queryOptions({
    queryKey: ['fee-schedules', seen],
    queryFn: () => call<Page<FeeSchedule>>('GET', query('/fee-schedules', seen)).then((page) => page.data),
  });
export const tariffsQuery = (seen: Seen) =>
  queryOptions({
    queryKey: ['assistance-tariffs', seen],
    queryFn: () => call<Page<Tariff>>('GET', query('/assistance-tariffs', seen)).then((page) => page.data),
  });
export const dataTagsQuery = queryOptions({
  queryKey: ['data-roles'],
  queryFn: () => call<Page<DataTag>>('GET', '/data-roles').then((page) => page.data),
});
export const cashForecastsQuery = queryOptions({
  queryKey: ['cash-forecasts'],
  queryFn: () => call<Page<CashForecast>>('GET', '/cash-forecasts').then((page) => page.data),
});
/** A forecast; asked again while it runs. */
export const cashForecastQuery = (id: string) =>
  queryOptions({
    queryKey: ['cash-forecast', id],
    queryFn: () => call<CashForecast>('GET', `/cash-forecasts/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? 500 : false),
  });

/** Whose books, and on which day where one matters. */
export type OfBook = { testClock?: string; on?: string };
export const bookYearsQuery = (of: OfBook) =>
  queryOptions({ queryKey: ['books', 'years', of], queryFn: () => call<BookYears>('GET', query('/books/years', of)) });
export const ageingQuery = (of: OfBook) =>
  queryOptions({
    queryKey: ['books', 'ageing', of],
    queryFn: () => call<Ageing>('GET', query('/books/ageing', of)),
    placeholderData: keepPreviousData,
  });
export const deferredQuery = (of: OfBook) =>
  queryOptions({
    queryKey: ['books', 'deferred', of],
    queryFn: () => call<DeferredIncome>('GET', query('/books/deferred-income', of)),
    placeholderData: keepPreviousData,
  });
/** Asked again, since a comparison takes a moment. */
export const reconciliationsQuery = (of: OfBook) =>
  queryOptions({
    queryKey: ['books', 'reconciliations', of],
    queryFn: () => call<Page<Reconciliation>>('GET', query('/reconciliations', of)).then((page) => page.data),
    refetchInterval: 2_000,
  });
export const moneyFindingsQuery = (day: string, of: OfBook, runAt: string) =>
  queryOptions({
    queryKey: ['books', 'findings', day, of, runAt],
    queryFn: () => call<Page<MoneyFinding>>('GET', query(`/reconciliations/${day}`, of)).then((page) => page.data),
  });

export const takeOversQuery = queryOptions({
  queryKey: ['take-overs'],
  queryFn: () => call<Page<TakeOver>>('GET', '/take-overs').then((page) => page.data),
});
/** A take-over; asked again while it runs. */
export const takeOverQuery = (id: string) =>
  queryOptions({
    queryKey: ['take-over', id],
    queryFn: () => call<TakeOver>('GET', `/take-overs/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? 700 : false),
  });
export const takeOverLinesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['take-over', id, 'lines'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call<Page<TakeOverLine>>(
        'GET',
        query(`/take-overs/${encodeURIComponent(id)}/lines`, { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) }),
      ),
    getNextPageParam: (page) => page.next,
  });

const LIVELY = ['SCHEDULED', 'RUNNING'];
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: () => call<Page<Campaign>>('GET', query('/campaigns', { limit: 100 })).then((page) => page.data),
  refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'RUNNING') ? 2_000 : false),
});
const ofCampaign = (id: string): string => `/campaigns/${encodeURIComponent(id)}`;
/** A campaign; asked again while it goes on. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id],
    queryFn: () => call<CampaignDetail>('GET', ofCampaign(id)),
    refetchInterval: ({ state }) => (LIVELY.includes(state.data?.state ?? '') ? 1_000 : false),
  });
export const recipientsQuery = (id: string, filter: { state?: string; cursor?: string }) =>
  queryOptions({
    queryKey: ['campaign', id, 'recipients', filter],
    queryFn: () => call<Page<CampaignRecipient>>('GET', query(`${ofCampaign(id)}/recipients`, { ...filter, limit: PAGE })),
    placeholderData: keepPreviousData,
  });

const FOLDERS = { F: 'invoices', A: 'credit-notes', D: 'debit-notes' } as const;
/** Where the PDF of a document is. */
export const pdfOf = ({ series, number }: Pick<Invoice, 'series' | 'number'>): string =>
  `/api/v1/${FOLDERS[series]}/${encodeURIComponent(number)}.pdf`;
