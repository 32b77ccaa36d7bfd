/** Puts a message into words, with what every message has: whom it is for, the frame of a formal notice, who signs, who sends. */
import { articleText } from '../contract/entries.ts';
import type { Article, Channel, Civil, Party, TextId } from '../contract/facts.ts';
import { FORMAL_CODES, type MessageCode, type MessageValues } from '../contract/messages.ts';
import { COMPANY, type Company, isSuccessor } from './company.ts';
import { type Language, money, spaced } from './format.ts';
import { type Block, type Delivery, type Letter, type Links, type Recipient, type Row, type Say, p, sayer } from './letter.ts';
import { WRITERS } from './messages.ts';
import { ownWords } from './wording.ts';

export type MessageToWrite<C extends MessageCode = MessageCode> = {
  code: C;
  article: Article;
  language: Language;
  values: MessageValues[C];
  subscription: string;
  /** How and by whom a formal notice is given; by default an e-mail of the Company. */
  channel?: Channel;
  sender?: Party;
  client: Recipient;
  /** Whom it is for where that is neither of the parties: the officer of proceedings (E8.2-iii). */
  addressee?: Recipient;
  company?: Company;
  /** The words behind the text ids of the values (E8.6b: they may be erased). */
  texts?: Record<TextId, string>;
  links: Links;
};
/** A letter ready for any form. `label` stands above the title, `identity` and `reference` at the foot. */
export type WrittenLetter = Letter & {
  language: Language;
  from: string;
  to: string;
  label: string;
  formal: boolean;
  identity: string[];
  reference: string;
};

export function compose<C extends MessageCode>(message: MessageToWrite<C>): WrittenLetter {
  const { code, article, language, values, subscription, client, addressee = client, company = COMPANY, texts = {}, links } = message;
  const delivery: Delivery = { channel: message.channel ?? 'EMAIL', sender: message.sender ?? 'COMPANY', ...datesOf(values) };
  const textOf = (id: TextId): string => texts[id] ?? ERASED[language];
  const say = sayer({ language, subscription, client, company, delivery, links, textOf });
  const letter = ownWords(code, values, say) ?? WRITERS[code][language](values, say);
  const formal = (FORMAL_CODES as readonly string[]).includes(code);
  const fromClient = delivery.sender === 'CLIENT';
  const written: WrittenLetter = {
    ...letter,
    language,
    formal,
    from: fromClient ? client.legalName : company.legalName,
    to: fromClient ? company.legalName : addressee.legalName,
    label: formal ? `${FORMAL[language]} · article ${articleText(article)}` : '',
    blocks: [...opening(say, formal, addressee), ...letter.blocks, ...(formal ? [...effect(say), p(CLOSE[language])] : []), ...signature(say)],
    identity: identityOf(company, language),
    reference: `${REFERENCE[language]} ${subscription} · article ${articleText(article)}`,
  };
  return typeset(written);
}

/** The end of a formal letter; a message to a client ends with the name alone. */
const CLOSE = { fr: "Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.", en: 'Yours faithfully,' };
const ERASED = { fr: '(texte effacé à la date prévue par la loi)', en: '(text erased on the day set by law)' };
const FORMAL = { fr: 'Notification', en: 'Formal notice' };
const REFERENCE = { fr: 'Abonnement', en: 'Subscription' };

function datesOf(values: object): { sentOn?: Civil; deemedOn?: Civil } {
  const { sentOn, deemedOn } = values as { sentOn?: Civil; deemedOn?: Civil };
  return sentOn && deemedOn ? { sentOn, deemedOn } : {};
}

function opening({ language, company, delivery }: Say, formal: boolean, addressee: Recipient): Block[] {
  if (!formal) return [p(language === 'fr' ? 'Bonjour,' : 'Hello,')];
  const fromClient = delivery.sender === 'CLIENT';
  const who = fromClient ? company.legalName : [addressee.legalName, addressee.representative?.name].filter(Boolean).join(', ');
  return [
    p(language === 'fr' ? `À l'attention de : ${who}` : `For the attention of ${who}`),
    p(language === 'fr' ? 'Madame, Monsieur,' : 'Dear Sir or Madam,'),
  ];
}

const BY: Record<Language, Record<Channel, string>> = {
  fr: {
    EMAIL: "par e-mail avec demande d'accusé de réception",
    REGISTERED_LETTER: 'par lettre recommandée avec avis de réception',
    HAND: 'en main propre contre signature',
  },
  en: {
    EMAIL: 'by e-mail with a request for acknowledgement',
    REGISTERED_LETTER: 'by registered letter with acknowledgement of receipt',
    HAND: 'by hand against signature',
  },
};

/** E11.1: says that it is a formal notice, when it counts as received, and asks for an acknowledgement. */
function effect(say: Say): Block[] {
  const { language, links, delivery } = say;
  const { channel, sentOn, deemedOn } = delivery;
  const by = BY[language][channel];
  const hand = channel === 'HAND';
  const acknowledge = channel === 'EMAIL';
  if (language === 'fr') {
    const received = hand
      ? `Remise ${by}, elle est réputée reçue à sa remise${deemedOn ? `, le ${say.day(deemedOn)}` : ''}.`
      : `Envoyée ${sentOn ? `le ${say.short(sentOn)} ` : ''}${by}, elle est réputée reçue le ${deemedOn ? `**${say.day(deemedOn)}**` : 'troisième jour ouvrable qui suit son envoi'}.`;
    const ask = acknowledge
      ? ` Merci d'en accuser réception${links.acknowledge ? '' : ' en répondant à ce message'} ; l'absence d'accusé ne change pas cette date.`
      : '';
    return [
      p(`La présente lettre vaut notification au sens de l'article 11.1 des conditions. ${received}${ask}`),
      ...ackButton('Accuser réception', say),
    ];
  }
  const received = hand
    ? `Given ${by}, it is deemed received on being handed over${deemedOn ? `, on ${say.day(deemedOn)}` : ''}.`
    : `Sent ${sentOn ? `on ${say.short(sentOn)} ` : ''}${by}, it is deemed received on ${deemedOn ? `**${say.day(deemedOn)}**` : 'the third working day after it was sent'}.`;
  const ask = acknowledge
    ? ` Please acknowledge receipt${links.acknowledge ? '' : ' by replying to this message'}; the lack of an acknowledgement does not change this date.`
    : '';
  return [
    p(`This letter is a formal notice within the meaning of article 11.1 of the terms. ${received}${ask}`),
    ...ackButton('Acknowledge receipt', say),
  ];
}
const ackButton = (label: string, { links, delivery }: Say): Block[] =>
  links.acknowledge && delivery.channel === 'EMAIL' ? [{ kind: 'button', label, url: links.acknowledge }] : [];

function signature({ client, company, delivery }: Say): Block[] {
  if (delivery.sender === 'COMPANY') return [p(company.legalName)];
  const { representative, legalName } = client;
  return [p(representative ? `${representative.name}, ${representative.capacity}, ${legalName}` : legalName)];
}

/** E0, E11.4b: the identity printed on every invoice and notice. */
export function identityOf(company: Company, language: Language): string[] {
  if (isSuccessor(company)) {
    const place = company.address.join(', ');
    const moved = company.described.includes(place) ? [] : [place];
    return [`${company.legalName}, ${company.described}`, [...moved, ...(company.email ? [company.email] : [])].join(' · ')].filter(Boolean);
  }
  const { legalName, legalForm, capitalCents, address, register, vatNumber, email } = company;
  const capital = money(capitalCents, language);
  const form = language === 'fr' ? `${legalForm.fr} au capital de ${capital}` : `${legalForm.en}, capital ${capital}`;
  const vat = language === 'fr' ? `TVA\u00a0${vatNumber}` : `VAT\u00a0${vatNumber}`;
  return [`${legalName}, ${form}`, `${address.join(', ')} · RCS ${register} · ${vat}${email ? ` · ${email}` : ''}`];
}

/** The typography of the language everywhere but in the words of a person and in the addresses of pages. */
function typeset(letter: WrittenLetter): WrittenLetter {
  const set = (text: string): string => spaced(text, letter.language);
  const pair = ([label, value]: Row): Row => [set(label), set(value)];
  const block = (one: Block): Block => {
    switch (one.kind) {
      case 'p':
        return { ...one, text: set(one.text) };
      case 'rows':
        return { ...one, rows: one.rows.map(pair) };
      case 'box':
        return { ...one, rows: one.rows.map(pair), ...(one.note ? { note: set(one.note) } : {}) };
      case 'table':
        return { ...one, head: one.head.map(set), rows: one.rows.map((cells) => cells.map(set)), ...(one.total ? { total: pair(one.total) } : {}) };
      case 'list':
        return { ...one, items: one.items.map(set) };
      case 'button':
        return { ...one, label: set(one.label) };
      case 'quote':
        return one;
    }
  };
  return {
    ...letter,
    subject: set(letter.subject),
    title: set(letter.title),
    label: set(letter.label),
    blocks: letter.blocks.map(block),
    identity: letter.identity.map(set),
    reference: set(letter.reference),
  };
}
