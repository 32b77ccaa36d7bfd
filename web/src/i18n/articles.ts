/** How a person finds an entry in the contract: `8.3 (a)` where the article itself has an (a), else the article alone. Ids of conventions (`A10`) stay as they are. */
export function articleText(id: string): string {
  const [, number = id, rest = ''] = /^E(\d+(?:\.\d+)?)(.*)$/.exec(id) ?? [];
  const roman = /^-(i{1,3})\b/.exec(rest)?.[1];
  const letter = roman ?? (number === '8.3' ? /^[abc]/.exec(rest)?.[0] : undefined);
  return letter ? `${number} (${letter})` : number;
}

/** The key of an entry's title among the messages. */
export const articleKey = (id: string): string => `articles.${id.replaceAll('.', '_')}`;
