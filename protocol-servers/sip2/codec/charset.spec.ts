import { bytesOf, type Charset, fitFor, textOf } from './charset.ts';
import { cutToWidth } from './field-text.ts';
import { decode, encode, type MessageOf, seal, unseal } from './index.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex').replace(/../g, '$& ').trim();
const sent = (text: string, charset: Charset): string => hex(bytesOf(fitFor(text, charset), charset));

describe('what goes on the wire', () => {
  test.each<[Charset, string, string]>([
    ['utf-8', 'été', 'c3 a9 74 c3 a9'],
    ['utf-8', 'e\u0301te\u0301', 'c3 a9 74 c3 a9'],
    ['utf-8', 'œ’€', 'c5 93 e2 80 99 e2 82 ac'],
    ['iso-8859-1', 'été', 'e9 74 e9'],
    ['iso-8859-1', 'œ’€«»', '6f 65 27 45 55 52 ab bb'],
    ['windows-1252', 'été', 'e9 74 e9'],
    ['windows-1252', 'œŒ’€…Ÿ', '9c 8c 92 80 85 9f'],
    ['cp850', 'été', '82 74 82'],
    ['cp850', 'ÇÉàèùâêîôûëïüçñ', '80 90 85 8a 97 83 88 8c 93 96 89 8b 81 87 a4'],
    ['cp850', 'œŒ€’ÀÂ«»°', '6f 65 4f 45 45 55 52 27 b7 b6 ae af f8'],
    ['ascii-fold', 'Les Misérables, l’été', '4c 65 73 20 4d 69 73 65 72 61 62 6c 65 73 2c 20 6c 27 65 74 65'],
    ['ascii-fold', 'ŒUVRE à 5 €', '4f 45 55 56 52 45 20 61 20 35 20 45 55 52'],
    ['ascii-fold', 'Łódź, Ærø', '4c 6f 64 7a 2c 20 41 45 72 6f'],
    [
      'iso-8859-1',
      'Czesław Miłosz, Ivo Andrić',
      '43 7a 65 73 6c 61 77 20 4d 69 6c 6f 73 7a 2c 20 49 76 6f 20 41 6e 64 72 69 63',
    ],
    ['iso-8859-1', 'Чехов', '3f 3f 3f 3f 3f'],
    ['cp850', '漢 😀', '3f 20 3f'],
    ['ascii-fold', '漢 😀', '3f 20 3f'],
    ['windows-1252', '\u0081', '3f'],
  ])('%s: %s is %s', (charset, text, bytes) => {
    expect(sent(text, charset)).toBe(bytes);
  });

  test('whatever comes in goes out again, in the sets of one byte', () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const charset of ['iso-8859-1', 'cp850'] as const) {
      expect(bytesOf(textOf(every, charset), charset)).toEqual(every);
    }
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    const text = textOf(every, 'windows-1252');
    expect(Array.from(text).flatMap((character, byte) => (character === '\ufffd' ? [byte] : []))).toEqual(
      undefinedBytes,
    );
  });
});

describe('what comes in', () => {
  test.each<[Charset, string, string]>([
    ['cp850', '82 74 82', 'été'],
    ['windows-1252', '9c 92 80', 'œ’€'],
    ['iso-8859-1', 'e9 74 e9', 'été'],
    ['utf-8', 'c3 a9', 'é'],
    ['ascii-fold', 'c3 a9', 'é'],
    ['ascii-fold', 'e9', 'é'],
  ])('%s: %s is %s', (charset, bytes, text) => {
    expect(textOf(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), charset)).toBe(text);
  });
});

/** SIP2 2.00, item information response of "Les Misérables été"; the sums are of the bytes as they are encoded. */
describe('the checksum depends on the set', () => {
  const body = '1803020120261121    040000AB0001|AJLes Misérables été|';
  test.each<[Charset, string, string]>([
    ['iso-8859-1', 'EED9', 'e9'],
    ['windows-1252', 'EED9', 'e9'],
    ['utf-8', 'ED50', 'c3 a9'],
    ['cp850', 'F00E', '82'],
  ])('%s: %s', (charset, sum, letter) => {
    const bytes = seal(body, { sequence: '4' }, charset);
    expect(bytes.toString('latin1')).toMatch(new RegExp(`AY4AZ${sum}\r$`));
    expect(hex(bytes)).toContain(`4d 69 73 ${letter} 72`);
    const back = unseal(bytes.subarray(0, -1), charset);
    expect(back && textOf(back.body, charset)).toBe(body);
  });

  test.each<Charset>(['utf-8', 'iso-8859-1', 'windows-1252', 'cp850', 'ascii-fold'])(
    '%s: over characters, where a terminal wants that, it is EED9 whatever the bytes',
    (charset) => {
      const bytes = seal(body, { sequence: '4' }, charset === 'ascii-fold' ? 'utf-8' : charset, 'CR', 'characters');
      expect(bytes.toString('latin1')).toMatch(/AY4AZEED9\r$/);
      expect(unseal(bytes.subarray(0, -1), charset)?.seal).toEqual({ sequence: '4' });
    },
  );

  test('in ASCII both sums agree', () => {
    const folded = fitFor(body, 'ascii-fold');
    const [bytes, characters] = (['bytes', 'characters'] as const).map((summed) =>
      seal(folded, { sequence: '4' }, 'ascii-fold', 'CR', summed).toString('latin1'),
    );
    expect(bytes).toBe(characters);
  });
});

describe('a delimiter of its own', () => {
  test('fields are cut and written with it, and it never stands in a value', () => {
    const read = decode(Buffer.from('1720261121    140509AOCALL^AB3000|0001^'), 'utf-8', '^');
    expect(read).toMatchObject({ institutionId: 'CALL', itemIdentifier: '3000|0001' });
    const status: MessageOf<'EndSessionResponse'> = {
      name: 'EndSessionResponse',
      endSession: 'Y',
      transactionDate: '20261121    140509',
      institutionId: 'CA|L^L',
      patronIdentifier: '1',
      screenMessage: ['l’été ?'],
    };
    expect(encode(status, 'utf-8', '^')).toBe('36Y20261121    140509AOCA|L L^AA1^AFl’été ?^');
    expect(encode(status, 'ascii-fold', "'")).toBe("36Y20261121    140509AOCA|L^L'AA1'AFl ete ?'");
  });

  test.each([
    ['9300CNkiosk^COdemo^CPLENS^', 'kiosk', 'demo'],
    ['9300CNkiosk~COdemo', 'kiosk', 'demo'],
    ['9300CNkiosk-lens^COde-mo^', 'kiosk-lens', 'de-mo'],
    ['9300CNkiosk^lens|COdemo|', 'kiosk^lens', 'demo'],
  ])('a login tells its delimiter: %s', (message, loginUserId, loginPassword) => {
    expect(decode(Buffer.from(message))).toMatchObject({ loginUserId, loginPassword });
  });

  test('error detection without a sequence is found behind it', () => {
    const body = '1720261121    140509AB1^';
    const whole = seal(body, { sequence: '' }).subarray(0, -1);
    expect(unseal(whole, 'utf-8', '^')).toEqual({ body: Buffer.from(body), seal: { sequence: '' } });
    expect(unseal(Buffer.from(`${whole.toString()}^`), 'utf-8', '^')?.seal).toEqual({ sequence: '' });
    whole[whole.length - 1]! ^= 1;
    expect(unseal(whole, 'utf-8', '^')).toBeNull();
  });
});

describe('a screen of few characters', () => {
  test.each<[string, number, Charset, string]>([
    ['Document réservé', 16, 'utf-8', 'Document réservé'],
    ['Document réservé ici', 16, 'utf-8', 'Document réservé'],
    ['Document réserve\u0301', 16, 'utf-8', 'Document réservé'],
    ['Les œuvres complètes', 19, 'iso-8859-1', 'Les oeuvres complèt'],
    ['À rendre à Lens 👩‍👧‍👦 ici', 17, 'utf-8', 'À rendre à Lens 👩‍👧‍👦'],
    ['À rendre à Lens 👩‍👧‍👦 ici', 16, 'utf-8', 'À rendre à Lens'],
    ['Lu\u030bdo\u0323\u0304 à la bibliothèque', 16, 'utf-8', 'Lűdọ̄ à la biblio'],
  ])('%s at %i in %s', (text, width, charset, shown) => {
    expect(cutToWidth(text, width, charset)).toBe(shown.normalize('NFC'));
  });
});
