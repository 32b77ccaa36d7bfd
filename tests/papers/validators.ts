/** Mustang and veraPDF over a folder of PDFs, one JVM each. Mustang's exit code says nothing, so that what it prints is read. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { VALIDATORS } from '../../scripts/setup/validators.mjs';

/** Of one file: the words of both programs, and the rules that it breaks. */
export type Verdict = { file: string; pdf: string; xml: string; verapdf: string; broken: string[] };

function java(args: string[]): string {
  const home = mkdtempSync(join(tmpdir(), 'validators-')); // both write beside themselves
  const { stdout, stderr } = spawnSync('java', args, { cwd: home, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  rmSync(home, { recursive: true, force: true });
  return `${stdout}\n${stderr}`;
}

/** The rules of Germany's invoices to its administration are not ours. */
const isOurs = (rule: string): boolean => !rule.startsWith('BR-DE-');

/** By SHA-1 of the file, as Mustang names it. */
function mustang(folder: string): Map<string, Pick<Verdict, 'pdf' | 'xml' | 'broken'>> {
  const printed = java(['-jar', VALIDATORS.mustang, '--disable-file-logging', '--action', 'validateExpectValid', '-d', folder]);
  const lines = printed.matchAll(/Parsed PDF:(\w+) XML:(\w+) .*?Checksum:([0-9A-F]{40}) .*?ErrorIDs: \[([^\]]*)\]/g);
  return new Map(
    [...lines].map(([, pdf = '', xml = '', sha1 = '', rules = '']) => [sha1, { pdf, xml, broken: rules.split(',').filter(Boolean).filter(isOurs) }]),
  );
}

/** PASS or FAIL of each file, by its name. */
export function veraPdf(files: string[], flavour: '2b' | '3b'): Map<string, string> {
  const printed = java(['-cp', VALIDATORS.verapdf, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', flavour, '--format', 'text', ...files]);
  return new Map([...printed.matchAll(/^(PASS|FAIL) (.+?)(?: [23]b)?$/gm)].map(([, verdict = '', file = '']) => [basename(file), verdict]));
}

/** What both say of each PDF in a folder. A file that one of them did not speak of is not valid. */
export function judge(folder: string): Verdict[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.pdf'));
  const structured = mustang(folder);
  const archival = veraPdf(
    files.map((file) => join(folder, file)),
    '3b',
  );
  return files.map((file) => {
    const sha1 = createHash('sha1')
      .update(readFileSync(join(folder, file)))
      .digest('hex')
      .toUpperCase();
    const { pdf, xml, broken } = structured.get(sha1) ?? { pdf: 'unheard', xml: 'unheard', broken: [] };
    return { file, pdf, xml, verapdf: archival.get(file) ?? 'unheard', broken };
  });
}

export const isClean = ({ pdf, xml, verapdf, broken }: Verdict): boolean =>
  pdf === 'valid' && xml === 'valid' && verapdf === 'PASS' && broken.length === 0;
