import type { Calendar, CirculationPolicy, OpeningHours } from '../../core/circulation/entities.ts';
import type { SortRule } from '../../core/circulation/sort-bins.ts';
import type { DeviceKind, NetworkLibrary, PatronCategory } from '../../core/network/network.ts';
import type { Role } from '../../core/ports/staff.ts';

/** The 36 communes: `code|commune|INSEE code|opening` (G large, M middle, P four hours a week). The first is the hub. */
const communes = `
LENS|Lens|62498|G
LIEVIN|Liévin|62510|G
AVION|Avion|62065|G
ABLAIN|Ablain-Saint-Nazaire|62001|P
ACHEVILLE|Acheville|62003|P
AIX-NOULETTE|Aix-Noulette|62019|M
ANGRES|Angres|62032|M
ANNAY|Annay|62033|M
BENIFONTAINE|Bénifontaine|62107|P
BILLY-MONTIGNY|Billy-Montigny|62133|G
BOUVIGNY|Bouvigny-Boyeffles|62170|P
BULLY|Bully-les-Mines|62186|G
CARENCY|Carency|62213|P
ELEU|Éleu-dit-Leauwette|62291|M
ESTEVELLES|Estevelles|62311|P
FOUQUIERES|Fouquières-lès-Lens|62351|M
GIVENCHY|Givenchy-en-Gohelle|62371|P
GOUY-SERVINS|Gouy-Servins|62380|P
GRENAY|Grenay|62386|G
HARNES|Harnes|62413|G
HULLUCH|Hulluch|62464|M
LOISON|Loison-sous-Lens|62523|M
LOOS|Loos-en-Gohelle|62528|M
MAZINGARBE|Mazingarbe|62563|M
MERICOURT|Méricourt|62570|G
MEURCHIN|Meurchin|62573|M
NOYELLES|Noyelles-sous-Lens|62628|M
PONT-A-VENDIN|Pont-à-Vendin|62666|M
SAINS|Sains-en-Gohelle|62737|M
SALLAUMINES|Sallaumines|62771|G
SERVINS|Servins|62793|P
SOUCHEZ|Souchez|62801|P
VENDIN|Vendin-le-Vieil|62842|M
VILLERS|Villers-au-Bois|62854|P
VIMY|Vimy|62861|M
WINGLES|Wingles|62895|M
`;

const morning: OpeningHours = { from: '10:00', to: '12:00' };
const afternoon: OpeningHours = { from: '14:00', to: '18:00' };
const wednesdayOnly: OpeningHours = { from: '14:00', to: '16:00' };
const closed: readonly OpeningHours[] = [];

/** Opening hours by size, Monday first. */
const weeks: Record<string, Calendar['weekly']> = {
  G: [closed, [afternoon], [morning, afternoon], [afternoon], [morning, afternoon], [morning, afternoon], closed],
  M: [closed, [afternoon], [morning, afternoon], closed, [afternoon], [morning], closed],
  P: [closed, closed, [wednesdayOnly], closed, closed, [morning], closed],
};

interface Commune {
  readonly library: Omit<NetworkLibrary, 'id'>;
  readonly weekly: Calendar['weekly'];
}

/** The libraries of the demonstration network, in the order their ids are given. */
export const demoCommunes: readonly Commune[] = communes
  .trim()
  .split('\n')
  .map((line, index) => {
    const [code, commune, inseeCode, size] = line.split('|') as [string, string, string, string];
    const name = size === 'P' ? `Bibliothèque de ${commune}` : `Médiathèque de ${commune}`;
    return {
      library: {
        code,
        name: name.replace(' de A', ' d’A').replace(' de É', ' d’É').replace(' de E', ' d’E'),
        commune,
        inseeCode,
        kind: index === 0 ? 'HUB' : 'BRANCH',
        state: 'LIVE',
        isPickup: true,
        acceptsReturns: true,
        isil: `FR-${inseeCode}6101`, // of the form of a French public library; invented
      },
      weekly: weeks[size]!,
    };
  });

export const demoCategories: readonly Omit<PatronCategory, 'id'>[] = [
  { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
  { code: 'ENFANT', label: 'Enfant (moins de 14 ans)', kind: 'CHILD', membershipMonths: 12 },
  {
    code: 'COLLECTIVITE',
    label: 'Collectivité (école, crèche, association)',
    kind: 'COLLECTIVE',
    membershipMonths: 12,
  },
  { code: 'BIBLIOTHEQUE', label: 'Bibliothèque', kind: 'LIBRARY', membershipMonths: 60 },
  { code: 'PERSONNEL', label: 'Personnel du réseau', kind: 'STAFF', membershipMonths: 12 },
];

const common = {
  loanDays: 21,
  renewals: 2,
  renewDays: 21,
  maxPerType: null,
  maxTotal: 20,
  holdsMax: 10,
  holdable: true,
  selfCheck: true,
  hardDueDate: null,
  graceOpenDays: 0,
  suspensionPerLateDay: 0,
  feeSchedule: null,
};
const everyone = { categoryId: null, itemType: null, libraryId: null };

/** One common rule for the whole network and the few documents that differ. */
export function demoPolicies(categories: { collective: number }): Omit<CirculationPolicy, 'id'>[] {
  const byType = [
    { ...everyone, ...common, itemType: 'DVD', loanDays: 7, renewDays: 7, renewals: 1, maxPerType: 4 },
    { ...everyone, ...common, itemType: 'GAME', loanDays: 14, renewDays: 14, renewals: 1, maxPerType: 2 },
    { ...everyone, ...common, itemType: 'KIT', loanDays: 42, renewals: 0, maxPerType: 1, selfCheck: false },
  ] as const;
  // A school is neither more nor less specific than a DVD: the rows that join both say which rule holds.
  const collective = { categoryId: categories.collective, maxTotal: 60 };
  return [
    { ...everyone, ...common },
    ...byType,
    { ...everyone, ...common, ...collective, loanDays: 42, renewDays: 42 },
    ...byType.map((row) => ({ ...row, ...collective })),
  ];
}

export interface DemoDevice {
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly library: string;
}
export const demoDevices: readonly DemoDevice[] = [
  { login: 'kiosk-lens', name: 'Automate de prêt, hall', kind: 'SELFCHECK', library: 'LENS' },
  { login: 'kiosk-lievin', name: 'Automate de prêt, entrée', kind: 'SELFCHECK', library: 'LIEVIN' },
  { login: 'sorter-lens', name: 'Trieur de retours', kind: 'SORTER', library: 'LENS' },
  { login: 'gate-lens', name: 'Portique antivol, sortie', kind: 'GATE', library: 'LENS' },
];

/** How the sorter of Lens shares out what comes back: bin 1 is kept, bin 2 leaves with the shuttle. */
export const demoSortRules: readonly SortRule[] = [
  { bin: '1', when: { routing: ['hold-shelf'] } },
  { bin: '2', when: { routing: ['transit-hold', 'transit-home'] } },
  { bin: '3', when: { location: 'Jeunesse' } },
  { bin: '4', when: {} },
];

/** One console account per role. */
export const demoUsers: readonly { login: string; name: string; role: Role; library: string | null }[] = [
  { login: 'admin', name: 'Camille Delattre', role: 'NETWORK_ADMIN', library: null },
  { login: 'coord', name: 'Karim Benali', role: 'COORDINATOR', library: null },
  { login: 'resp-lens', name: 'Élise Caron', role: 'LIBRARY_MANAGER', library: 'LENS' },
  { login: 'agent-lens', name: 'Jules Wattiez', role: 'STAFF', library: 'LENS' },
  { login: 'info', name: 'Nadia Kowalski', role: 'IT_REFERENT', library: null },
  { login: 'audit', name: 'René Lemaire', role: 'AUDITOR', library: null },
];
