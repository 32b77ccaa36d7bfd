/** What the Company tells every client: security (3.2), names and services (3.3, 4.4), payment provider (5.2), address (11.1), assignment (11.4), sub-processors (11.8). */
import type { ServiceChange, TextId } from '../../contract/facts.ts';
import { type Block, type Say, type Writer, box, button, p, quote, rows, when } from '../letter.ts';

const received = (say: Say, sentOn: string, deemedOn: string): string =>
  say.language === 'fr'
    ? `Cette lettre, envoyée le ${say.short(sentOn)}, est réputée reçue le ${say.short(deemedOn)}.`
    : `This letter, sent on ${say.short(sentOn)}, is deemed received on ${say.short(deemedOn)}.`;

export const securityStandard: Writer<'SECURITY_STANDARD_CHANGE'> = {
  fr: ({ standard, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `Nouvelles normes de sécurité au ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'Nouvelles normes de sécurité',
    blocks: [
      p(
        'Nous redéfinissons les normes de sécurité avec lesquelles vous vous connectez aux Services (article 3.2). La nouvelle norme est la suivante :',
      ),
      quote(say.textOf(standard)),
      box(
        [['Norme applicable à compter du', say.day(effectiveOn)]],
        `${received(say, sentOn, deemedOn)} Le préavis convenu court à compter de ce jour.`,
      ),
      p("Jusque-là, la norme actuelle reste suffisante. Merci d'adapter vos moyens de connexion avant cette date."),
    ],
  }),
  en: ({ standard, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `New security standards from ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'New security standards',
    blocks: [
      p('We redefine the security standards with which you connect to the Services (article 3.2). The new standard is this:'),
      quote(say.textOf(standard)),
      box([['Standard binding from', say.day(effectiveOn)]], `${received(say, sentOn, deemedOn)} The notice period agreed runs from that day.`),
      p('Until then the present standard is enough. Please adapt your means of connection before that day.'),
    ],
  }),
};

export const assignmentNotice: Writer<'ASSIGNMENT_NOTICE'> = {
  fr: ({ assignee, announcedOn, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `Cession de votre contrat au ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'Cession de votre contrat',
    blocks: [
      p(
        `**Nous cédons le contrat de l'abonnement ${say.subscription}** à la personne désignée ci-dessous, comme l'article 11.4 et l'article 1216 du code civil le permettent après information préalable.`,
      ),
      quote(say.textOf(assignee)),
      box(
        [['Cession opposable à compter du', say.day(effectiveOn)]],
        `Date annoncée : ${say.short(announcedOn)}. ${received(say, sentOn, deemedOn)}`,
      ),
      p('Le prix, la durée et vos droits ne changent pas : le cessionnaire nous succède dans le contrat tel que vous l’avez accepté.'),
    ],
  }),
  en: ({ assignee, announcedOn, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `Assignment of your contract from ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'Assignment of your contract',
    blocks: [
      p(
        `**We assign the contract of subscription ${say.subscription}** to the person named below, as article 11.4 and article 1216 of the French Civil Code allow after prior information.`,
      ),
      quote(say.textOf(assignee)),
      box([['Assignment effective from', say.day(effectiveOn)]], `Day announced: ${say.short(announcedOn)}. ${received(say, sentOn, deemedOn)}`),
      p('Price, term and your rights do not change: the assignee succeeds us in the contract as you accepted it.'),
    ],
  }),
};

export const addressChange: Writer<'ADDRESS_CHANGE'> = {
  fr: ({ postal, email, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `Nos adresses de notification au ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'Changement de nos adresses de notification',
    blocks: [
      p('Les adresses auxquelles vous pouvez nous adresser vos notifications (article 11.1) changent :'),
      rows(['Adresse postale', say.textOf(postal)], ['Adresse e-mail', say.textOf(email)]),
      box(
        [['Adresses à utiliser à compter du', say.day(effectiveOn)]],
        `${received(say, sentOn, deemedOn)} Jusque-là, nos anciennes adresses restent valables.`,
      ),
    ],
  }),
  en: ({ postal, email, sentOn, deemedOn, effectiveOn }, say) => ({
    subject: `Our new addresses for notices from ${say.short(effectiveOn)} – ${say.subscription}`,
    title: 'Change of our addresses for notices',
    blocks: [
      p('The addresses at which you can give us notice (article 11.1) change:'),
      rows(['Postal address', say.textOf(postal)], ['E-mail address', say.textOf(email)]),
      box([['Addresses to use from', say.day(effectiveOn)]], `${received(say, sentOn, deemedOn)} Until then our former addresses remain valid.`),
    ],
  }),
};

export const providerChange: Writer<'PSP_CHANGE'> = {
  fr: ({ provider, terms, on, acknowledgement }, say) => ({
    subject: `Changement de prestataire de paiement au ${say.short(on)}`,
    title: 'Changement de prestataire de paiement',
    blocks: [
      p('Le prestataire qui traite les paiements en ligne de vos contacts change (article 5.2). Son nom :'),
      quote(say.textOf(provider)),
      ...stated(terms, 'Ses conditions, publiées sur notre site :', say),
      box([['Ses conditions s’appliquent depuis leur publication, le', say.day(on)]]),
      ...when(
        acknowledgement !== 'NONE',
        p(
          acknowledgement === 'REQUIRE'
            ? 'Merci d’en accuser réception dans votre espace client : **les paiements en ligne de vos contacts attendent cet accusé**.'
            : 'Merci d’en accuser réception à votre prochaine connexion. Rien n’est bloqué dans l’attente.',
        ),
        button('Accuser réception', say.links.space),
      ),
    ],
  }),
  en: ({ provider, terms, on, acknowledgement }, say) => ({
    subject: `Change of payment provider on ${say.short(on)}`,
    title: 'Change of payment provider',
    blocks: [
      p('The provider that handles the online payments of your contacts changes (article 5.2). Its name:'),
      quote(say.textOf(provider)),
      ...stated(terms, 'Its terms, published on our site:', say),
      box([['Its terms apply since their publication, on', say.day(on)]]),
      ...when(
        acknowledgement !== 'NONE',
        p(
          acknowledgement === 'REQUIRE'
            ? 'Please acknowledge it in your client space: **the online payments of your contacts wait for it**.'
            : 'Please acknowledge it when you next sign in. Nothing is blocked meanwhile.',
        ),
        button('Acknowledge', say.links.space),
      ),
    ],
  }),
};

const stated = (id: TextId | null, intro: string, say: Say): Block[] => (id === null ? [] : [p(intro), quote(say.textOf(id))]);

type Words = { subject: string; title: string; intro: string; before: string; after: string; on: string; end: string };
const CHANGES: Record<'fr' | 'en', Record<ServiceChange, Words>> = {
  fr: {
    DOMAIN: {
      subject: 'Changement du nom de domaine de votre espace',
      title: 'Votre nom de domaine change',
      intro: 'Nous changeons le nom de domaine, qui nous appartient, sous lequel vos Services sont accessibles (article 3.3).',
      before: 'Ancien nom',
      after: 'Nouveau nom',
      on: 'Changement le',
      end: 'Les noms de domaine qui vous appartiennent ne sont pas concernés.',
    },
    SERVICE: {
      subject: 'Évolution des Services',
      title: 'Un Service évolue',
      intro: 'Nous faisons évoluer les Services, à fonctions égales ou supérieures (article 4.4).',
      before: 'Jusqu’ici',
      after: 'Désormais',
      on: 'Changement le',
      end: 'Le prix et la durée de votre abonnement ne changent pas.',
    },
    SUBPROCESSOR: {
      subject: 'Nouveau sous-traitant de données personnelles',
      title: 'Un sous-traitant rejoint notre registre',
      intro: 'Nous vous informons, comme l’article 11.8 le prévoit, d’un changement de nos sous-traitants au sens du RGPD.',
      before: 'Sous-traitant remplacé',
      after: 'Sous-traitant',
      on: 'À compter du',
      end: 'Il est tenu par écrit aux mêmes obligations que nous. Le registre public des sous-traitants est à jour dans votre espace client.',
    },
    PRICE_SCHEDULE: {
      subject: 'Un nouveau barème est publié',
      title: 'Un nouveau barème est publié',
      intro:
        'Un nouveau barème est publié sur notre site (article 5.1). **La période en cours garde son prix** ; votre prochaine reconduction sera facturée au barème en vigueur ce jour-là.',
      before: 'Barème précédent',
      after: 'Nouveau barème',
      on: 'Publié le',
      end: 'Vous pouvez dénoncer l’abonnement jusqu’à la date indiquée dans votre espace client.',
    },
    TERMS_VERSION: {
      subject: 'Une nouvelle version des conditions générales est publiée',
      title: 'De nouvelles conditions générales sont publiées',
      intro:
        'Une nouvelle version des conditions générales est publiée. **Elle ne s’applique à votre abonnement que si vous l’acceptez** (article 11.9) ; à défaut, celle que vous avez acceptée reste la vôtre, reconductions comprises.',
      before: 'Version précédente',
      after: 'Nouvelle version',
      on: 'Publiée le',
      end: 'Vous pouvez la lire et l’accepter dans votre espace client.',
    },
  },
  en: {
    DOMAIN: {
      subject: 'Change of the domain name of your space',
      title: 'Your domain name changes',
      intro: 'We change the domain name, which is ours, under which your Services are reached (article 3.3).',
      before: 'Old name',
      after: 'New name',
      on: 'Change on',
      end: 'Domain names that you own are not concerned.',
    },
    SERVICE: {
      subject: 'A change of the Services',
      title: 'A Service changes',
      intro: 'We change the Services, with equal or greater function (article 4.4).',
      before: 'Until now',
      after: 'From now on',
      on: 'Change on',
      end: 'The price and the term of your subscription do not change.',
    },
    SUBPROCESSOR: {
      subject: 'A new sub-processor of personal data',
      title: 'A sub-processor joins our register',
      intro: 'We inform you, as article 11.8 provides, of a change of our sub-processors within the meaning of the GDPR.',
      before: 'Sub-processor replaced',
      after: 'Sub-processor',
      on: 'From',
      end: 'It is bound in writing to the same duties as we are. The public register of sub-processors is up to date in your client space.',
    },
    PRICE_SCHEDULE: {
      subject: 'A new price schedule is published',
      title: 'A new price schedule is published',
      intro:
        'A new price schedule is published on our website (article 5.1). **The running term keeps its price**; your next renewal will be invoiced at the schedule in force on that day.',
      before: 'Former schedule',
      after: 'New schedule',
      on: 'Published on',
      end: 'You may give notice against the renewal until the day shown in your client space.',
    },
    TERMS_VERSION: {
      subject: 'A new version of the terms is published',
      title: 'New terms are published',
      intro:
        'A new version of the terms is published. **It applies to your subscription only if you accept it** (article 11.9); otherwise the one that you accepted remains yours, renewals included.',
      before: 'Former version',
      after: 'New version',
      on: 'Published on',
      end: 'You can read and accept it in your client space.',
    },
  },
};

const serviceChangeIn =
  (language: 'fr' | 'en'): Writer<'SERVICE_CHANGE'>['fr'] =>
  ({ change, before, after, note, on }, say) => {
    const words = CHANGES[language][change];
    const pairs: [string, string][] = [
      ...(before ? [[words.before, say.textOf(before)] as [string, string]] : []),
      ...(after ? [[words.after, say.textOf(after)] as [string, string]] : []),
      ...(on ? [[words.on, say.day(on)] as [string, string]] : []),
    ];
    return {
      subject: words.subject,
      title: words.title,
      blocks: [
        p(words.intro),
        ...when(pairs.length > 0, rows(...pairs)),
        ...(note ? [quote(say.textOf(note))] : []),
        p(words.end),
        button(OPEN[language], say.links.space),
      ],
    };
  };
const OPEN = { fr: 'Ouvrir mon espace client', en: 'Open my client space' };

export const serviceChange: Writer<'SERVICE_CHANGE'> = { fr: serviceChangeIn('fr'), en: serviceChangeIn('en') };
