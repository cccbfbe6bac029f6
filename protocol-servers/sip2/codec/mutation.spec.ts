import { decode, encode, MalformedMessage, split, unseal } from './index.ts';

const date = '20261121    140509';
const corpus = [
  '9300CNborne1|COsecret|CPMED04|AY0AZF49E',
  '9900802.00AY1AZFCA0',
  '97AZFEF5',
  `23002${date}AOCALL|AA20000001|AC|AD1234|`,
  `63002${date}  Y       AOCALL|AA20000001|AC|AD1234|BP1|BQ5|`,
  `11YN${date}${date}AOCALL|AA20000001|AB30000001|AC|AD1234|BON|BIN|`,
  `09N${date}${date}APLENS|AOCALL|AB30000001|AC|BIN|`,
  `17001${date}AOCALL|AB30000001|AC|`,
  `64  Y           001${date}000100020003000000000004AOCALL|AA1|AEZoé|BLY|CQY|AU30000001|AFHello|`,
].map((text) => Buffer.from(text));

/** Marsaglia's xorshift32: the same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function mutated(random: (below: number) => number): Buffer {
  let bytes = Buffer.from(corpus[random(corpus.length)]!);
  for (let times = 1 + random(4); times > 0; times -= 1) {
    const at = random(bytes.length + 1);
    const kind = random(4);
    if (kind === 0) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(8))]);
    else if (kind === 2)
      bytes = Buffer.concat([bytes.subarray(0, at), corpus[random(corpus.length)]!.subarray(random(8))]);
    else if (at < bytes.length) bytes[at] = random(256);
  }
  return bytes;
}

test('20,000 damaged messages are read, or said to be malformed, and nothing else', () => {
  const random = numbers(20261121);
  const seen = { read: 0, malformed: 0, broken: 0 };
  for (let turn = 0; turn < 20_000; turn += 1) {
    const bytes = mutated(random);
    for (const frame of split(Buffer.concat([bytes, Buffer.from('\r')])).frames) {
      const unsealed = unseal(frame);
      if (!unsealed) {
        seen.broken += 1;
        continue;
      }
      try {
        const message = decode(unsealed.body, random(2) === 0 ? 'utf-8' : 'iso-8859-1');
        expect(encode(message)).not.toMatch(/[\u0000-\u001f]/);
        seen.read += 1;
      } catch (error) {
        if (!(error instanceof MalformedMessage)) throw error;
        seen.malformed += 1;
      }
    }
  }
  expect(Math.min(seen.read, seen.malformed, seen.broken)).toBeGreaterThan(500);
});
