import { messagesOfKind, unforbidden } from './device-messages.ts';
import { profileOf, standardProfile, type DeviceProfile } from './device-profile.ts';
import { deviceKinds } from './network.ts';
import { profileMistakes } from './profile-check.ts';
import { readyProfileNames, readyProfiles, resolvedProfile, type ReadyProfile } from './ready-profiles.ts';

const wrong = (changes: Partial<Record<keyof DeviceProfile, unknown>>): string[] =>
  profileMistakes({ ...standardProfile, ...changes } as DeviceProfile, 'SELFCHECK').map(({ choice }) => choice);

test.each<[Partial<Record<keyof DeviceProfile, unknown>>, string[]]>([
  [{}, []],
  [{ charset: 'cp437' }, ['charset']],
  [{ terminator: 'LF' }, ['terminator']],
  [{ delimiter: '^' }, []],
  [{ delimiter: '||' }, ['delimiter']],
  [{ delimiter: 'A' }, ['delimiter']],
  [{ delimiter: '7' }, ['delimiter']],
  [{ delimiter: ' ' }, ['delimiter']],
  [{ delimiter: '§' }, ['delimiter']],
  [{ delimiter: '' }, ['delimiter']],
  [{ personalName: '{lastName}, {firstName}' }, []],
  [{ personalName: '{lastName}' }, []],
  [{ personalName: 'Lecteur' }, ['personalName']],
  [{ personalName: '{lastName} {birthDate}' }, ['personalName']],
  [{ personalName: '{lastName}|' }, ['personalName']],
  [{ screenWidth: 40 }, []],
  [{ screenWidth: 15 }, ['screenWidth']],
  [{ screenWidth: 40.5 }, ['screenWidth']],
  [{ onlyFields: ['AF', 'AE'], hiddenFields: ['BD'] }, []],
  [{ onlyFields: ['AFF'] }, ['onlyFields']],
  [{ hiddenFields: ['af'] }, ['hiddenFields']],
  [{ hiddenFields: ['AB', 'AA'] }, ['hiddenFields']],
  [{ messages: ['11', '09'] }, []],
  [{ messages: ['12'] }, ['messages']],
  [{ addresses: ['10.0.0.0/8', '2001:db8::/32'] }, []],
  [{ addresses: ['10.0.0.0/8', 'kiosk.example.fr'] }, ['addresses']],
  [{ certificate: { by: 'fingerprint', sha256: 'ab'.repeat(32) } }, []],
  [{ certificate: { by: 'fingerprint', sha256: 'AB'.repeat(32) } }, ['certificate']],
  [{ certificate: { by: 'common-name', name: 'kiosk-lens' } }, []],
  [{ certificate: { by: 'common-name', name: ' kiosk' } }, ['certificate']],
  // each mistake is told, not only the first
  [
    { charset: 'x', delimiter: 'xx', addresses: ['x'], messages: ['99', '98'] },
    ['charset', 'delimiter', 'messages', 'addresses'],
  ],
])('%j: %j', (changes, choices) => {
  expect(wrong(changes)).toEqual(choices);
});

test('a profile never gives a device a message its kind may not send', () => {
  const asking = { ...standardProfile, messages: ['63'] };
  expect(profileMistakes(asking, 'STAFF')).toEqual([]);
  expect(profileMistakes(asking, 'SORTER')).toEqual([
    { choice: 'messages', what: 'a device of the kind SORTER may not send 63' },
  ]);
});

test('every kind may sign in, ask again and tell its state', () => {
  for (const kind of deviceKinds) expect(messagesOfKind[kind]).toEqual(expect.arrayContaining([...unforbidden]));
});

describe('ready-made profiles', () => {
  test.each(readyProfileNames)('%s may be used as it is by a device of some kind', (name) => {
    const profile = resolvedProfile(name, {});
    expect(deviceKinds.filter((kind) => profileMistakes(profile, kind).length === 0)).not.toEqual([]);
  });

  test.each(readyProfileNames)('%s says why for each choice it makes', (name) => {
    const { changes, because, note }: ReadyProfile = readyProfiles[name];
    expect(Object.keys(because).toSorted()).toEqual(Object.keys(changes).toSorted());
    expect(Math.min(note.fr.length, note.en.length)).toBeGreaterThan(10);
  });

  test('a device has the choices of its ready-made profile, and its own before them', () => {
    expect(resolvedProfile('palace', { charset: 'utf-8' })).toEqual({
      ...standardProfile,
      charset: 'utf-8',
      messages: readyProfiles.palace.changes.messages,
    });
    expect(resolvedProfile('of-a-later-program', { language: 'en' })).toEqual({ ...standardProfile, language: 'en' });
  });

  test('what a device does not say is as in the standard profile', () => {
    const profile = { charset: 'cp850' } as const;
    expect(profileOf({ profile })).toEqual({ ...standardProfile, charset: 'cp850' });
    expect(profileOf({ profile })).toBe(profileOf({ profile }));
  });
});
