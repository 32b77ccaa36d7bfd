/** Makes a database and a Temporal server that are not embedded ready for worker and API, as often as it is run. */
import { mkdirSync } from 'node:fs';
import { prepareTemporal } from './embedded/temporal.ts';
import { prepareDatabase } from './start/database.ts';
import { secretsOf } from './start/home.ts';
import { FIRST_ADMIN } from './start/people.ts';
import { readSettings } from './start/settings.ts';

const { DATABASE_URL, TEMPORAL_ADDRESS, TACITE_HOME } = readSettings(process.env);
if (!DATABASE_URL || !TEMPORAL_ADDRESS) throw new Error('Set DATABASE_URL and TEMPORAL_ADDRESS.');
mkdirSync(TACITE_HOME, { recursive: true });
await prepareTemporal(TEMPORAL_ADDRESS);
await prepareDatabase(DATABASE_URL, secretsOf(TACITE_HOME, [FIRST_ADMIN]), false);
