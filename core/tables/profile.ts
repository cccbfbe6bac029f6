/** What a table of a library's old system is about. */
export const tableKinds = ['readers', 'loans'] as const;
export type TableKind = (typeof tableKinds)[number];

/** How one column is read. Dates become `2024-03-21`, whole numbers digits; the rest is text. */
type Reading = 'text' | 'date' | 'number';

/** What a row may tell, and what it must: by kind of table, in the words of this server. */
export const tableFields = {
  readers: {
    cardNumber: { reading: 'text', required: true },
    lastName: { reading: 'text', required: true },
    firstName: { reading: 'text', required: false },
    birthDate: { reading: 'date', required: false },
    category: { reading: 'text', required: false },
    library: { reading: 'text', required: false },
    email: { reading: 'text', required: false },
    phone: { reading: 'text', required: false },
    street: { reading: 'text', required: false },
    postcode: { reading: 'text', required: false },
    city: { reading: 'text', required: false },
    joinedOn: { reading: 'date', required: false },
    expiresOn: { reading: 'date', required: false },
    guardianCard: { reading: 'text', required: false },
    sourceId: { reading: 'text', required: false },
    note: { reading: 'text', required: false },
  },
  loans: {
    cardNumber: { reading: 'text', required: true },
    barcode: { reading: 'text', required: true },
    loanedOn: { reading: 'date', required: false },
    dueOn: { reading: 'date', required: true },
    renewals: { reading: 'number', required: false },
    library: { reading: 'text', required: false },
  },
} as const satisfies Record<TableKind, Readonly<Record<string, { reading: Reading; required: boolean }>>>;

export type TableField<Kind extends TableKind = TableKind> = Kind extends TableKind
  ? keyof (typeof tableFields)[Kind] & string
  : never;

/** In what order dates are written; of two digits a year up to 30 is of this century, as the systems meant it. */
export type DateOrder = 'day-month-year' | 'year-month-day' | 'month-day-year';

/** How one source system writes a table: data, so that a new system needs no code. */
export interface TableProfile {
  readonly name: string;
  readonly kind: TableKind;
  /** Field → the headings its column may have, compared without case, marks and punctuation. */
  readonly columns: Partial<Readonly<Record<TableField, readonly string[]>>>;
  readonly dates: DateOrder;
  /** Between cells; without it, the one that the heading line has most. */
  readonly separator?: ';' | ',' | '\t';
}

/** What most French systems call the columns of a table of readers. */
export const usualReaders: TableProfile = {
  name: 'readers',
  kind: 'readers',
  dates: 'day-month-year',
  columns: {
    cardNumber: ['carte', 'n° carte', 'numéro de carte', 'code-barres', 'code barre', 'code lecteur', 'cardnumber', 'empr_cb'],
    lastName: ['nom', 'nom de famille', 'surname', 'last name', 'empr_nom'],
    firstName: ['prénom', 'firstname', 'first name', 'empr_prenom'],
    birthDate: ['date de naissance', 'naissance', 'né le', 'dateofbirth', 'birth date', 'empr_year'],
    category: ['catégorie', 'catégorie lecteur', 'categorycode', 'category', 'empr_categ'],
    library: ['bibliothèque', 'site', 'annexe', 'branchcode', 'library', 'empr_location'],
    email: ['e-mail', 'email', 'mail', 'courriel', 'adresse électronique', 'empr_mail'],
    phone: ['téléphone', 'tél', 'portable', 'mobile', 'phone', 'empr_tel1'],
    street: ['adresse', 'rue', 'address', 'street', 'empr_adr1'],
    postcode: ['code postal', 'cp', 'zipcode', 'postcode', 'empr_cp'],
    city: ['ville', 'commune', 'city', 'empr_ville'],
    joinedOn: ["date d'inscription", 'inscription', 'dateenrolled', 'empr_date_adhesion'],
    expiresOn: ["fin d'abonnement", "date d'expiration", 'expiration', 'fin de validité', 'dateexpiry', 'empr_date_expiration'],
    guardianCard: ['carte du responsable', 'responsable', 'guarantor', 'guarantorid'],
    sourceId: ['identifiant', 'id', 'borrowernumber', 'id_empr'],
    note: ['note', 'remarque', 'commentaire', 'borrowernotes', 'empr_msg'],
  },
}; // prettier-ignore

/** The same for a table of loans in progress. */
export const usualLoans: TableProfile = {
  name: 'loans',
  kind: 'loans',
  dates: 'day-month-year',
  columns: {
    cardNumber: ['carte', 'n° carte', 'numéro de carte', 'code lecteur', 'lecteur', 'cardnumber', 'empr_cb'],
    barcode: ['exemplaire', 'code-barres', "code-barres de l'exemplaire", 'code exemplaire', 'barcode', 'expl_cb'],
    loanedOn: ['date de prêt', 'prêté le', 'issuedate', 'loaned on', 'pret_date'],
    dueOn: ['date de retour', 'retour prévu', 'retour prévu le', 'date_due', 'due date', 'pret_retour'],
    renewals: ['prolongations', 'nombre de prolongations', 'renewals', 'renewals_count', 'cpt_prolongation'],
    library: ['bibliothèque', 'site', 'annexe', 'branchcode', 'library'],
  },
}; // prettier-ignore
