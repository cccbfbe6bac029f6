import { Buffer } from 'node:buffer';
import { examples } from './apdu-examples.fixture.ts';
import { apduNames, decode, encode, split, MalformedMessage, type Apdu } from './index.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const malformed = (bytes: Buffer): MalformedMessage => {
  try {
    decode(bytes);
  } catch (error) {
    if (error instanceof MalformedMessage) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('every APDU', () => {
  test('has an example', () => {
    expect(new Set(examples.map(({ apdu }) => apdu.name))).toEqual(new Set(apduNames));
  });

  test.each(examples.map((example) => [example.apdu.name, example] as const))(
    '%s is read',
    (_name, { bytes, apdu }) => {
      expect(decode(bytes)).toEqual(apdu);
    },
  );

  test.each(examples.map((example) => [example.apdu.name, example] as const))(
    '%s is written',
    (_name, { bytes, apdu }) => {
      expect(encode(apdu).toString('hex')).toBe(bytes.toString('hex'));
    },
  );

  test.each(examples.map((example) => [example.apdu.name, example] as const))(
    '%s cut anywhere is refused, and its frame waits for the rest',
    (_name, { bytes }) => {
      for (let length = 1; length < bytes.length; length++) {
        expect(split(bytes.subarray(0, length), 4096)).toMatchObject({ frames: [], tooLong: false, malformed: false });
        malformed(bytes.subarray(0, length));
      }
    },
  );
});

describe('BER as clients send it', () => {
  const searchOf = (apdu: Apdu) => (apdu.name === 'searchRequest' ? apdu.message : null);

  test('indefinite lengths nested eight deep are normal: YAZ sends them for every query of two terms', () => {
    const search = decode(
      hex(
        'b680 8d0100 8e01018f0100 900101 910131 b20a9f690744656661756c74 b580 a180 06072a8648ce130301 a180' +
          'a080 bf6680 bf2c80 3080 9f780101 9f790104 0000 0000 9f2d 0c766f79616765206d6f6e6465 0000 0000' +
          'a080 bf6680 bf2c80 0000 9f2d 046875676f 0000 0000 bf2e 80 8000 0000 0000 0000 0000 0000',
      ),
    );
    expect(searchOf(search)?.query.type1?.steps).toEqual([
      { kind: 'term', attributes: [{ type: 1, value: 4 }], term: { type: 'general', text: 'voyage monde' } },
      { kind: 'term', attributes: [], term: { type: 'general', text: 'hugo' } },
      { kind: 'and' },
    ]);
  });

  test('a string use attribute, a numeric term, a result set and a proximity', () => {
    const steps = [
      { kind: 'term', attributes: [{ type: 1, value: 'title' }], term: { type: 'numeric', text: '1984' } },
      { kind: 'result-set', name: 'A' },
      { kind: 'or' },
      { kind: 'term', attributes: [{ type: 1, value: [4, 'dc.title'] }], term: { type: 'string', text: 'é' } },
      {
        kind: 'prox',
        exclusion: 'in',
        distance: 3,
        order: 'ordered',
        relation: 2,
        unit: { kind: 'known', code: 2 },
      },
    ] as const;
    const example = examples.find(({ apdu }) => apdu.name === 'searchRequest')!.apdu;
    const message = { ...searchOf(example)!, query: { type101: { attributeSet: '1.2.840.10003.3.1', steps } } };
    expect(searchOf(decode(encode({ name: 'searchRequest', message })))?.query.type101?.steps).toEqual(steps);
  });

  test('components nobody knows are passed over; booleans may be ff, addinfo a GeneralString', () => {
    const apdu = decode(hex('b71f 9f8f7f01aa 970100980100990100 9601ff bf8102 0a 06032a0304 02016d 1b00'));
    expect(apdu.message).toMatchObject({ searchStatus: true, records: { nonSurrogateDiagnostic: { addinfo: '' } } });
  });

  test('text is UTF-8 where it is, else ISO 8859-1', () => {
    const named = (name: string) => decode(hex(`ba0b 9f200100 3005 9f1f02${name}`));
    expect(named('c3a9').message).toMatchObject({ resultSetList: ['é'] });
    expect(named('e9e8').message).toMatchObject({ resultSetList: ['éè'] });
  });
});

describe('what is no APDU', () => {
  test('says what was understood before', () => {
    const error = malformed(hex('b80a 820161 9f1f0132 9e0101'));
    expect(error.message).toBe('PresentRequest lacks numberOfRecordsRequested');
    expect(error.decoded).toMatchObject({
      name: 'presentRequest',
      message: { referenceId: Buffer.from('a'), resultSetId: '2', resultSetStartPoint: 1 },
    });
  });

  test.each([
    ['another tag', '3003020101', /is no APDU/],
    ['an unknown APDU', 'bf3100', /\[49\] is no APDU/],
    ['a length that runs over', 'bf30059f81530900', /longer than what holds it/],
    ['bytes behind', 'bf30059f8153010000', /1 bytes after/],
    ['an INTEGER without contents', 'bf30049f815300', /INTEGER of 0 bytes/],
    ['a primitive of indefinite length', 'bf30069f8153800000', /no length and no parts/],
    ['a length of 127 bytes', 'bf30059f8153ff00', /length at/],
    [
      'an empty operand',
      'b62d8d01008e01018f010090010191013 1b20a9f690744656661756c74b50fa10d06072a8648ce130301a002a000',
      /./,
    ],
  ])('%s', (_what, bytes, message) => {
    expect(malformed(hex(bytes)).message).toMatch(message);
  });

  test('10,000 operators within each other are refused without a stack overflow', () => {
    const leaf = Buffer.from('a00ebf660bbf2c009f2d0568656c6c6f', 'hex');
    const or = Buffer.from('bf2e028000', 'hex');
    const begun = Array.from({ length: 10_000 }, () => Buffer.from([0xa1, 0x80]));
    const ended = Array.from({ length: 10_000 }, () => [leaf, or, Buffer.from([0, 0])]).flat();
    const rpn = Buffer.concat([...begun, leaf, ...ended]);
    const around = hex('b680 8d01008e01018f0100 900101 910131 b20a9f690744656661756c74 b580 a180 06072a8648ce130301');
    const bytes = Buffer.concat([around, rpn, Buffer.alloc(6)]);
    expect(split(bytes, 1 << 20).frames).toHaveLength(1);
    expect(malformed(bytes).message).toBe('more than 512 elements within elements');
  });
});

describe('framing', () => {
  const two = Buffer.concat([examples[0]!.bytes, examples[2]!.bytes]);

  test('cuts pipelined APDUs apart and keeps what is not whole', () => {
    const { frames, rest } = split(two.subarray(0, two.length - 1), 4096);
    expect(frames).toEqual([examples[0]!.bytes]);
    expect(rest).toEqual(examples[2]!.bytes.subarray(0, -1));
  });

  test('a claim of 2 GB is refused by its length alone', () => {
    expect(split(hex('b4847fffffff83'), 1 << 20)).toMatchObject({ tooLong: true, frames: [] });
    expect(split(hex('b48083847fffffff'), 1 << 20)).toMatchObject({ tooLong: true, frames: [] });
  });

  test('what begins no APDU is seen at its first byte', () => {
    for (const first of ['00', '30', '47', '16', 'ff']) expect(split(hex(first), 4096).malformed).toBe(true);
  });

  test('an end-of-contents that ends nothing is refused', () => {
    expect(split(hex('b4020000'), 4096).frames).toHaveLength(1);
    expect(split(hex('b480000000'), 4096)).toMatchObject({ malformed: true });
  });
});
