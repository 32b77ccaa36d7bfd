/** How a person reads an entry id: `E8.3a-r` is article 8.3 (a). Ids of conventions (`A10`) stay as they are. */
export function articleText(id: string): string {
  const parts = /^E(\d+(?:\.\d+)?)(?:-(i+)|([a-z]))?/.exec(id);
  if (!parts) return id;
  const letter = parts[2] ?? parts[3];
  return letter ? `${parts[1]} (${letter})` : `${parts[1]}`;
}

/** The key of an entry's title among the messages. */
export const articleKey = (id: string): string => `articles.${id.replaceAll('.', '_')}`;
