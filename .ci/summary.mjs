/** Adds the tests of vitest's report to the checks, prints the sum, and exits with 1 when anything failed. */
import { readFileSync } from 'node:fs';

const { PASSED, FAILED, TESTS } = process.env;
let passed = Number(PASSED);
let failed = Number(FAILED);
const text = readFileSync(process.argv[2], 'utf8');
if (text) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  );
  passed += numPassedTests;
  failed += numFailedTests + broken.length;
  for (const { name, message } of broken) console.log(`${name} could not run: ${message.split('\n')[0]}`);
}
if (TESTS !== '0' && failed === 0) failed += 1; // an error outside every test, or no report at all
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
