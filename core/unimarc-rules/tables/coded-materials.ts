import { codedValues as values, type CodedPosition, type CodedSubfield } from '../rule.ts';

const at = (from: number, length: number, fr: string, en: string, allowed: CodedPosition['values']): CodedPosition => ({
  from,
  length,
  label: { fr, en },
  values: allowed,
});

const either = values('0=non|no;1=oui|yes;#=non renseigné|blank;|=non codé|not coded');
/** Positions whose lists are long and rarely used: a letter, a blank or a fill. */
const letter = /^[a-z #|]$/;

const illustrations = values(
  'a=illustrations|illustrations;b=cartes|maps;c=portraits|portraits;d=cartes marines|charts;e=plans|plans;f=planches|plates;g=musique|music;' +
    'h=fac-similés|facsimiles;i=armoiries|coats of arms;j=tables généalogiques|genealogical tables;k=formulaires|forms;l=échantillons|samples;' +
    'm=enregistrements sonores|sound recordings;n=transparents|transparencies;o=enluminures|illuminations;y=sans|no illustrations;#=fin de liste|end of list;|=non codé|not coded',
);
const contents = values(
  'a=bibliographie|bibliography;b=catalogue|catalogue;c=index|index;d=résumé|abstract;e=dictionnaire|dictionary;f=encyclopédie|encyclopaedia;' +
    'g=annuaire|directory;h=description de projet|project description;i=statistiques|statistics;j=manuel scolaire|programmed text book;k=brevet|patent;' +
    'l=norme|standard;m=thèse|dissertation;n=lois|laws;o=tables numériques|numerical table;p=rapport technique|technical report;q=sujets d’examen|examination paper;' +
    'r=analyse critique|literature survey;s=traité|treaties;t=bande dessinée|cartoons or comic strips;v=thèse révisée|dissertation, revised;' +
    'w=texte religieux|religious texts;z=autre|other;#=sans|none;|=non codé|not coded',
);

/** Coded subfields of the kinds of document (UNIMARC bibliographic, 105 to 127). */
export const materialData: readonly CodedSubfield[] = [
  {
    tag: '105',
    code: 'a',
    length: 13,
    positions: [
      ...[0, 1, 2, 3].map((from) => at(from, 1, 'illustrations', 'illustrations', illustrations)),
      ...[4, 5, 6, 7].map((from) => at(from, 1, 'forme du contenu', 'form of contents', contents)),
      at(8, 1, 'congrès', 'conference', either),
      at(9, 1, 'mélanges', 'festschrift', either),
      at(10, 1, 'index', 'index', either),
      at(11, 1, 'genre littéraire', 'literature', values(
        'a=fiction|fiction;b=théâtre|drama;c=essai|essays;d=humour|humour, satire;e=lettres|letters;f=nouvelles|short stories;g=poésie|poetry;' +
          'h=discours|speeches, oratory;i=livret|libretto;y=non littéraire|not a literary text;z=plusieurs ou autre|multiple or other forms;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(12, 1, 'biographie', 'biography', values(
        'a=autobiographie|autobiography;b=biographie individuelle|individual biography;c=biographie collective|collective biography;' +
          'd=informations biographiques|contains biographical information;y=non|not a biography;#=non renseigné|blank;|=non codé|not coded',
      )),
    ],
  },
  {
    tag: '106',
    code: 'a',
    length: 1,
    positions: [
      at(0, 1, 'forme physique', 'physical medium', values(
        'd=gros caractères|large print;e=format journal|newspaper format;f=braille|braille;g=micro-impression|micro print;h=manuscrit|hand-written;' +
          'i=multimédia|multimedia;j=mini-impression|mini-print;r=impression normale|regular print;s=électronique|electronic;t=microforme|microform;' +
          'y=sans objet|not applicable;z=autre|other form',
      )),
    ],
  },
  {
    tag: '110',
    code: 'a',
    length: 11,
    positions: [
      at(0, 1, 'type', 'type of continuing resource', values(
        'a=périodique|periodical;b=collection|monographic series;c=journal|newspaper;e=feuillets mobiles|updating loose-leaf;f=base de données|database;' +
          'g=site web|updating website;h=répertoire|directory;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(1, 1, 'périodicité', 'frequency', values(
        'a=quotidien|daily;b=deux fois par semaine|semiweekly;c=hebdomadaire|weekly;d=toutes les deux semaines|biweekly;e=bimensuel|semimonthly;' +
          'f=mensuel|monthly;g=bimestriel|bimonthly;h=trimestriel|quarterly;i=trois fois par an|three times a year;j=semestriel|semiannual;k=annuel|annual;' +
          'l=bisannuel|biennial;m=trisannuel|triennial;n=trois fois par semaine|three times a week;o=trois fois par mois|three times a month;' +
          'p=mise à jour continue|updated continuously;u=inconnue|unknown;y=sans périodicité|no frequency;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(2, 1, 'régularité', 'regularity', values(
        'a=régulière|regular;b=régulière avec irrégularités|normalised irregular;u=inconnue|unknown;y=irrégulière|irregular;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(3, 1, 'type de matériel', 'type of material', letter),
      at(4, 3, 'nature du contenu', 'nature of contents', /^[a-z #|]{3}$/),
      at(7, 1, 'congrès', 'conference publication', either),
      at(8, 1, 'page de titre', 'title page availability', letter),
      at(9, 1, 'index', 'index availability', letter),
      at(10, 1, 'index cumulatif', 'cumulative index', either),
    ],
  },
  {
    tag: '115',
    code: 'a',
    length: 15,
    positions: [
      at(0, 1, 'type', 'type of material', values('a=film|motion picture;b=projection|visual projection;c=vidéo|videorecording')),
      at(1, 3, 'durée en minutes', 'length in minutes', /^[0-9]{3}$|^[ #|]{3}$/),
      at(4, 1, 'couleur', 'colour', values(
        'a=noir et blanc|black and white;b=couleur|colour;c=mixte|combination;d=sépia|sepia;u=inconnue|unknown;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(5, 1, 'son', 'sound', values(
        'a=son sur le support|sound on medium;b=son séparé|sound not on medium;u=inconnu|unknown;y=muet|silent;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(6, 1, 'support du son', 'medium for sound', letter),
      at(7, 1, 'largeur', 'width or dimensions', letter),
      at(8, 1, 'forme de diffusion', 'form of release', letter),
      at(9, 1, 'technique', 'technique', letter),
      at(10, 1, 'présentation', 'presentation format', letter),
      at(11, 4, 'matériel d’accompagnement', 'accompanying material', /^[a-z #|]{4}$/),
    ],
  },
  {
    tag: '126',
    code: 'a',
    length: 15,
    positions: [
      at(0, 1, 'forme', 'form of release', values(
        'a=disque|disc;b=bande|tape reel;c=cassette|tape cassette;d=cartouche|tape cartridge;e=film|sound-track film;f=cylindre|cylinder;g=rouleau|roll;h=fil|wire;' +
          'u=inconnue|unknown;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(1, 1, 'vitesse', 'speed', letter),
      at(2, 1, 'canaux', 'kind of sound', values(
        'a=mono|monaural;b=stéréo|stereophonic;c=quadriphonie|quadraphonic;u=inconnu|unknown;y=sans objet|not applicable;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
      )),
      at(3, 1, 'largeur du sillon', 'groove width', letter),
      at(4, 1, 'dimensions', 'dimensions', letter),
      at(5, 1, 'largeur de bande', 'tape width', letter),
      at(6, 1, 'pistes', 'tape configuration', letter),
      at(7, 6, 'textes d’accompagnement', 'accompanying textual material', /^[a-z #|]{6}$/),
      at(13, 1, 'technique d’enregistrement', 'recording technique', letter),
      at(14, 1, 'reproduction', 'special reproduction characteristics', letter),
    ],
  },
  { tag: '127', code: 'a', length: 6, positions: [at(0, 6, 'durée HHMMSS', 'duration HHMMSS', /^[0-9 #|]{6}$/)] },
]; // prettier-ignore
