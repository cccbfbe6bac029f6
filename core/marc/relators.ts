/** UNIMARC relator codes ($4, appendix C) as MARC relators, those that libraries of books and records use. */
export const relators: Readonly<Record<string, string>> = {
  '005': 'act', '010': 'adp', '020': 'ann', '030': 'arr', '040': 'art', '060': 'asn', '065': 'auc', '070': 'aut',
  '075': 'aft', '080': 'aui', '100': 'ant', '110': 'bnd', '180': 'ctg', '190': 'cns', '200': 'chr', '205': 'clb',
  '206': 'crr', '207': 'cmm', '210': 'cmm', '212': 'cwt', '220': 'com', '230': 'cmp', '240': 'cmt', '245': 'ccp',
  '250': 'cnd', '255': 'csp', '273': 'cur', '275': 'dnc', '280': 'dte', '290': 'dto', '300': 'drt', '310': 'dst',
  '320': 'dnr', '330': 'dub', '340': 'edt', '350': 'egr', '360': 'etr', '370': 'flm', '390': 'fmo', '400': 'fnd',
  '410': 'grt', '420': 'hnr', '440': 'ill', '460': 'ive', '470': 'ivr', '480': 'lbt', '510': 'ltg', '520': 'lyr',
  '545': 'mus', '550': 'nrt', '555': 'opn', '570': 'oth', '580': 'ppm', '590': 'prf', '600': 'pht', '605': 'prs',
  '610': 'prt', '620': 'ppm', '630': 'pro', '640': 'pfr', '650': 'pbl', '651': 'pbd', '660': 'rcp', '670': 'rce',
  '675': 'rev', '690': 'sce', '695': 'sad', '700': 'scr', '705': 'scl', '710': 'sec', '721': 'sng', '723': 'spn',
  '727': 'ths', '730': 'trl', '740': 'tyd', '760': 'wde',
}; // prettier-ignore
