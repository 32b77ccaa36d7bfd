import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { meQuery, queries } from './api/queries.ts';
import type { Me } from './api/types.ts';
import { Lost } from './parts/lost.tsx';
import { Shell } from './screens/shell.tsx';
import { mayEnterClients, maySubscribe } from './session/permissions.ts';

type Given = Record<string, unknown>;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** Search parameters by name, without those that are not set: addresses stay short. */
const texts = <N extends string>(...names: N[]) => {
  return (given: Given) =>
    Object.fromEntries(names.flatMap((name) => (text(given[name]) ? [[name, text(given[name])]] : []))) as { [K in N]?: string };
};

const root = createRootRoute({ notFoundComponent: Lost });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('to'),
  component: lazyRouteComponent(() => import('./screens/sign-in.tsx'), 'SignIn'),
});
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
  },
  component: Shell,
});
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/subscriptions' });
  },
});
const list = createRoute({
  getParentRoute: () => inside,
  path: '/subscriptions',
  validateSearch: texts('q', 'state', 'cursor'),
  component: lazyRouteComponent(() => import('./screens/subscriptions/list.tsx'), 'SubscriptionList'),
});
/** A page for those who may; the others are led to the list. */
const onlyThose = (may: (me: Me) => boolean) => async () => {
  const me = await queries.ensureQueryData(meQuery);
  if (me && !may(me)) throw redirect({ to: '/subscriptions' });
};
const newClient = createRoute({
  getParentRoute: () => inside,
  path: '/clients/new',
  beforeLoad: onlyThose(mayEnterClients),
  component: lazyRouteComponent(() => import('./screens/clients/new-client.tsx'), 'NewClient'),
});
const subscribe = createRoute({
  getParentRoute: () => inside,
  path: '/subscriptions/new',
  beforeLoad: onlyThose(maySubscribe),
  validateSearch: texts('means'),
  component: lazyRouteComponent(() => import('./screens/subscribe/subscribe.tsx'), 'Subscribe'),
});
const one = createRoute({
  getParentRoute: () => inside,
  path: '/subscriptions/$number',
  validateSearch: texts('tab', 'assuming', 'message', 'means'),
  component: lazyRouteComponent(() => import('./screens/subscription/subscription.tsx'), 'SubscriptionFile'),
});
const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/decisions',
  component: lazyRouteComponent(() => import('./screens/decisions.tsx'), 'Decisions'),
});

const registers = createRoute({
  getParentRoute: () => inside,
  path: '/registers',
  validateSearch: texts('kind', 'client', 'cursor'),
  component: lazyRouteComponent(() => import('./screens/registers/registers.tsx'), 'Registers'),
});
const letters = createRoute({
  getParentRoute: () => inside,
  path: '/letters',
  validateSearch: texts('state'),
  component: lazyRouteComponent(() => import('./screens/letters.tsx'), 'Letters'),
});
const fees = createRoute({
  getParentRoute: () => inside,
  path: '/fees',
  component: lazyRouteComponent(() => import('./screens/fees/fees.tsx'), 'Fees'),
});
const cash = createRoute({
  getParentRoute: () => inside,
  path: '/cash',
  component: lazyRouteComponent(() => import('./screens/cash/cash.tsx'), 'Cash'),
});

const takeOver = createRoute({
  getParentRoute: () => inside,
  path: '/take-over',
  validateSearch: texts('id'),
  component: lazyRouteComponent(() => import('./screens/take-over/take-over.tsx'), 'TakeOverPage'),
});

const books = createRoute({
  getParentRoute: () => inside,
  path: '/books',
  component: lazyRouteComponent(() => import('./screens/books/books.tsx'), 'Books'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/clients/$client/account',
  validateSearch: texts('on'),
  component: lazyRouteComponent(() => import('./screens/account.tsx'), 'AccountStatement'),
});
const bank = createRoute({
  getParentRoute: () => inside,
  path: '/bank',
  validateSearch: texts('cursor'),
  component: lazyRouteComponent(() => import('./screens/bank/bank.tsx'), 'Bank'),
});
const firstMandate = createRoute({
  getParentRoute: () => inside,
  path: '/subscriptions/new/mandate',
  beforeLoad: onlyThose(maySubscribe),
  component: lazyRouteComponent(() => import('./screens/mandate.tsx'), 'FirstMandatePage'),
});
const mandate = createRoute({
  getParentRoute: () => inside,
  path: '/subscriptions/$number/mandate',
  component: lazyRouteComponent(() => import('./screens/mandate.tsx'), 'MandatePage'),
});

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./screens/campaigns/campaigns.tsx'), 'Campaigns'),
});
const newCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./screens/campaigns/new-campaign.tsx'), 'NewCampaign'),
});
const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$id',
  validateSearch: texts('state', 'cursor'),
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign.tsx'), 'CampaignFile'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([
      home,
      list,
      newClient,
      subscribe,
      firstMandate,
      one,
      mandate,
      tasks,
      registers,
      letters,
      fees,
      cash,
      books,
      account,
      bank,
      takeOver,
      campaigns,
      newCampaign,
      campaign,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined);
    return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][])}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
