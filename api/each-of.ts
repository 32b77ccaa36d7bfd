/** Does the same for each, a bounded number at a time. Fails with the first failure, after those under way. */
export async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<void>, atOnce = 32): Promise<void> {
  const rest = items.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}
