/** What lives after a mutation run: mutants that no test noticed and that the types take too. One that does not compile never reaches a contract. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

type Place = { line: number; column: number };
type Mutant = { mutatorName: string; replacement?: string; status: string; location: { start: Place; end: Place } };
type Report = { files: Record<string, { source: string; mutants: Mutant[] }> };

const report = JSON.parse(readFileSync('reports/mutation/report.json', 'utf8')) as Report;
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile('tsconfig.json', ts.sys.readFile).config, ts.sys, '.');

/** One file as it would be with a mutant; every other as it is. */
const changed = { file: '', text: '', version: 0 };
const versions = new Map<string, number>();
const service = ts.createLanguageService({
  getScriptFileNames: () => Object.keys(report.files).map((file) => resolve(file)),
  getScriptVersion: (file) => String(versions.get(file) ?? 0),
  getScriptSnapshot: (file) => {
    const text = file === changed.file ? changed.text : ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => process.cwd(),
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  ...{ fileExists: ts.sys.fileExists, readFile: ts.sys.readFile },
});

function compiles(name: string, text: string): boolean {
  const file = resolve(name);
  Object.assign(changed, { file, text });
  versions.set(file, ++changed.version);
  const errors = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  Object.assign(changed, { file: '', text: '' });
  versions.set(file, ++changed.version);
  return errors.length === 0;
}

const sum = { all: 0, untyped: 0, alive: 0 };
const percent = (of: number, all: number): string => (all === 0 ? '-' : `${((100 * of) / all).toFixed(1)} %`);
const rows: string[] = [];
for (const [file, { source, mutants }] of Object.entries(report.files)) {
  if (!compiles(file, source)) throw new Error(`${file} was changed since the run, or never compiled: run the mutation again`);
  const starts = [...source.matchAll(/^/gm)].map((one) => one.index);
  const offset = ({ line, column }: Place): number => (starts[line - 1] ?? 0) + column - 1;
  const counted = mutants.filter((one) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(one.status));
  const lived = counted.filter((one) => one.status === 'Survived' || one.status === 'NoCoverage');
  const alive = lived.filter(({ location: { start, end }, replacement = '' }) =>
    compiles(file, source.slice(0, offset(start)) + replacement + source.slice(offset(end))),
  );
  for (const { location, mutatorName, replacement = '', status } of alive) {
    const was = source.slice(offset(location.start), offset(location.end));
    const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 90);
    process.stdout.write(
      `${file}:${location.start.line} ${mutatorName}${status === 'NoCoverage' ? ', no test comes by' : ''}: ${short(was)} -> ${short(replacement)}\n`,
    );
  }
  if (counted.length === 0) continue;
  sum.all += counted.length;
  sum.untyped += lived.length - alive.length;
  sum.alive += alive.length;
  rows.push(
    `| ${file.slice('contract/'.length)} | ${counted.length} | ${lived.length - alive.length} | ${alive.length} | ${percent(counted.length - alive.length, counted.length)} |`,
  );
}
process.stdout.write(`\n| file | mutants | dead by types alone | alive | score |\n|---|---|---|---|---|\n${rows.join('\n')}\n`);
process.stdout.write(`| **all** | ${sum.all} | ${sum.untyped} | ${sum.alive} | ${percent(sum.all - sum.alive, sum.all)} |\n`);
