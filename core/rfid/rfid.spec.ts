import { Buffer } from 'node:buffer';
import { decodeBasicBlock, encodeBasicBlock, fits } from './basic-block.ts';
import { crc16 } from './crc16.ts';
import { MalformedTag } from './malformed-tag.ts';
import { announced, decodeObjects } from './objects.ts';
import { readTag } from './read-tag.ts';
import { bytesOfHexadecimal, uidOf } from './tag.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const turned = (text: string): string =>
  hex(text)
    .toString('hex')
    .replace(/(..)(..)(..)(..)/g, '$4$3$2$1');
const malformed = (read: () => unknown): MalformedTag => {
  try {
    read();
  } catch (error) {
    if (error instanceof MalformedTag) return error;
    throw error;
  }
  throw new Error('it was read');
};

/** Item 30012004567890 of FR-751131010, part 1 of 1, for circulation. */
const lens = '110101 33303031323030343536373839300000 9E52 4652 373531313331303130';
/** A patron card as a maker writes it, the halves of its first byte swapped. */
const swapped = `810101 32393335303030303033363439000000 8793 5255 323933${'00'.repeat(8)}`;

describe('the CRC of ISO 28560-3', () => {
  test.each([
    ['RFID tag data model', 0x1aee],
    ['123456789', 0x29b1],
  ])('of %j is %i', (text, crc) => expect(crc16(Buffer.from(text))).toBe(crc));
});

describe('a basic block', () => {
  const circulating = { model: 'basic-block', typeOfUsage: 1, crc: 'right', shelfLocation: null, besides: [] };
  const ours = { ...circulating, primaryId: '30012004567890', parts: 1, part: 1, owner: 'FR-751131010' };

  test.each([
    ['on a chip of 32 bytes', lens, ours],
    ['each chip block the other way round', turned(lens), ours],
    ['on a larger chip, nothing behind it', lens + '00'.repeat(80), ours],
    [
      'with the halves of its first byte swapped',
      swapped,
      {
        ...ours,
        primaryId: '2935000003649',
        typeOfUsage: 8,
        owner: 'RU-293',
      },
    ],
    [
      'swapped, and turned',
      turned(swapped.slice(0, -4)) + '0000',
      {
        ...ours,
        primaryId: '2935000003649',
        typeOfUsage: 8,
        owner: 'RU-293',
      },
    ],
  ])('%s is read', (_, bytes, content) => expect(decodeBasicBlock(hex(bytes))).toEqual(content));

  test('is written as a tag of a French library stands in the reference', () => {
    const block = { primaryId: '30012004567890', parts: 1, part: 1, owner: 'FR-751131010' };
    expect(Buffer.from(encodeBasicBlock(block, 32))).toEqual(hex(lens));
    expect(Buffer.from(encodeBasicBlock(block, 112))).toEqual(hex(lens + '00000000'));
  });

  test('part and number of parts are told apart in either order', () => {
    const block = { primaryId: 'B1', parts: 3, part: 2, owner: 'FR-624986101' };
    const bytes = encodeBasicBlock(block, 32);
    expect(decodeBasicBlock(bytes)).toMatchObject({ parts: 3, part: 2 });
    const other = Buffer.from(bytes);
    [other[1], other[2]] = [2, 3];
    other.writeUInt16LE(crc16(Buffer.concat([other.subarray(0, 19), other.subarray(21), Buffer.alloc(2)])), 19);
    expect(decodeBasicBlock(other)).toMatchObject({ parts: 3, part: 2 });
  });

  test('a part without a number leaves it open', () => {
    const bytes = Buffer.from(encodeBasicBlock({ primaryId: 'B1', parts: 1, part: 1, owner: 'FR-1' }, 32));
    bytes[2] = 0;
    bytes.writeUInt16LE(crc16(Buffer.concat([bytes.subarray(0, 19), bytes.subarray(21), Buffer.alloc(2)])), 19);
    expect(decodeBasicBlock(bytes)).toMatchObject({ parts: 1, part: null });
  });

  test('what follows it is told apart, and a length that leads nowhere loses nothing before it', () => {
    const head = `${lens}0000`;
    expect(decodeBasicBlock(hex(`${head} 06 0200 04 4142 04 0300 07 00`)).besides).toEqual([
      { kind: 'block', id: 2, bytes: '060200044142' },
      { kind: 'block', id: 3, bytes: '04030007' },
    ]);
    expect(decodeBasicBlock(hex(`${head} 04 0300 07 FF 0102`)).besides).toEqual([
      { kind: 'block', id: 3, bytes: '04030007' },
      { kind: 'unread', id: null, bytes: 'FF0102' },
    ]);
    expect(decodeBasicBlock(hex(`${head} 02 00`)).besides).toEqual([{ kind: 'unread', id: null, bytes: '0200' }]);
  });

  test('a wrong CRC is no tag, and says what could be read', () => {
    const error = malformed(() => decodeBasicBlock(hex(lens.replace('9E52', '9E53'))));
    expect(error).toMatchObject({ fault: 'crc-wrong', read: { ...ours, crc: 'wrong' } });
  });

  test.each([
    ['too short', lens.slice(0, 40), 'too-short', null],
    ['of a version nobody knows', `22${'42'.repeat(31)}`, 'version-unknown', null],
  ])('%s is refused', (_, bytes, fault, read) =>
    expect(malformed(() => decodeBasicBlock(hex(bytes)))).toMatchObject({ fault, read }),
  );

  test.each([
    [{ capacity: 28 }, 'capacity'],
    [{ primaryId: '' }, 'primary-id'],
    [{ primaryId: '12345678901234567' }, 'primary-id'],
    [{ primaryId: 'ééééééééé' }, 'primary-id'],
    [{ primaryId: 'B\u0000' }, 'primary-id'],
    [{ owner: 'FR751131010' }, 'owner'],
    [{ owner: 'FR-7511310101' }, 'owner'],
    [{ owner: 'FR-75113101011', capacity: 112 }, null],
    [{ owner: 'FR-751131010111', capacity: 112 }, 'owner'],
    [{ parts: 0 }, 'parts'],
    [{ parts: 2, part: 3 }, 'parts'],
    [{ parts: 256 }, 'parts'],
    [{ typeOfUsage: 16 }, 'type-of-usage'],
    [{}, null],
  ])('%j: what does not fit is said beforehand (%s)', (change, obstacle) => {
    const { capacity = 32, ...as } = {
      primaryId: 'B1',
      parts: 1,
      part: 1,
      owner: 'FR-751131010',
      ...change,
    } as never as {
      capacity?: number;
      primaryId: string;
      parts: number;
      part: number;
      owner: string;
    };
    expect(fits(as, capacity)).toBe(obstacle);
    if (obstacle) expect(() => encodeBasicBlock(as, capacity)).toThrow(RangeError);
    else
      expect(decodeBasicBlock(encodeBasicBlock(as, capacity))).toMatchObject({
        primaryId: as.primaryId,
        owner: as.owner,
      });
  });
});

describe('the objects of ISO 28560-2', () => {
  // The example of the standard: its numbers as printed; the shelf location and the last letters of the owner, of which
  // only the beginning is known here, completed by the rules of the characters before them.
  const printed = '9100051CBE991A14 0201D0 140204B3 4607441CB6E2E335D6 830207ACC09EBAA06F6B 0000';

  test('the example of the standard is read object by object', () => {
    expect(decodeObjects(hex(printed))).toEqual({
      model: 'objects',
      primaryId: '123456789012',
      typeOfUsage: null,
      parts: 12,
      part: 3,
      owner: 'US-InU-Mu',
      shelfLocation: 'QA268.L55',
      crc: null,
      besides: [],
    });
    expect(announced(hex('D0'))).toEqual([3, 4, 6]);
  });

  test('what cannot be verified is kept as it is', () => {
    const read = decodeObjects(hex('9100051CBE991A14 5103414243 0802AABB 230199 0F0102'));
    expect(read.primaryId).toBe('123456789012');
    expect(read.besides).toEqual([
      { kind: 'object', id: 1, bytes: '414243' },
      { kind: 'object', id: 8, bytes: 'AABB' },
      { kind: 'object', id: 3, bytes: '99' },
      { kind: 'unread', id: null, bytes: '0F0102' },
    ]);
  });

  test.each([
    ['cut off inside its data', '9100051CBE99', 'object-cut-off', null],
    ['cut off before its length', '91', 'object-cut-off', null],
    ['without an identifier', '140204B3', 'no-primary-id', null],
    ['cut off after its identifier', '9100051CBE991A14 1402', 'object-cut-off', '123456789012'],
  ])('%s is refused with what was read', (_, bytes, fault, primaryId) => {
    expect(malformed(() => decodeObjects(hex(bytes)))).toMatchObject({ fault, read: { primaryId } });
  });

  test.each([
    ['5 parts, the last', '140201F9', 5, 5],
    ['part 9 of 3: no set', '1402012D', 3, 1],
  ])('set information, %s', (_, bytes, parts, part) => {
    const read = decodeObjects(hex(`7102 4231 ${bytes}`));
    const isSet = parts === part;
    expect([read.primaryId, read.parts, read.part]).toEqual(['B1', isSet ? parts : 3, isSet ? part : 1]);
  });
});

describe('a tag of unknown making', () => {
  test.each([
    ['blank', '00'.repeat(32), null, null],
    ['a basic block', lens, null, '30012004567890'],
    ['a basic block that its chip announces as objects', lens, 0x06, '30012004567890'],
    ['objects', '9100051CBE991A14', null, '123456789012'],
    ['objects that their chip announces', '9100051CBE991A14', 0x06, '123456789012'],
  ])('%s is read', (_, bytes, dsfid, primaryId) => {
    expect(readTag(hex(bytes), dsfid)?.primaryId ?? null).toBe(primaryId);
  });

  test.each([
    ['a damaged basic block', lens.replace('9E52', '0000'), null, 'crc-wrong'],
    ['objects that their chip calls a basic block', `9100051CBE991A14${'00'.repeat(24)}`, 0x3e, 'crc-wrong'],
    ['noise', `22${'42'.repeat(31)}`, null, 'object-cut-off'],
  ])('%s is told', (_, bytes, dsfid, fault) => {
    expect(malformed(() => readTag(hex(bytes), dsfid)).fault).toBe(fault);
  });

  test('100,000 tags with errors in them are read or refused, nothing else', () => {
    let seed = 28560;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const tags = [lens, swapped, turned(lens), `${lens}000006020004414204030007`, '9100051CBE991A140201D0140204B3'].map(
      hex,
    );
    const seen = { read: 0, refused: 0 };
    for (let turn = 0; turn < 100_000; turn += 1) {
      const bytes = Buffer.from(tags[random(tags.length)]!);
      for (let bits = 1 + random(3); bits > 0; bits -= 1) bytes[random(bytes.length)]! ^= 1 << random(8);
      const cut = random(4) === 0 ? bytes.subarray(0, random(bytes.length + 1)) : bytes;
      try {
        readTag(cut, [null, 0x06, 0x3e][random(3)]);
        seen.read += 1;
      } catch (error) {
        if (!(error instanceof MalformedTag)) throw error;
        seen.refused += 1;
      }
    }
    expect(seen.refused).toBeGreaterThan(50_000);
    expect(seen.read).toBeGreaterThan(100);
  });

  test('every flip of one or two bits of a basic block is found', () => {
    const whole = hex(lens);
    for (let one = 0; one < whole.length * 8; one += 1) {
      for (let other = one; other < whole.length * 8; other += 7) {
        const bytes = Buffer.from(whole);
        bytes[one >> 3]! ^= 1 << (one & 7);
        if (other !== one) bytes[other >> 3]! ^= 1 << (other & 7);
        expect(() => decodeBasicBlock(bytes)).toThrow(MalformedTag);
      }
    }
  });
});

test.each([
  ['E00401503A1B2C3D', 'E00401503A1B2C3D'],
  ['e0:04:01:50:3a:1b:2c:3d', 'E00401503A1B2C3D'],
  ['3D2C1B3A500104E0', 'E00401503A1B2C3D'],
  ['30000001', null],
  ['0123456789ABCDEF', null],
  ['E00401503A1B2C3', null],
])('the chip identifier %s is kept as %s', (text, uid) => expect(uidOf(text)).toBe(uid));

test('hexadecimal is read with its separators, and nothing else is', () => {
  expect(bytesOfHexadecimal('11 01:01')).toEqual(hex('110101'));
  expect(bytesOfHexadecimal('110')).toBeNull();
  expect(bytesOfHexadecimal('11 0G')).toBeNull();
});
