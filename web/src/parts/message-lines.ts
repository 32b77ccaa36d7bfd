/** The lines of the text part of a mail: broken at a width, with rules and columns drawn in characters. */
const WIDTH = 72;
export const RULE = /^-{20,}$/;
export const UNDERLINE = /^={3,}$/;
export const COLUMNS = /\S {2,}\S/;

const isText = (line: string): boolean => line !== '' && !RULE.test(line) && !UNDERLINE.test(line) && !COLUMNS.test(line);

/** Lines that were one before they were broken. */
export function unbroken(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let last = '';
  for (const line of lines) {
    const word = line.trimStart().split(' ')[0] ?? '';
    const goesOn = isText(last) && isText(line) && !line.startsWith('- ') && `${last} ${word}`.length > WIDTH;
    whole.push(goesOn ? `${whole.pop()} ${line.trimStart()}` : line);
    last = line;
  }
  return whole;
}
