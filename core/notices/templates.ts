import type { NoticeKind, NoticeLanguage, NoticeTemplate } from './entities.ts';

/** The facts each kind of notice may name between braces. */
export const placeholders: Readonly<Record<NoticeKind, readonly string[]>> = {
  'hold-ready': ['reader', 'library', 'title', 'until'],
  overdue: ['reader', 'library', 'documents', 'due', 'level'],
  'pre-due': ['reader', 'library', 'documents', 'due'],
  'membership-expiry': ['reader', 'library', 'expires'],
  'card-registered': ['reader', 'library', 'card', 'expires'],
  'card-replaced': ['reader', 'library', 'card'],
};

type Words = Pick<NoticeTemplate, 'subject' | 'text'>;

/** What readers are told unless the network says it otherwise. */
export const ownTemplates: Readonly<Record<NoticeKind, Readonly<Record<NoticeLanguage, Words>>>> = {
  'hold-ready': {
    fr: {
      subject: 'Votre réservation vous attend : {title}',
      text: 'Bonjour {reader},\n\nLe document que vous avez réservé est arrivé : {title}.\n\nIl vous attend à : {library}, jusqu’au {until} inclus.\n\nÀ bientôt,\nVotre médiathèque',
    },
    en: {
      subject: 'Ready for you: {title}',
      text: 'Dear {reader},\n\nThe item you reserved has arrived: {title}.\n\nIt is waiting for you at: {library}, until {until} included.\n\nSee you soon,\nYour library',
    },
  },
  overdue: {
    fr: {
      subject: 'Documents à rendre',
      text: 'Bonjour {reader},\n\nCes documents étaient à rendre le {due} :\n\n{documents}\n\nMerci de les rapporter, dans la médiathèque du réseau qui vous convient. Ils avaient été empruntés à : {library}.\n\nSi vous venez de le faire, ne tenez pas compte de ce message.\n\nVotre médiathèque',
    },
    en: {
      subject: 'Items to return',
      text: 'Dear {reader},\n\nThese items were due on {due}:\n\n{documents}\n\nPlease return them to any library of the network. You borrowed them at: {library}.\n\nIf you have just done so, please ignore this message.\n\nYour library',
    },
  },
  'pre-due': {
    fr: {
      subject: 'Documents à rendre le {due}',
      text: 'Bonjour {reader},\n\nCes documents sont à rendre le {due} :\n\n{documents}\n\nVous pouvez les rapporter dans toutes les médiathèques du réseau. Ils ont été empruntés à : {library}.\n\nVotre médiathèque',
    },
    en: {
      subject: 'Items due on {due}',
      text: 'Dear {reader},\n\nThese items are due on {due}:\n\n{documents}\n\nYou may return them to any library of the network. You borrowed them at: {library}.\n\nYour library',
    },
  },
  'membership-expiry': {
    fr: {
      subject: 'Votre inscription se termine le {expires}',
      text: 'Bonjour {reader},\n\nVotre inscription gratuite aux médiathèques du réseau se termine le {expires}. Passez la renouveler à l’accueil de : {library}, ou de toute autre médiathèque.\n\nVotre médiathèque',
    },
    en: {
      subject: 'Your membership ends on {expires}',
      text: 'Dear {reader},\n\nYour free membership of the libraries of the network ends on {expires}. Please renew it at the desk of: {library}, or of any other library.\n\nYour library',
    },
  },
  'card-registered': {
    fr: {
      subject: 'Bienvenue dans les médiathèques du réseau',
      text: 'Bonjour {reader},\n\nVous êtes inscrit(e) jusqu’au {expires}. Votre carte, qui se termine par {card}, vaut dans toutes les médiathèques du réseau. Votre médiathèque : {library}.\n\nÀ bientôt,\nVotre médiathèque',
    },
    en: {
      subject: 'Welcome to the libraries of the network',
      text: 'Dear {reader},\n\nYou are registered until {expires}. Your card, which ends with {card}, is valid in all libraries of the network. Your library: {library}.\n\nSee you soon,\nYour library',
    },
  },
  'card-replaced': {
    fr: {
      subject: 'Votre carte a été remplacée',
      text: 'Bonjour {reader},\n\nVotre nouvelle carte se termine par {card}. L’ancienne n’est plus valable.\n\nSi vous n’avez rien demandé, adressez-vous à : {library}.\n\nVotre médiathèque',
    },
    en: {
      subject: 'Your card was replaced',
      text: 'Dear {reader},\n\nYour new card ends with {card}. The former one is no longer valid.\n\nIf you did not ask for this, please contact: {library}.\n\nYour library',
    },
  },
};

/** The words in force: those of the network, else the program's own. */
export function templateFor(
  saved: readonly NoticeTemplate[],
  kind: NoticeKind,
  language: NoticeLanguage,
): NoticeTemplate & { readonly custom: boolean } {
  const own = saved.find((template) => template.kind === kind && template.language === language);
  return own ? { ...own, custom: true } : { kind, language, ...ownTemplates[kind][language], custom: false };
}

/** A name between braces that no fact of this kind fills, null when all are known. */
export function unknownPlaceholder({ kind, subject, text }: NoticeTemplate): string | null {
  for (const [, name] of `${subject}\n${text}`.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders[kind].includes(name!)) return name!;
  }
  return null;
}
