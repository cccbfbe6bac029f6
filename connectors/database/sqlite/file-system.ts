import { statfsSync } from 'node:fs';

/** What a file system makes of a lock and of a synchronised write. */
export type FileSystemKind = 'disk' | 'network' | 'memory';

// Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2; tmpfs, ramfs.
const networkTypes = [0x6969, 0x517b, 0xff534d42, 0xfe534d42];
const memoryTypes = [0x01021994, 0x858458f6];

/** The kind of a file system by its statfs(2) magic number; what is not known is taken for a disk. */
export function kindOfType(type: number): FileSystemKind {
  const unsigned = type >>> 0; // some systems give it signed
  if (networkTypes.includes(unsigned)) return 'network';
  return memoryTypes.includes(unsigned) ? 'memory' : 'disk';
}

/** The kind of the file system that holds a folder. */
export function fileSystemOf(folder: string): FileSystemKind {
  return kindOfType(statfsSync(folder).type);
}
