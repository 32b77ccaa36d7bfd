export { books, reconciliation } from './books.ts';
export { campaign } from './campaign.ts';
export { cashForecast } from './cash-forecast.ts';
export { collectExport } from './exports.ts';
export { retention } from './retention.ts';
export { seals } from './seals.ts';
export { subscription } from './subscription.ts';
export { takeOver } from './take-over.ts';
