/** `npm run rebuild`: starts missing workflows and mends stored contracts from the journal, at any time; exits with 1 if one could not be. */
import { resumeCampaigns } from '../api/campaigns.ts';
import { makeAnew } from './start/anew.ts';
import { reach } from './start/reach.ts';

const { knex, temporal, close } = await reach();
try {
  const { living, started, mended, faults } = await makeAnew({ knex, temporal });
  await resumeCampaigns({ knex, temporal });
  for (const fault of faults) console.error(fault);
  console.log(`${living} living subscriptions, ${started} workflows started and ${mended} contracts mended from the journal.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await close();
}
