/** The only door to the server's code, and for types alone: what the admin API says under /api/v1. */
export type {
  ActivityLine,
  DeviceView,
  LibraryView,
  ListView,
  Problem,
  Role,
  SessionView,
  SignInRequest,
  StreamReady,
  StreamTopicName,
  TodayView,
} from '../../../../protocol-servers/admin-api/contract';
export type {
  ExchangePageView,
  ExchangeView,
  LiveDevicesView,
  LiveDeviceView,
  MessageView,
  TranscriptView,
  TrialRequestView,
  TrialView,
} from '../../../../protocol-servers/admin-api/contract-terminals';
export type {
  BudgetsView,
  CommuneBudgetRequest,
  FigureFileForm,
  FigureSetView,
  FigureView,
  PeriodFiguresView,
  StatisticsTable,
  StatisticsView,
} from '../../../../protocol-servers/admin-api/contract-figures';
export type { SystemView } from '../../../../protocol-servers/admin-api/contract-system';
export type {
  AccountRequest,
  AccountSheetView,
  AccountView,
  EnrolledView,
  EnrolmentView,
  NewAccountRequest,
  OneTimePasswordView,
  OwnAccountView,
  OwnPasswordRequest,
  RecoveryCodesView,
  SessionLineView,
} from '../../../../protocol-servers/admin-api/contract-accounts';
export type {
  JournalExportRequest,
  JournalExportView,
  JournalFamilyCode,
  JournalLineView,
  JournalPageView,
  JournalSheetView,
  JournalVerdictView,
} from '../../../../protocol-servers/admin-api/contract-journal';
export type {
  FilterScopeName,
  FilteredListName,
  SaveFilterRequest,
  SavedFilterView,
  SavedFiltersView,
} from '../../../../protocol-servers/admin-api/contract-filters';
export type { AlertView, QuickSearchView } from '../../../../protocol-servers/admin-api/contract-alerts';
export type {
  DeskReaderView,
  DeskScanRequest,
  DeskScanView,
  DeskUndoRequest,
  DeskUndoView,
} from '../../../../protocol-servers/admin-api/contract-desk';
export type {
  ItemSheetView,
  LoanView,
  RenewAllView,
  ItemStatusRequest,
  ItemStatusView,
  ReturnView,
} from '../../../../protocol-servers/admin-api/contract-loans';
export type {
  BlockKindView as BlockKind,
  BlockEffects,
  BlockRequestBody,
  BlockView,
  CreatedView,
  ErasurePreviewView,
  PatronAccountView,
  PatronActKind,
  PatronActView,
  PatronCategoryView,
  PatronDataView,
  PatronDetailsRequest,
  PatronHistoryView,
  PatronLineView,
  PatronListView,
  PatronView,
  RegisterPatronRequest,
  ReplaceCardRequest,
} from '../../../../protocol-servers/admin-api/contract-patrons';
export type {
  ExplanationView,
  CalendarRequest,
  CalendarView,
  HoursView,
  ItemTypeCode,
  OpeningsView,
  PolicyRequest,
  PolicyView,
  SimulationRequest,
  SimulationView,
} from '../../../../protocol-servers/admin-api/contract-terms';
export type {
  EditingLockView,
  FieldDifferenceView,
  FindingView,
  MarcFieldView,
  MarcView,
  MergePreviewView,
  NetworkRulesView,
  RecordSheetView,
  SplitView,
  VersionSheetView,
  VersionView,
} from '../../../../protocol-servers/admin-api/contract-cataloguing';
export type {
  CopyChangeView,
  CopyEventView,
  CopySheetView,
} from '../../../../protocol-servers/admin-api/contract-copies';
export type { ExportOrder, ExportView } from '../../../../protocol-servers/admin-api/contract-exports';
export type {
  CopySituationView,
  FoundRecordView,
  ItemStatusCode,
  NarrowingIndexCode,
  SearchFacetView,
  SearchView,
} from '../../../../protocol-servers/admin-api/contract-search';
export type {
  AuthorityLineView,
  AuthorityMergePreviewView,
  AuthorityTypeCode,
  AuthorityView,
  HeadingProposalView,
  LinkedRecordView,
  RecordAuthorityView,
  UnlinkedView,
} from '../../../../protocol-servers/admin-api/contract-authorities';
export type {
  NewResourceRequest,
  ReadinessSummaryView,
  ReadinessView,
  RecordResourceView,
  ResourceReadinessView,
  ResourceDetailsRequest,
  ResourceLineView,
  ResourceLinkView,
  ResourceSheetView,
  UsageCountsView,
  UsageFileRequest,
  UsageImportView,
  UsageReportView,
  UsageYearView,
} from '../../../../protocol-servers/admin-api/contract-digital';
export type {
  AudienceCode,
  ResourceAccessCode,
  ResourceTypeCode,
} from '../../../../protocol-servers/admin-api/contract-harvest';
export type {
  CancelHoldRequest,
  EndedOnShelfView,
  HeldCopyView,
  HoldExplanationView,
  HoldState,
  HoldView,
  PlaceHoldRequest,
  PullLineView,
  PullPrintView,
} from '../../../../protocol-servers/admin-api/contract-holds';
export type {
  CrateLineView,
  CrateSheetView,
  CrateSummaryView,
  CrateView,
  DiscrepancyView,
  DispatchView,
  LateTransitView,
  MovingItemView,
  ReceptionRequest,
  ReceptionView,
  ResolutionRequest,
  ShuttleRouteView,
  ShuttleRunView,
} from '../../../../protocol-servers/admin-api/contract-navette';
export type {
  CalendarImpactView,
  ClosingRequest,
  PolicyImpactRequest,
  PolicyImpactView,
  PolicyMatrixView,
} from '../../../../protocol-servers/admin-api/contract-impact';
export type {
  LibraryCheckView,
  LibraryContactView,
  LibraryLifeView,
  LibraryTransitionRequest,
} from '../../../../protocol-servers/admin-api/contract-life';
export type {
  OfflineBatchRequest,
  OfflineExceptionView,
  OfflineLineRequest,
  OfflineLineView,
  OfflineReportView,
} from '../../../../protocol-servers/admin-api/contract-offline';
export type {
  BatchStateCode,
  BatchStepCode,
  BatchView,
  ClaimView,
  ComparisonView,
  DecisionRequest,
  FieldView as MarcTextView,
  FilePartRequest,
  FileRequest,
  FileView,
  FindingView as ImportFindingView,
  LineView as BatchLineView,
  OpenBatchRequest,
  ReportView as ImportReportView,
  ReviewQueueView,
  SourceProfileView,
  TriedProfileView,
  UndoingView,
} from '../../../../protocol-servers/admin-api/contract-migration';

export type {
  HarvestNoteView,
  HarvestOrder,
  HarvestRunView,
  HarvestSourceRequest,
  HarvestSourceView,
  IdentifyRequest,
  IdentifyView,
  SweepDecisionRequest,
} from '../../../../protocol-servers/admin-api/contract-harvest';

export type {
  CarrierCode,
  FormatView,
  RecordPreviewView,
  RepositoryRequest,
  RepositoryView,
  SetConditionsView,
  SetEstimateView,
  SetRequest,
  SetRuleView,
  SetView,
} from '../../../../protocol-servers/admin-api/contract-dissemination';
export type {
  ProtocolServedView,
  QueryTrialRequest,
  QueryTrialView,
  ServedSettingsView,
  ServedView,
} from '../../../../protocol-servers/admin-api/contract-served';

export type {
  DeviceChangeRequest,
  DeviceWithSecretView,
  NewDeviceRequest,
  ProfileView,
  ReadyProfileView,
  RegisteredDeviceView,
  WordsView,
} from '../../../../protocol-servers/admin-api/contract-devices';
export type { SortBinsView, SortRuleView } from '../../../../protocol-servers/admin-api/contract-sorting';

/** Where the admin API lives, on the origin that served the console. */
export const apiRoot = '/api/v1';
