import type { Loss, SystemState, WorkName } from './state.ts';

/** From when on something is told. Milliseconds and bytes. */
export interface SystemLimits {
  readonly searchLate: number;
  readonly followersLate: number;
  readonly noticesLate: number;
  readonly journalLate: number;
  /** Lines still to be counted. */
  readonly figuresWaiting: number;
  /** A fault of a service is told for this long. */
  readonly faultsTold: number;
  readonly diskLow: number;
  readonly diskFull: number;
  readonly certificateSoon: number;
}
const minute = 60_000;
export const defaultSystemLimits: SystemLimits = {
  searchLate: minute,
  followersLate: 10 * minute,
  noticesLate: 30 * minute,
  journalLate: 5 * minute,
  figuresWaiting: 50_000,
  faultsTold: 15 * minute,
  diskLow: 2 * 1024 ** 3,
  diskFull: 200 * 1024 ** 2,
  certificateSoon: 30 * 24 * 60 * minute,
};

/** Which functions are lost or late, the worst first, and what will be if nobody sees to it. */
export function lossesOf(state: Omit<SystemState, 'losses'>, limits = defaultSystemLimits): readonly Loss[] {
  const losses = [
    ...searchLosses(state, limits),
    ...serviceLosses(state, limits),
    ...workLosses(state, limits),
    ...machineLosses(state, limits),
  ];
  const rank = ['lost', 'late', 'warning'];
  return losses.sort((one, other) => rank.indexOf(one.degree) - rank.indexOf(other.degree));
}

type Facts = Omit<SystemState, 'losses'>;
const loss = (kind: Loss['kind'], degree: Loss['degree'], service: Loss['service'] = null): Loss => {
  return { kind, degree, service };
};

function searchLosses({ search, works, at }: Facts, limits: SystemLimits): Loss[] {
  if (!search.reachable) return [loss('search-lost', 'lost')];
  const work = works.find(({ name }) => name === 'records-changed');
  if (work && isOlder(work.since, at, limits.searchLate)) return [loss('search-late', 'late')];
  const isQuiet = (work?.waiting ?? 0) === 0;
  return isQuiet && search.indexed !== search.shown ? [loss('search-incomplete', 'lost')] : [];
}

function serviceLosses({ services, at }: Facts, limits: SystemLimits): Loss[] {
  return services.flatMap(({ name, port, isListening, lastFaultAt }) => {
    if (port !== null && !isListening) return [loss('service-down', 'lost', name)];
    const failedLately = lastFaultAt !== null && at - lastFaultAt < limits.faultsTold;
    return failedLately ? [loss('service-failing', 'warning', name)] : [];
  });
}

const late: Readonly<Partial<Record<WorkName, readonly [Loss['kind'], keyof SystemLimits]>>> = {
  'records-to-disseminate': ['harvest-late', 'followersLate'],
  notices: ['notices-late', 'noticesLate'],
  'headings-to-link': ['headings-late', 'followersLate'],
  'headings-changed': ['headings-late', 'followersLate'],
  journal: ['journal-late', 'journalLate'],
};

function workLosses({ works, at }: Facts, limits: SystemLimits): Loss[] {
  const kinds = new Set<Loss['kind']>();
  for (const { name, since, waiting } of works) {
    const told = late[name];
    if (told && isOlder(since, at, limits[told[1]])) kinds.add(told[0]);
    if (name === 'figures' && waiting > limits.figuresWaiting) kinds.add('figures-late');
  }
  return [...kinds].map((kind) => loss(kind, 'late'));
}

function machineLosses({ database, disk, certificates, at }: Facts, limits: SystemLimits): Loss[] {
  const losses: Loss[] = [];
  if (database.durability === 'weak') losses.push(loss('durability-weak', 'warning'));
  if (disk && disk.free < limits.diskFull) losses.push(loss('disk-full', 'lost'));
  else if (disk && disk.free < limits.diskLow) losses.push(loss('disk-low', 'warning'));
  for (const { service, validUntil } of certificates) {
    if (validUntil === null) losses.push(loss('certificate-unreadable', 'warning', service));
    else if (validUntil <= at) losses.push(loss('certificate-ended', 'lost', service));
    else if (validUntil - at < limits.certificateSoon) losses.push(loss('certificate-soon', 'warning', service));
  }
  return losses;
}

function isOlder(since: number | null, at: number, than: number): boolean {
  return since !== null && at - since > than;
}
