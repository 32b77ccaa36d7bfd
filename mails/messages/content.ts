/** Disputed content, hidden, shown again or removed (6.2). */
import type { ContentAct } from '../../contract/facts.ts';
import { type Say, type Writer, box, button, p, quote, when } from '../letter.ts';

type Told = { subject: string; title: string; opening: string; day: string; closing: string };
const TOLD: Record<Say['language'], Record<ContentAct, Told>> = {
  fr: {
    HOLD: {
      subject: 'Contenu masqué',
      title: 'Un contenu a été masqué',
      opening:
        "Le contenu ci-dessous est contesté ou pourrait porter atteinte à la loi ou aux droits d'un tiers. **Nous l'avons masqué, comme l'article 6.2 le permet.**",
      day: 'Masqué le',
      closing:
        'Ce contenu reste le vôtre et figure toujours dans vos données ; il peut être affiché à nouveau, ou supprimé, par une décision motivée.',
    },
    RELEASE: {
      subject: 'Contenu à nouveau affiché',
      title: 'Un contenu est à nouveau affiché',
      opening: "Le contenu ci-dessous avait été masqué en application de l'article 6.2. **Il est à nouveau affiché.**",
      day: 'Affiché à nouveau le',
      closing: 'Merci de votre patience.',
    },
    DELETE: {
      subject: 'Contenu supprimé',
      title: 'Un contenu a été supprimé',
      opening:
        "Le contenu ci-dessous est contesté ou porte atteinte à la loi ou aux droits d'un tiers. **Nous l'avons supprimé, comme l'article 6.2 le permet.**",
      day: 'Supprimé le',
      closing: "Nous n'en conservons que l'empreinte, la taille et la date de publication, comme preuve.",
    },
  },
  en: {
    HOLD: {
      subject: 'Content hidden',
      title: 'Content was hidden',
      opening: 'The content below is disputed, or may breach a law or the rights of others. **We have hidden it, as article 6.2 allows.**',
      day: 'Hidden on',
      closing: 'This content stays yours and is still part of your data; a reasoned decision may show it again, or remove it.',
    },
    RELEASE: {
      subject: 'Content shown again',
      title: 'Content is shown again',
      opening: 'The content below had been hidden under article 6.2. **It is shown again.**',
      day: 'Shown again on',
      closing: 'Thank you for your patience.',
    },
    DELETE: {
      subject: 'Content removed',
      title: 'Content was removed',
      opening: 'The content below is disputed, or breaches a law or the rights of others. **We have removed it, as article 6.2 allows.**',
      day: 'Removed on',
      closing: 'All that we keep of it is its fingerprint, size and day of publication, as evidence.',
    },
  },
};

export const contentHold: Writer<'CONTENT_HOLD'> = {
  fr: ({ act, listing, ground, on }, say) => {
    const told = TOLD.fr[act];
    return {
      subject: `${told.subject} – abonnement ${say.subscription}`,
      title: told.title,
      blocks: [
        p(told.opening),
        quote(say.textOf(listing)),
        p('Motif :'),
        quote(say.textOf(ground)),
        box([[told.day, say.day(on)]], "Votre abonnement n'en est pas modifié : services, durée et prix restent les mêmes."),
        p(told.closing),
        ...when(act !== 'RELEASE', p('Si vous contestez cette mesure, répondez-nous par une réclamation depuis votre espace client.')),
        button('Ouvrir mon espace client', say.links.space),
      ],
    };
  },
  en: ({ act, listing, ground, on }, say) => {
    const told = TOLD.en[act];
    return {
      subject: `${told.subject} – subscription ${say.subscription}`,
      title: told.title,
      blocks: [
        p(told.opening),
        quote(say.textOf(listing)),
        p('Reason:'),
        quote(say.textOf(ground)),
        box([[told.day, say.day(on)]], 'Your subscription is not changed by this: services, term and price stay the same.'),
        p(told.closing),
        ...when(act !== 'RELEASE', p('If you dispute this measure, answer us by a complaint in your client space.')),
        button('Open my client space', say.links.space),
      ],
    };
  },
};
