import { inflateSync } from 'node:zlib';

/** The words of a PDF made by pdfkit, in the order they were drawn: each glyph by its font's own table of characters. */
export function wordsOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
  const stream = (id: string): string => {
    const body = objects.get(id) ?? '';
    const bytes = Buffer.from(/stream\n([\s\S]*?)\nendstream/.exec(body)?.[1] ?? '', 'latin1');
    return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  const fonts = new Map<string, string[]>();
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (table) fonts.set(name, charactersOf(stream(table)));
    }
  const pages = [...objects.values()].flatMap((body) => (/\/Type \/Page\n/.test(body) ? [/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? ''] : []));
  return pages
    .map((id) => drawn(stream(id), fonts))
    .join(' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
}

/** The characters of a font by glyph number: its ToUnicode ranges, one after the other from glyph 0. */
function charactersOf(cmap: string): string[] {
  const characters: string[] = [];
  for (const [, from = '', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g))
    [...list.matchAll(/<([0-9a-f ]+)>/g)].forEach(([, code = ''], index) => {
      characters[Number.parseInt(from, 16) + index] = Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
    });
  return characters;
}

function drawn(content: string, fonts: Map<string, string[]>): string {
  let characters: string[] = [];
  let text = '';
  for (const [operation, font, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) characters = fonts.get(font) ?? [];
    else if (glyphs !== undefined && operation) {
      const codes = [...glyphs.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => hex).join('');
      for (let at = 0; at < codes.length; at += 4) text += characters[Number.parseInt(codes.slice(at, at + 4), 16)] ?? '?';
      text += ' ';
    }
  }
  return text;
}
