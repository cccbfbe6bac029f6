/** The only door to the server's code, and for types alone: what the admin API says under /api/v1. */
export type {
  ActivityLine,
  BlockKindView as BlockKind,
  CopyView,
  DeskReaderView,
  DeskScanRequest,
  DeskScanView,
  DeskUndoRequest,
  DeskUndoView,
  DeviceView,
  ExplanationView,
  LibraryView,
  ListView,
  Problem,
  RenewAllView,
  Role,
  SessionView,
  SignInRequest,
  TodayView,
} from '../../../../protocol-servers/admin-api/contract';

/** Where the admin API lives, on the origin that served the console. */
export const apiRoot = '/api/v1';
