/**
 * What a terminal (SC) sends, in the order and the words of the 3M SIP2 2.00 specification.
 * `fixed`: name and length. `fields`: name and identifier; `?` tells an absent field from an empty one. Receivers never
 * insist on a variable field: the bare ones are empty when absent, AD is told apart everywhere.
 */
export const requestLayouts = {
  BlockPatron: {
    code: '01',
    fixed: { cardRetained: 1, transactionDate: 18 },
    fields: { institutionId: 'AO', blockedCardMessage: 'AL', patronIdentifier: 'AA', terminalPassword: 'AC' },
  },
  Checkin: {
    code: '09',
    fixed: { noBlock: 1, transactionDate: 18, returnDate: 18 },
    fields: {
      currentLocation: 'AP',
      institutionId: 'AO',
      itemIdentifier: 'AB',
      terminalPassword: 'AC',
      itemProperties: 'CH?',
      cancel: 'BI?',
    },
  },
  Checkout: {
    code: '11',
    fixed: { scRenewalPolicy: 1, noBlock: 1, transactionDate: 18, nbDueDate: 18 },
    fields: {
      institutionId: 'AO',
      patronIdentifier: 'AA',
      itemIdentifier: 'AB',
      terminalPassword: 'AC',
      itemProperties: 'CH?',
      patronPassword: 'AD?',
      feeAcknowledged: 'BO?',
      cancel: 'BI?',
    },
  },
  Hold: {
    code: '15',
    fixed: { holdMode: 1, transactionDate: 18 },
    fields: {
      expirationDate: 'BW?',
      pickupLocation: 'BS?',
      holdType: 'BY?',
      institutionId: 'AO',
      patronIdentifier: 'AA',
      patronPassword: 'AD?',
      itemIdentifier: 'AB?',
      titleIdentifier: 'AJ?',
      terminalPassword: 'AC',
      feeAcknowledged: 'BO?',
    },
  },
  ItemInformation: {
    code: '17',
    fixed: { transactionDate: 18 },
    fields: { institutionId: 'AO', itemIdentifier: 'AB', terminalPassword: 'AC' },
  },
  ItemStatusUpdate: {
    code: '19',
    fixed: { transactionDate: 18 },
    fields: { institutionId: 'AO', itemIdentifier: 'AB', terminalPassword: 'AC', itemProperties: 'CH' },
  },
  PatronStatus: {
    code: '23',
    fixed: { language: 3, transactionDate: 18 },
    fields: { institutionId: 'AO', patronIdentifier: 'AA', terminalPassword: 'AC', patronPassword: 'AD?' },
  },
  PatronEnable: {
    code: '25',
    fixed: { transactionDate: 18 },
    fields: { institutionId: 'AO', patronIdentifier: 'AA', terminalPassword: 'AC', patronPassword: 'AD?' },
  },
  Renew: {
    code: '29',
    fixed: { thirdPartyAllowed: 1, noBlock: 1, transactionDate: 18, nbDueDate: 18 },
    fields: {
      institutionId: 'AO',
      patronIdentifier: 'AA',
      patronPassword: 'AD?',
      itemIdentifier: 'AB',
      titleIdentifier: 'AJ?',
      terminalPassword: 'AC',
      itemProperties: 'CH?',
      feeAcknowledged: 'BO?',
    },
  },
  EndPatronSession: {
    code: '35',
    fixed: { transactionDate: 18 },
    fields: { institutionId: 'AO', patronIdentifier: 'AA', terminalPassword: 'AC', patronPassword: 'AD?' },
  },
  FeePaid: {
    code: '37',
    fixed: { transactionDate: 18, feeType: 2, paymentType: 2, currencyType: 3 },
    fields: {
      feeAmount: 'BV',
      institutionId: 'AO',
      patronIdentifier: 'AA',
      terminalPassword: 'AC',
      patronPassword: 'AD?',
      feeIdentifier: 'CG?',
      transactionId: 'BK?',
    },
  },
  PatronInformation: {
    code: '63',
    fixed: { language: 3, transactionDate: 18, summary: 10 },
    fields: {
      institutionId: 'AO',
      patronIdentifier: 'AA',
      terminalPassword: 'AC',
      patronPassword: 'AD?',
      startItem: 'BP?',
      endItem: 'BQ?',
    },
  },
  RenewAll: {
    code: '65',
    fixed: { transactionDate: 18 },
    fields: {
      institutionId: 'AO',
      patronIdentifier: 'AA',
      patronPassword: 'AD?',
      terminalPassword: 'AC',
      feeAcknowledged: 'BO?',
    },
  },
  Login: {
    code: '93',
    fixed: { uidAlgorithm: 1, pwdAlgorithm: 1 },
    fields: { loginUserId: 'CN', loginPassword: 'CO', locationCode: 'CP?' },
  },
  RequestACSResend: { code: '97', fixed: {}, fields: {} },
  SCStatus: { code: '99', fixed: { statusCode: 1, maxPrintWidth: 3, protocolVersion: 4 }, fields: {} },
} as const;
