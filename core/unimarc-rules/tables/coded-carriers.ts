import { codedValues as values, type CodedPosition, type CodedSubfield } from '../rule.ts';

const whole = (length: number, fr: string, en: string, allowed: CodedPosition['values']): CodedPosition => ({
  from: 0,
  length,
  label: { fr, en },
  values: allowed,
});

/** Content, media and carrier types in their two parallel codings, ISBD ($a $b) and RDA ($c, or 183 $a, with $2). */
export const carrierData: readonly CodedSubfield[] = [
  {
    tag: '181',
    code: 'a',
    length: null,
    positions: [
      whole(1, 'forme du contenu (ISBD)', 'content form (ISBD)', values(
        'a=données|dataset;b=image|image;c=mouvement|movement;d=musique|music;e=objet|object;f=programme|program;g=sons|sounds;h=parole|spoken word;i=texte|text;' +
          'm=plusieurs|multiple content forms;z=autre|other content form;x=sans objet|not applicable',
      )),
    ],
  },
  {
    tag: '181',
    code: 'b',
    length: 6,
    positions: [whole(6, 'qualification du contenu (ISBD)', 'content qualification (ISBD)', /^[a-cx #][abx #][23x #][a-ex #]{3}$/)],
  },
  {
    tag: '181',
    code: 'c',
    length: 3,
    positions: [
      whole(3, 'type de contenu (RDA)', 'content type (RDA)', values(
        'crd=données cartographiques|cartographic dataset;cri=image cartographique|cartographic image;crm=image cartographique animée|cartographic moving image;' +
          'crt=image cartographique tactile|cartographic tactile image;crn=forme cartographique tactile 3D|cartographic tactile three-dimensional form;' +
          'crf=forme cartographique 3D|cartographic three-dimensional form;cod=données|computer dataset;cop=programme|computer program;ntv=mouvement noté|notated movement;' +
          'ntm=musique notée|notated music;prm=musique exécutée|performed music;snd=sons|sounds;spw=parole énoncée|spoken word;sti=image fixe|still image;' +
          'tci=image tactile|tactile image;tcm=musique tactile|tactile notated music;tcn=mouvement tactile|tactile notated movement;tct=texte tactile|tactile text;' +
          'tcf=forme tactile 3D|tactile three-dimensional form;txt=texte|text;tdf=forme 3D|three-dimensional form;tdm=image animée 3D|three-dimensional moving image;' +
          'tdi=image animée|two-dimensional moving image;xxx=autre|other;zzz=non précisé|unspecified',
      )),
    ],
  },
  {
    tag: '182',
    code: 'a',
    length: 1,
    positions: [
      whole(1, 'médiation (ISBD)', 'media type (ISBD)', values(
        'a=audio|audio;b=électronique|electronic;c=microforme|microform;d=microscopique|microscopic;e=projeté|projected;f=stéréographique|stereographic;g=vidéo|video;' +
          'm=plusieurs|multiple media;n=sans médiation|unmediated;x=sans objet|not applicable;z=autre|other media',
      )),
    ],
  },
  {
    tag: '182',
    code: 'c',
    length: 1,
    positions: [
      whole(1, 'médiation (RDA)', 'media type (RDA)', values(
        's=audio|audio;c=informatique|computer;h=microforme|microform;p=microscopique|microscopic;g=projeté|projected;e=stéréographique|stereographic;' +
          'n=sans médiation|unmediated;v=vidéo|video;x=autre|other;z=non précisé|unspecified',
      )),
    ],
  },
  {
    tag: '183',
    code: 'a',
    length: null,
    positions: [
      {
        from: 0,
        length: 0, // the whole value: codes of two or three letters
        label: { fr: 'support', en: 'carrier type' },
        values: values(
          'nga=volume|volume;nc=volume|volume;nb=feuille|sheet;no=fiche|card;na=rouleau|roll;nr=objet|object;ceb=livre électronique|electronic book;' +
            'cr=ressource en ligne|online resource;cd=disque informatique|computer disc;ck=carte informatique|computer card;cb=cartouche informatique|computer chip cartridge;' +
            'ca=cassette informatique|computer tape cassette;cz=autre support informatique|other computer carrier;sd=disque audio|audio disc;ss=cassette audio|audiocassette;' +
            'sg=cartouche audio|audio cartridge;st=bande audio|audiotape reel;sz=autre support audio|other audio carrier;vd=vidéodisque|videodisc;vf=vidéocassette|videocassette;' +
            'vc=cartouche vidéo|video cartridge;vr=bande vidéo|videotape reel;vz=autre support vidéo|other video carrier;gs=diapositive|slide;gt=transparent|overhead transparency;' +
            'gf=film fixe|filmstrip;mr=bobine de film|film reel;he=microfiche|microfiche;hd=bobine de microfilm|microfilm reel;nz=autre|other unmediated carrier;zu=non précisé|unspecified',
        ),
      },
    ],
  },
]; // prettier-ignore
