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
export type { AlertView, LookUpView } from '../../../../protocol-servers/admin-api/contract-alerts';
export type {
  DeskReaderView,
  DeskScanRequest,
  DeskScanView,
  DeskUndoRequest,
  DeskUndoView,
} from '../../../../protocol-servers/admin-api/contract-desk';
export type {
  OfflineBatchRequest,
  OfflineExceptionView,
  OfflineLineRequest,
  OfflineLineView,
  OfflineReportView,
} from '../../../../protocol-servers/admin-api/contract-offline';
export type { ItemSheetView, LoanView, RenewAllView } from '../../../../protocol-servers/admin-api/contract-loans';
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
export type { ExplanationView } from '../../../../protocol-servers/admin-api/contract-terms';

/** Where the admin API lives, on the origin that served the console. */
export const apiRoot = '/api/v1';
