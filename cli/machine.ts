import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CertificateState, Machine, ServiceState } from '../core/ports/machine.ts';
import { ServiceActivity } from '../core/system/service-activity.ts';
import type { Config } from './config.ts';

const program = JSON.parse(
  readFileSync(join(fileURLToPath(new URL('..', import.meta.url)), 'package.json'), 'utf8'),
) as { version: string };

/** A listener of this server, as it says of itself. */
interface Listener {
  readonly port: string | null;
  readonly isListening: () => boolean;
  readonly connections: () => number | null;
}
const notSetUp: Listener = { port: null, isListening: () => false, connections: () => null };

const names = ['console', 'sip2', 'sip2-tls', 'sip2-telnet', 'z3950', 'sru', 'oai'] as const;

/** This server and the machine it stands on: its listeners announce themselves as they open. */
export class RunningMachine implements Machine {
  readonly version = { program: program.version, node: process.version };
  readonly startedAt: number;
  readonly searchKind: 'embedded' | 'solr';
  readonly mailIsSet: boolean;
  readonly #config: Config;
  readonly #listeners = new Map<ServiceState['name'], Listener>();
  readonly #activity: ReadonlyMap<ServiceState['name'], ServiceActivity>;

  constructor(config: Config, now: () => number) {
    this.#config = config;
    this.startedAt = now();
    this.searchKind = config.searchUrl.startsWith('solr') ? 'solr' : 'embedded';
    this.mailIsSet = config.mail !== null;
    this.#activity = new Map(names.map((name) => [name, new ServiceActivity(now)]));
  }

  /** Where a service counts what it answers. */
  activityOf(name: ServiceState['name']): ServiceActivity {
    return this.#activity.get(name)!;
  }

  /** A listener is open, on this port or under this path. */
  opened(name: ServiceState['name'], listener: Listener): void {
    this.#listeners.set(name, listener);
  }

  services(): readonly ServiceState[] {
    return names.map((name) => {
      const { port, isListening, connections } = this.#listeners.get(name) ?? notSetUp;
      const open = isListening();
      return { name, port, isListening: open, connections: connections(), ...this.activityOf(name).figures() };
    });
  }

  async disk(): Promise<{ free: number; total: number } | null> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.#config.dataDir);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch (error) {
      if (error instanceof Error && 'code' in error) return null;
      throw error;
    }
  }

  certificates(): readonly CertificateState[] {
    const { sip2Tls } = this.#config;
    return sip2Tls ? [{ service: 'sip2-tls', validUntil: endOf(sip2Tls.certificateFile) }] : [];
  }
}

/** Until when the first certificate of a file is valid; null when it cannot be read any more. */
function endOf(file: string): number | null {
  try {
    return Date.parse(new X509Certificate(readFileSync(file)).validTo);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
