/** Texts in ISO 8859-15, as article A47 A-1 of the Livre des procédures fiscales wants them: what the set lacks is written with what it has. */

/** Places of ISO 8859-15 that differ from ISO 8859-1. */
const OWN: Record<string, number> = { '€': 0xa4, Š: 0xa6, š: 0xa8, Ž: 0xb4, ž: 0xb8, Œ: 0xbc, œ: 0xbd, Ÿ: 0xbe };
const REPLACED = new Set(Object.values(OWN));
/** Typography and letters that no accent takes apart. */
const AS: Record<string, string> = {
  ...{ '’': "'", '‘': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '−': '-', '…': '...', '•': '-', '\u202f': ' ', '\u00a0': ' ' },
  ...{ Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', Ħ: 'H', ħ: 'h', ẞ: 'SS' },
};

const byteOf = (character: string): number | undefined => {
  const code = character.codePointAt(0) ?? 0;
  return OWN[character] ?? (code <= 0xff && !REPLACED.has(code) && !(code >= 0x80 && code < 0xa0) ? code : undefined);
};
const known = (character: string): string | undefined => (byteOf(character) === undefined ? undefined : character);

/** The same text in characters of ISO 8859-15: accents that it lacks fall, what remains unknown is a question mark. */
export const latin = (text: string): string =>
  Array.from(text.normalize('NFC'))
    .map(
      (one) =>
        AS[one] ??
        known(one) ??
        Array.from(one.normalize('NFD'))
          .filter((part) => !/\p{M}/u.test(part))
          .map((part) => known(part) ?? '?')
          .join(''),
    )
    .join('');

/** Its bytes. */
export const latinBytes = (text: string): Buffer => Buffer.from(Array.from(latin(text)).map((one) => byteOf(one) ?? 0x3f));
