import { kindOfType } from './file-system.ts';

test.each([
  ['NFS', 0x6969, 'network'],
  ['CIFS', 0xff534d42, 'network'],
  ['CIFS, signed', 0xff534d42 | 0, 'network'],
  ['SMB 2', 0xfe534d42, 'network'],
  ['tmpfs', 0x01021994, 'memory'],
  ['ext4', 0xef53, 'disk'],
  ['XFS', 0x58465342, 'disk'],
  ['btrfs', 0x9123683e, 'disk'],
])('%s is known for what it is', (_name, type, kind) => expect(kindOfType(type)).toBe(kind));
