import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { ensurePainSchemas, schemaOf } from '../../scripts/setup/pain-schemas.mjs';

/** What a bank file breaks of the schema of its message, such as `pain.008.001.08`; nothing where it is valid. */
export async function brokenRules(message: string, xml: string): Promise<string[]> {
  await ensurePainSchemas();
  const { errors } = await validateXML({ xml: [{ fileName: 'file.xml', contents: xml }], schema: [readFileSync(schemaOf(message), 'utf8')] });
  return errors.map((one) => one.message);
}
