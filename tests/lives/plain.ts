/** Facts and contracts without what each side names for itself: numbers, ids, persons, texts and files. */

/** Kept words: beside the journal on one side, `text` on the other. */
const WORDS = new Set([
  ...['text', 'reason', 'facts', 'evidence', 'proof', 'receipt', 'signedReceipt', 'basis', 'answer', 'why'],
  ...['ground', 'listing', 'documents', 'officer', 'officerEmail'],
]);
/** Made outside, and named there. */
const OUTSIDE = new Set([
  'sha256',
  'counts',
  'certificate',
  'schedule',
  'documentHash',
  'person',
  'client',
  'reference',
  'accounts',
  'keys',
  'words',
  'tariff',
  'bytes',
  'publishedOn',
]);
/** Renders values plain; one for each side, since it counts what it meets. */
export function plainly(): (value: unknown) => unknown {
  const seen = new Map<string, string>();
  const counts = new Map<string, number>();
  const ordinal = (kind: string, id: string): string => {
    const known = seen.get(id);
    if (known) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    seen.set(id, `${kind}#${count}`);
    return `${kind}#${count}`;
  };
  const text = (value: string): string =>
    value
      .replace(/\b[FAD]\d{4}-\d{6}\b/g, (number) => ordinal(number.slice(0, 5), number))
      .replace(/\bS\d{6}\b/g, 'S')
      .replace(/\btxt_\w+/g, 'text')
      .replace(/\b(cpl|exp|pm|ipc|quo|rec|cmp|cnt)[_-]\w+/g, (id) => ordinal(id.slice(0, 3), id));
  const plain = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => plain(one, key));
    if (value === null || typeof value !== 'object') {
      if (typeof value !== 'string') return value;
      if (key === 'method' || key === 'paidWith') return ordinal('method', value);
      return text(value);
    }
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, one]) => [name, one !== null && isOwn(name, one) ? '*' : plain(one, name)]));
  };
  return (value) => plain(value);
}

/** A reason in capitals is one of the contract's own words. */
const isOwn = (name: string, value: unknown): boolean =>
  OUTSIDE.has(name) || (WORDS.has(name) && typeof value === 'string' && !/^[A-Z_]+$/.test(value));
