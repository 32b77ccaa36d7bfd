#!/usr/bin/env node
/** `node verify.mjs dossier.zip [--trusted authority.pem]`: checks an evidence file offline. Ends with 0 when all holds, 1 when not, 2 when it cannot be read. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkDossier } from './dossier.mjs';

const USAGE = 'node verify.mjs dossier.zip [--trusted authority.pem]';

function given() {
  try {
    const { values, positionals } = parseArgs({ options: { trusted: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1) throw new Error(USAGE);
    return { zip: readFileSync(positionals[0]), ...(values.trusted ? { trusted: readFileSync(values.trusted, 'utf8') } : {}) };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

const { zip, ...options } = given();
const { checked, faults } = checkDossier(zip, options);
for (const sentence of checked) console.log(`  ${sentence}`);
for (const { where, what } of faults) console.log(`FAULT  ${where}: ${what}`);
if (faults.length === 0 && !options.trusted)
  console.log('  The certificates of the authority came with the dossier: compare authority.pem with what the authority publishes.');
console.log(faults.length === 0 ? 'All holds.' : `${faults.length} fault${faults.length === 1 ? '' : 's'}: this dossier is not as it was made.`);
process.exitCode = faults.length === 0 ? 0 : 1;
