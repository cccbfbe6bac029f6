import { codedValues as values, type CodedPosition, type CodedSubfield } from '../rule.ts';

const date = /^[0-9 ?#|]{4}$/;
const audiences = values(
  'a=jeunesse (général)|juvenile, general;b=0-5 ans|pre-primary, 0-5;c=5-10 ans|primary, 5-10;d=9-14 ans|children, 9-14;' +
    'e=14-20 ans|young adult, 14-20;k=adultes, étude|adult, serious;m=adultes, tout public|adult, general;' +
    'u=inconnu|unknown;#=non renseigné|blank;|=non codé|not coded',
);
const charsets = values(
  '01=ISO 646|ISO 646;02=ISO 5427 cyrillique|ISO registration 37, basic Cyrillic;03=ISO 5426|ISO 5426;' +
    '04=ISO 5427 étendu|ISO 5427, extended Cyrillic;05=ISO 5428 grec|ISO 5428, Greek;06=ISO 6438 africain|ISO 6438, African;' +
    '07=ISO 10586 géorgien|ISO 10586, Georgian;08=ISO 8957 hébreu 1|ISO 8957, Hebrew table 1;' +
    '09=ISO 8957 hébreu 2|ISO 8957, Hebrew table 2;11=ISO 5426-2|ISO 5426-2;50=ISO 10646 (UTF-8)|ISO 10646 (UTF-8);' +
    '##=aucun|none',
);
const language = /^[a-z]{3}$|^[ #|]{3}$/;
const scripts = values(
  'ba=latin|Latin;ca=cyrillique|Cyrillic;da=japonais|Japanese;db=japonais, kanji|Japanese, kanji;dc=japonais, kana|Japanese, kana;' +
    'ea=chinois|Chinese;fa=arabe|Arabic;ga=grec|Greek;ha=hébreu|Hebrew;ia=thaï|Thai;ja=devanagari|Devanagari;ka=coréen|Korean;' +
    'la=tamoul|Tamil;ma=géorgien|Georgian;mb=arménien|Armenian;zz=autre|other;##=non renseigné|blank',
);
const dateTypes = values(
  'a=série en cours|currently published continuing resource;b=série morte|continuing resource no longer published;' +
    'c=série, état inconnu|continuing resource of unknown status;d=une seule date|monograph complete in one year;' +
    'e=réimpression|reproduction;f=date incertaine|monograph, date uncertain;g=plusieurs années|monograph over several years;' +
    'h=publication et copyright|publication and copyright dates;i=diffusion et production|release and production dates;' +
    'j=date détaillée|detailed date;k=publication et impression|publication and printing dates;u=inconnue|date unknown',
);
const either = values('0=non|no;1=oui|yes;#=non renseigné|blank;|=non codé|not coded');

const at = (from: number, length: number, fr: string, en: string, allowed: CodedPosition['values']): CodedPosition => ({
  from,
  length,
  label: { fr, en },
  values: allowed,
});

/** 100 $a of a bibliographic record: 36 characters. */
export const generalData: CodedSubfield = {
  tag: '100',
  code: 'a',
  length: 36,
  positions: [
    at(0, 8, 'date d’enregistrement', 'date entered on file', /^[0-9]{8}$/),
    at(8, 1, 'type de date', 'type of date', dateTypes),
    at(9, 4, 'date 1', 'date 1', date),
    at(13, 4, 'date 2', 'date 2', date),
    at(17, 1, 'public', 'target audience', audiences),
    at(18, 1, 'public (2)', 'target audience (2)', audiences),
    at(19, 1, 'public (3)', 'target audience (3)', audiences),
    at(20, 1, 'publication officielle', 'government publication', values(
      'a=État|federal or national;b=région|state or province;c=département|county;d=commune|local;e=plusieurs collectivités|multi-local;' +
        'f=intergouvernementale|intergovernmental;g=gouvernement en exil|government in exile;h=niveau inconnu|level undetermined;' +
        'u=inconnu|unknown;y=non officielle|not a government publication;z=autre|other;#=non renseigné|blank;|=non codé|not coded',
    )),
    at(21, 1, 'notice modifiée', 'modified record', either),
    at(22, 3, 'langue de catalogage', 'language of cataloguing', /^[a-z]{3}$/),
    at(25, 1, 'translittération', 'transliteration code', values(
      'a=ISO|ISO;b=autre|other;c=plusieurs|multiple;d=table locale|local;e=sans|none used here;y=aucune|no transliteration;#=non renseigné|blank;|=non codé|not coded',
    )),
    at(26, 2, 'jeu de caractères', 'character set', charsets),
    at(28, 2, 'jeu de caractères (2)', 'character set (2)', charsets),
    at(30, 2, 'jeu complémentaire', 'additional character set', charsets),
    at(32, 2, 'jeu complémentaire (2)', 'additional character set (2)', charsets),
    at(34, 2, 'écriture du titre', 'script of title', scripts),
  ],
}; // prettier-ignore

/** 100 $a of an authority record: 24 characters. */
export const authorityData: CodedSubfield = {
  tag: '100',
  code: 'a',
  length: 24,
  positions: [
    at(0, 8, 'date d’enregistrement', 'date entered on file', /^[0-9]{8}$/),
    at(8, 1, 'statut du point d’accès', 'status of the heading', values(
      'a=établi|established;c=provisoire|provisional;x=sans objet|not applicable;#=non renseigné|blank',
    )),
    at(9, 3, 'langue de catalogage', 'language of cataloguing', language),
    at(12, 1, 'translittération', 'transliteration code', /^[a-fy #|]$/),
    at(13, 2, 'jeu de caractères', 'character set', charsets),
    at(15, 2, 'jeu de caractères (2)', 'character set (2)', charsets),
    at(17, 2, 'jeu complémentaire', 'additional character set', charsets),
    at(19, 2, 'jeu complémentaire (2)', 'additional character set (2)', charsets),
    at(21, 2, 'écriture', 'script of cataloguing', scripts),
    at(23, 1, 'sens de l’écriture', 'direction of script', values(
      '0=gauche à droite|left to right;1=droite à gauche|right to left;#=non renseigné|blank',
    )),
  ],
}; // prettier-ignore

/** Leader positions 5 to 9, 17 and 18 of a bibliographic record. */
export const bibliographicLeader: readonly CodedPosition[] = [
  at(5, 1, 'statut', 'record status', values(
    'c=corrigée|corrected;d=supprimée|deleted;n=nouvelle|new;o=niveau supérieur publié|previously issued higher level;p=notice complète d’une prépublication|previously issued as incomplete',
  )),
  at(6, 1, 'type', 'type of record', values(
    'a=texte|language materials, printed;b=texte manuscrit|language materials, manuscript;c=musique imprimée|music scores, printed;' +
      'd=musique manuscrite|music scores, manuscript;e=carte|cartographic, printed;f=carte manuscrite|cartographic, manuscript;' +
      'g=image projetée, vidéo|projected and video material;i=son non musical|sound recordings, non-musical;j=musique enregistrée|sound recordings, musical;' +
      'k=image fixe|two-dimensional graphics;l=ressource électronique|electronic resources;m=multimédia|multimedia;r=objet|three-dimensional artefacts',
  )),
  at(7, 1, 'niveau', 'bibliographic level', values(
    'a=composante|analytic;i=feuillets, mise à jour|integrating resource;m=monographie|monograph;s=ressource continue|serial;c=recueil factice|made-up collection',
  )),
  at(8, 1, 'hiérarchie', 'hierarchical level', values('#=non définie|undefined;0=sans|no hierarchical relationship;1=niveau supérieur|highest level;2=niveau inférieur|below highest level')),
  at(9, 1, 'non défini', 'undefined', values('#=blanc|blank')),
  at(17, 1, 'niveau de catalogage', 'encoding level', values(
    '#=complet|full;1=intermédiaire|sublevel 1;2=minimal, avant parution|sublevel 2;3=sans document en main|sublevel 3',
  )),
  at(18, 1, 'forme ISBD', 'descriptive cataloguing form', values('#=ISBD complet|full ISBD;i=ISBD incomplet|partial ISBD;n=non ISBD|not ISBD')),
]; // prettier-ignore

/** Leader positions 5, 6, 9 and 17 of an authority record. */
export const authorityLeader: readonly CodedPosition[] = [
  at(5, 1, 'statut', 'record status', values('c=corrigée|corrected;d=supprimée|deleted;n=nouvelle|new')),
  at(6, 1, 'type', 'type of record', values('x=autorité|authority entry;y=renvoi|reference entry;z=explicative|general explanatory entry')),
  at(9, 1, 'type d’entité', 'type of entity', values(
    'a=personne|personal name;b=collectivité|corporate name;c=lieu|territorial name;d=marque|trademark;e=famille|family name;f=titre uniforme|preferred title;' +
      'g=titre collectif|collective preferred title;h=auteur-titre|name and title;i=auteur et titre collectif|name and collective title;j=nom commun|topical subject;' +
      'k=lieu de publication|place access;l=forme, genre|form, genre;#=non renseigné|blank',
  )),
  at(17, 1, 'niveau', 'encoding level', values('#=complet|full;3=partiel|partial')),
]; // prettier-ignore
