import { writeFileSync } from 'node:fs';
import type { MessageCode } from '../../contract/messages.ts';
import { renderMessage } from '../../mails/render.ts';
import { VALUES, sample } from './samples.ts';
const t = performance.now();
let n = 0;
for (const code of Object.keys(VALUES) as MessageCode[])
  for (const l of ['fr', 'en'] as const) {
    const m = await renderMessage(sample(code, l));
    n++;
    writeFileSync(`/tmp/shots/${code}-${l}.html`, m.html);
    writeFileSync(`/tmp/shots/${code}-${l}.txt`, `${m.subject}\n\n${m.text}`);
  }
console.log((performance.now() - t) / n, 'ms each');
