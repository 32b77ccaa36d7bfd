/** What the facts of a subscription know of each other: the numbers of documents and the amounts of payments that later facts name by id. */
type Fact = { type: string; data: Record<string, unknown> };
export type FactContext = { numbers: Map<string, string>; amounts: Map<string, number> };

const DOCUMENTS = { 'invoice.issued': 'invoice', 'debit-note.issued': 'debitNote', 'credit-note.issued': 'creditNote' } as const;

export function contextOf(facts: readonly Fact[]): FactContext {
  const context: FactContext = { numbers: new Map(), amounts: new Map() };
  for (const { type, data } of facts) {
    const id = type in DOCUMENTS ? data[DOCUMENTS[type as keyof typeof DOCUMENTS]] : undefined;
    if (typeof id === 'string' && typeof data['number'] === 'string' && data['number']) context.numbers.set(id, data['number']);
    if (type === 'payment.presented') context.amounts.set(String(data['payment']), Number(data['cents']));
  }
  return context;
}

/** The documents that a fact is about, by their ids; not the one that it issues. */
export function documentsOf({ type, data }: Fact): string[] {
  const named = type in DOCUMENTS ? [] : [data['invoice'], data['debitNote'], data['creditNote']];
  const one = named.filter((id): id is string => typeof id === 'string');
  const subject = (data['about'] as { invoices?: string[] } | null | undefined)?.invoices ?? [];
  const allocated = ((data['allocations'] ?? []) as { document: string }[]).map((part) => part.document);
  const reopened = ((data['reopened'] ?? []) as { invoice: string }[]).map((part) => part.invoice);
  const corrected = (data['corrects'] ?? []) as string[];
  return [...new Set([...one, ...allocated, ...reopened, ...corrected, ...subject])];
}
