import { standardProfile, type DeviceProfile, type ProfileChanges } from './device-profile.ts';

/** What people read, in French and in English. */
export interface InBothLanguages {
  readonly fr: string;
  readonly en: string;
}

/** A profile made for a family of terminals: what it changes of the standard one, and why. */
export interface ReadyProfile {
  /** For whom. */
  readonly title: InBothLanguages;
  /** What is known of them beside. */
  readonly note: InBothLanguages;
  readonly changes: ProfileChanges;
  /** Why each choice: a sentence each. */
  readonly because: Readonly<Partial<Record<keyof DeviceProfile, InBothLanguages>>>;
}

/** The families met in the field. A device names one, and adds what is its own. */
export const readyProfiles = {
  standard: {
    title: { fr: 'Terminal SIP2 courant', en: 'Ordinary SIP2 terminal' },
    note: { fr: 'Ce que dit la norme, en UTF-8.', en: 'What the guide says, in UTF-8.' },
    changes: {},
    because: {},
  },
  'koha-client': {
    title: { fr: 'Terminal réglé jusque-là pour Koha', en: 'Terminal that was set up for Koha' },
    note: { fr: 'Les réglages d’origine d’un compte SIP2 de Koha.', en: 'The defaults of an account of Koha.' },
    changes: { terminator: 'CRLF' },
    because: {
      terminator: {
        fr: 'Koha termine ses réponses par CR LF : un terminal réglé pour lui peut attendre le LF.',
        en: 'Koha ends its answers with CR LF by default: a terminal set up for it may wait for the LF.',
      },
    },
  },
  'selfcheck-v-series': {
    title: { fr: 'Automates 3M / Bibliotheca SelfCheck V', en: '3M / Bibliotheca SelfCheck V-series' },
    note: {
      fr: 'Certains s’identifient par les questions de telnet : faites-les se connecter au port telnet.',
      en: 'Some sign in by the telnet prompts: let them connect to the telnet port.',
    },
    changes: { charset: 'cp850' },
    because: {
      charset: {
        fr: 'Le programme de 3M écrit dans la page de codes 850 d’IBM.',
        en: 'The kit of 3M writes IBM code page 850.',
      },
    },
  },
  nedap: {
    title: { fr: 'Automates Nedap', en: 'Nedap terminals' },
    note: { fr: 'On ne leur connaît aucun écart à la norme.', en: 'No departure from the standard is known of them.' },
    changes: {},
    because: {},
  },
  'cen-tec': {
    title: { fr: 'Automates Cen-Tec', en: 'Cen-Tec kiosks' },
    note: {
      fr: 'Ils terminent leurs messages par CR LF, dont le LF arrive en tête du suivant : tout terminal le peut.',
      en: 'They end messages with CR LF, of which the LF comes at the head of the next: every terminal may.',
    },
    changes: {},
    because: {},
  },
  'pc-booking': {
    title: {
      fr: 'Réservation de postes (EnvisionWare), Wi-Fi, portails',
      en: 'PC booking (EnvisionWare), Wi-Fi, portals',
    },
    note: {
      fr: 'BL, CQ, les drapeaux, PA et PC décident ; beaucoup ouvrent une connexion par carte.',
      en: 'BL, CQ, the flags, PA and PC decide; many make a connection for each card.',
    },
    changes: { messages: ['93', '97', '99', '23', '63', '35'] },
    because: {
      messages: {
        fr: 'Un portail vérifie une carte et son code secret : il ne prête ni ne reprend rien.',
        en: 'A portal verifies a card and its PIN: it lends and takes back nothing.',
      },
    },
  },
  'php-sip2': {
    title: { fr: 'Programmes écrits avec php-sip2', en: 'Programs made with php-sip2' },
    note: {
      fr: 'Il complète les nombres par des espaces, demande toujours les lignes 1 à 5 et omet AC : tout terminal le peut.',
      en: 'It pads numbers with spaces, always asks for lines 1 to 5 and leaves AC out: every terminal may.',
    },
    changes: {},
    because: {},
  },
  'sip2-ruby': {
    title: { fr: 'Programmes écrits avec sip2-ruby', en: 'Programs made with sip2-ruby' },
    note: {
      fr: 'En ASCII, la somme des octets et celle des caractères sont la même.',
      en: 'In ASCII the sum of bytes and that of characters agree.',
    },
    changes: { charset: 'ascii-fold' },
    because: {
      charset: {
        fr: 'Il additionne des caractères et non des octets : un accent en UTF-8 lui semble une réponse abîmée.',
        en: 'It adds up characters, not bytes: an accent in UTF-8 looks like a corrupt answer to it.',
      },
    },
  },
  palace: {
    title: { fr: 'Livre numérique : Palace, NYPL', en: 'E-books: Palace, NYPL' },
    note: {
      fr: 'Il attend un CR trois secondes, et se reconnecte pour chaque carte.',
      en: 'It waits three seconds for a CR, and connects again for each card.',
    },
    changes: { charset: 'cp850', messages: ['93', '97', '99', '23', '63', '35'] },
    because: {
      charset: {
        fr: 'Ces programmes lisent la page de codes 850, sauf avis contraire.',
        en: 'These clients read code page 850 unless told otherwise.',
      },
      messages: {
        fr: 'Ils vérifient une carte et son code secret : ils ne prêtent ni ne reprennent rien.',
        en: 'They verify a card and its PIN: they lend and take back nothing.',
      },
    },
  },
  'automated-sorter': {
    title: { fr: 'Trieur de retours', en: 'Return sorter (AMH)' },
    note: {
      fr: 'Pour un automate de sorte trieur ou boîte de retour : les bacs de sa bibliothèque donnent CL.',
      en: 'For a device of the kind SORTER or RETURN_BIN: the bins of its library name CL.',
    },
    changes: { messages: ['93', '97', '99', '09', '17', '35'] },
    because: {
      messages: {
        fr: 'Un trieur reprend (09) et regarde (17) : il lui faut CV, CT et CL, jamais un lecteur.',
        en: 'A sorter takes back (09) and looks (17): it needs CV, CT and CL, never a reader.',
      },
    },
  },
  gate: {
    title: { fr: 'Portique antivol', en: 'Security gate' },
    note: { fr: 'Pour un automate de sorte portique.', en: 'For a device of the kind GATE.' },
    changes: { messages: ['93', '97', '99', '17'] },
    because: {
      messages: {
        fr: 'Un portique demande seulement où en est un document (17), et garde son battement (99).',
        en: 'A gate only asks what became of a document (17), and keeps its heartbeat (99).',
      },
    },
  },
} as const satisfies Record<string, ReadyProfile>;

export type ReadyProfileName = keyof typeof readyProfiles;
export const readyProfileNames = Object.keys(readyProfiles) as [ReadyProfileName, ...ReadyProfileName[]];

/** A ready-made profile with what a device has for itself. A name that is none is the standard one. */
export function resolvedProfile(name: string, changes: ProfileChanges): DeviceProfile {
  const ready: ProfileChanges = Object.hasOwn(readyProfiles, name)
    ? readyProfiles[name as ReadyProfileName].changes
    : {};
  return { ...standardProfile, ...ready, ...changes };
}
