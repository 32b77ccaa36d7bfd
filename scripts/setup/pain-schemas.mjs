/** The schemas of ISO 20022 that files for a bank must pass: they come with the Python package sepaxml, and stay under `.tacite/pain-schemas`. */
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipInstall } from './pip.mjs';

const PACKAGE = 'sepaxml==2.7.0';
const FOLDER = resolve('.tacite/pain-schemas');

/** The schema of a message, such as `pain.008.001.08`. */
export const schemaOf = (message) => join(FOLDER, 'sepaxml', 'schemas', `${message}.xsd`);

export async function ensurePainSchemas() {
  if (existsSync(schemaOf('pain.008.001.08'))) return;
  rmSync(FOLDER, { recursive: true, force: true });
  await pipInstall('Bringing the schemas of bank files (once)', PACKAGE, FOLDER);
}
