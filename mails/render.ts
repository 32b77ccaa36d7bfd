import type { MessageCode } from '../contract/messages.ts';
import { type MessageToWrite, compose } from './compose.ts';
import { htmlOf } from './html.ts';
import { textOf } from './text.ts';

/** A message as it leaves: subject, a text written for readers of text, and HTML. The same input gives the same output. */
export async function renderMessage<C extends MessageCode>(message: MessageToWrite<C>): Promise<{ subject: string; text: string; html: string }> {
  const letter = compose(message);
  return { subject: letter.subject.replace(/\s+/g, ' ').trim(), text: textOf(letter), html: await htmlOf(letter) };
}
