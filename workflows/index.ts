export { cashForecast } from './cash-forecast.ts';
export { subscription } from './subscription.ts';
