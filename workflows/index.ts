export { campaign } from './campaign.ts';
export { subscription } from './subscription.ts';
export { collectExport } from './exports.ts';
export { takeOver } from './take-over.ts';
