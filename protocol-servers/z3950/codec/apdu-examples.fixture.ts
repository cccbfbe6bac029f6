import { Buffer } from 'node:buffer';
import type { Apdu } from './index.ts';

const utf8 = (text: string): Buffer => Buffer.from(text);
const hex = (text: string): Buffer => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');

/** Every APDU once or more: what it says, and its bytes, written by hand from the ASN.1 or as YAZ and Zebra send them. */
export const examples: readonly { readonly bytes: Buffer; readonly apdu: Apdu }[] = [
  {
    // version 1 to 3, search, present, delSet, scan, sort, ES, namedResultSets, negotiation; idPass u / p
    bytes: hex(
      'b4 28  82 01 72  83 02 00 e0  84 04 00 e9 a2 40  85 02 04 00  86 02 08 00' +
        ' a7 08 30 06 81 01 75 82 01 70  9f 6e 02 38 31  9f 6f 01 5a',
    ),
    apdu: {
      name: 'initRequest',
      message: {
        referenceId: utf8('r'),
        protocolVersion: [0, 1, 2],
        options: [0, 1, 2, 4, 7, 8, 10, 14, 17],
        preferredMessageSize: 1024,
        exceptionalRecordSize: 2048,
        idAuthentication: { idPass: { userId: 'u', password: 'p' } },
        implementationId: '81',
        implementationName: 'Z',
      },
    },
  },
  {
    bytes: hex('b4 1b  83 02 00 c0  84 02 00 c0  85 01 7f  86 02 00 c8  a7 0a 1a 08 5a 33 39 35 30 2f 5a 31'),
    apdu: {
      name: 'initRequest',
      message: {
        protocolVersion: [0, 1],
        options: [0, 1],
        preferredMessageSize: 127,
        exceptionalRecordSize: 200,
        idAuthentication: { open: 'Z3950/Z1' },
      },
    },
  },
  {
    bytes: hex('b5 14  83 02 00 e0  84 03 00 c0 02  85 02 04 00  86 02 04 00  8c 01 01'),
    apdu: {
      name: 'initResponse',
      message: {
        protocolVersion: [0, 1, 2],
        options: [0, 1, 14],
        preferredMessageSize: 1024,
        exceptionalRecordSize: 1024,
        result: true,
      },
    },
  },
  {
    // @and @attr 1=4 voyage @attr 1=1003 hugo in Default, set 1
    bytes: hex(
      'b6 64  8d 01 00  8e 01 01  8f 01 00  90 01 01  91 01 31  b2 0a 9f 69 07 44 65 66 61 75 6c 74' +
        ' b5 47  a1 45  06 07 2a 86 48 ce 13 03 01  a1 3a' +
        ' a0 19 bf 66 16  bf 2c 0a 30 08 9f 78 01 01 9f 79 01 04' +
        ' 9f 2d 06 76 6f 79 61 67 65' +
        ' a0 18 bf 66 15  bf 2c 0b 30 09 9f 78 01 01 9f 79 02 03 eb  9f 2d 04 68 75 67 6f' +
        ' bf 2e 02 80 00',
    ),
    apdu: {
      name: 'searchRequest',
      message: {
        smallSetUpperBound: 0,
        largeSetLowerBound: 1,
        mediumSetPresentNumber: 0,
        replaceIndicator: true,
        resultSetName: '1',
        databaseNames: ['Default'],
        query: {
          type1: {
            attributeSet: '1.2.840.10003.3.1',
            steps: [
              { kind: 'term', attributes: [{ type: 1, value: 4 }], term: { type: 'general', text: 'voyage' } },
              { kind: 'term', attributes: [{ type: 1, value: 1003 }], term: { type: 'general', text: 'hugo' } },
              { kind: 'and' },
            ],
          },
        },
      },
    },
  },
  {
    // type-104: EXTERNAL whose tag is the query's own, CQL as a GeneralString
    bytes: hex(
      'b6 37  8d 01 00  8e 01 01  8f 01 00  90 01 01  91 01 31  b2 0a 9f 69 07 44 65 66 61 75 6c 74' +
        ' b5 1a bf 68 17 06 07 2a 86 48 ce 13 10 02 a0 0c 1b 0a 64 63 2e 74 69 74 6c 65 3d 78',
    ),
    apdu: {
      name: 'searchRequest',
      message: {
        smallSetUpperBound: 0,
        largeSetLowerBound: 1,
        mediumSetPresentNumber: 0,
        replaceIndicator: true,
        resultSetName: '1',
        databaseNames: ['Default'],
        query: {
          type104: {
            directReference: '1.2.840.10003.16.2',
            singleASN1Type: hex('1b 0a 64 63 2e 74 69 74 6c 65 3d 78'),
          },
        },
      },
    },
  },
  {
    // Zebra's refusal of a database: referenceId abc, diagnostic 109, addinfo "nope" as version 2 writes it
    bytes: hex(
      'b7 2a 82 03 61 62 63 97 01 00 98 01 00 99 01 00 96 01 00 9a 01 03' +
        ' bf 81 02 12 06 07 2a 86 48 ce 13 04 01 02 01 6d 1a 04 6e 6f 70 65',
    ),
    apdu: {
      name: 'searchResponse',
      message: {
        referenceId: utf8('abc'),
        resultCount: 0,
        numberOfRecordsReturned: 0,
        nextResultSetPosition: 0,
        searchStatus: false,
        resultSetStatus: 3,
        records: {
          nonSurrogateDiagnostic: { diagnosticSetId: '1.2.840.10003.4.1', condition: 109, addinfo: 'nope' },
        },
      },
    },
  },
  {
    bytes: hex('b8 19 9f 1f 01 32 9e 01 01 9d 01 02 b3 03 80 01 46 9f 68 07 2a 86 48 ce 13 05 01'),
    apdu: {
      name: 'presentRequest',
      message: {
        resultSetId: '2',
        resultSetStartPoint: 1,
        numberOfRecordsRequested: 2,
        simple: { genericElementSetName: 'F' },
        preferredRecordSyntax: '1.2.840.10003.5.1',
      },
    },
  },
  {
    // CompSpec as ZOOM's option schema sends it: uri [300]
    bytes: hex('b8 1d 9f 1f 01 31 9e 01 01 9d 01 01 bf 81 51 0f 81 01 00 a2 0a 9f 82 2c 02 64 63 a2 02 81 00'),
    apdu: {
      name: 'presentRequest',
      message: {
        resultSetId: '1',
        resultSetStartPoint: 1,
        numberOfRecordsRequested: 1,
        complex: {
          selectAlternativeSyntax: false,
          generic: { schema: { uri: 'dc' }, elementSpec: { elementSetName: '' } },
        },
      },
    },
  },
  {
    // one UNIMARC record of three bytes, then a surrogate diagnostic 14
    bytes: hex(
      'b9 45  98 01 02  99 01 00  9b 01 00  bc 3a' +
        ' 30 19 80 02 44 62 a1 13 a1 11 28 0f 06 07 2a 86 48 ce 13 05 01 81 04 30 30 30 1d' +
        ' 30 1d 80 07 44 65 66 61 75 6c 74 a1 12 a2 10 30 0e 06 07 2a 86 48 ce 13 04 01 02 01 0e 1a 00',
    ),
    apdu: {
      name: 'presentResponse',
      message: {
        numberOfRecordsReturned: 2,
        nextResultSetPosition: 0,
        presentStatus: 0,
        records: {
          responseRecords: [
            {
              name: 'Db',
              record: { retrievalRecord: { directReference: '1.2.840.10003.5.1', octetAligned: utf8('000\x1d') } },
            },
            {
              name: 'Default',
              record: {
                surrogateDiagnostic: {
                  defaultFormat: { diagnosticSetId: '1.2.840.10003.4.1', condition: 14, addinfo: '' },
                },
              },
            },
          ],
        },
      },
    },
  },
  {
    bytes: hex('ba 0a 9f 20 01 00 30 04 9f 1f 01 31'),
    apdu: { name: 'deleteResultSetRequest', message: { deleteFunction: 0, resultSetList: ['1'] } },
  },
  {
    bytes: hex('bb 14 82 03 61 62 63 80 01 00 a1 0a 30 08 9f 1f 01 31 9f 21 01 00'),
    apdu: {
      name: 'deleteResultSetResponse',
      message: {
        referenceId: utf8('abc'),
        deleteOperationStatus: 0,
        deleteListStatuses: [{ id: '1', status: 0 }],
      },
    },
  },
  { bytes: hex('bc 04 9f 25 01 3f'), apdu: { name: 'accessControlRequest', message: { simpleForm: utf8('?') } } },
  { bytes: hex('bd 04 9f 26 01 21'), apdu: { name: 'accessControlResponse', message: { simpleForm: utf8('!') } } },
  {
    bytes: hex('be 08 9f 27 01 01 9f 2a 01 01'),
    apdu: { name: 'resourceControlRequest', message: { suspendedFlag: true, responseRequired: true } },
  },
  {
    bytes: hex('bf 1f 04 9f 2c 01 01'),
    apdu: { name: 'resourceControlResponse', message: { continueFlag: true } },
  },
  {
    bytes: hex('bf 20 07 82 01 39 9f 2e 01 03'),
    apdu: { name: 'triggerResourceControlRequest', message: { referenceId: utf8('9'), requestedAction: 3 } },
  },
  { bytes: hex('bf 21 03 82 01 37'), apdu: { name: 'resourceReportRequest', message: { referenceId: utf8('7') } } },
  {
    bytes: hex('bf 22 04 9f 32 01 02'),
    apdu: { name: 'resourceReportResponse', message: { resourceReportStatus: 2 } },
  },
  {
    // scan of the title index from "voy", twenty terms
    bytes: hex(
      'bf 23 34 a3 0a 9f 69 07 64 65 66 61 75 6c 74 06 07 2a 86 48 ce 13 03 01 bf 66 13' +
        ' bf 2c 0a 30 08 9f 78 01 01 9f 79 01 04 9f 2d 03 76 6f 79' +
        ' 85 01 00 86 01 14 87 01 01',
    ),
    apdu: {
      name: 'scanRequest',
      message: {
        databaseNames: ['default'],
        attributeSet: '1.2.840.10003.3.1',
        termListAndStartPoint: { attributes: [{ type: 1, value: 4 }], term: { general: utf8('voy') } },
        stepSize: 0,
        numberOfTermsRequested: 20,
        preferredPositionInResponse: 1,
      },
    },
  },
  {
    bytes: hex(
      'bf 24 27 83 01 00 84 01 05 85 01 01 86 01 01 a7 19 a1 17 a1 15' +
        ' 9f 2d 06 56 6f 79 61 67 65 80 06 56 6f 79 61 67 65 82 02 0a e8',
    ),
    apdu: {
      name: 'scanResponse',
      message: {
        stepSize: 0,
        scanStatus: 5,
        numberOfEntriesReturned: 1,
        positionOfTerm: 1,
        entries: {
          entries: [
            { termInfo: { term: { general: utf8('Voyage') }, displayTerm: 'Voyage', globalOccurrences: 2792 } },
          ],
        },
      },
    },
  },
  {
    // yaz-client: sort 1=4 ia
    bytes: hex(
      'bf 2b 30 a3 03 1b 01 31 84 01 31 a5 26 30 24 a1 18 a2 16 06 07 2a 86 48 ce 13 03 01' +
        ' bf 2c 0a 30 08 9f 78 01 01 9f 79 01 04 81 01 00 82 01 01 a3 02 82 00',
    ),
    apdu: {
      name: 'sortRequest',
      message: {
        inputResultSetNames: ['1'],
        sortedResultSetName: '1',
        sortSequence: [
          {
            sortElement: {
              generic: { sortAttributes: { id: '1.2.840.10003.3.1', list: [{ type: 1, value: 4 }] } },
            },
            sortRelation: 0,
            caseSensitivity: 1,
            missingValueAction: { null: true },
          },
        ],
      },
    },
  },
  {
    bytes: hex('bf 2c 03 83 01 00'),
    apdu: { name: 'sortResponse', message: { sortStatus: 0 } },
  },
  {
    bytes: hex('bf 2d 05 98 01 00 a0 00'),
    apdu: { name: 'segmentRequest', message: { numberOfRecordsReturned: 0, segmentRecords: [] } },
  },
  {
    // Item Order, its parameters left as they came
    bytes: hex(
      'bf 2e 21 83 01 01 84 07 2a 86 48 ce 13 09 04 aa 10 06 07 2a 86 48 ce 13 09 04 a0 05 a1 03 81 01 00 8b 01 02',
    ),
    apdu: {
      name: 'extendedServicesRequest',
      message: {
        function: 1,
        packageType: '1.2.840.10003.9.4',
        taskSpecificParameters: { directReference: '1.2.840.10003.9.4', singleASN1Type: hex('a1 03 81 01 00') },
        waitAction: 2,
      },
    },
  },
  {
    bytes: hex('bf 2f 19 83 01 03 a4 14 30 12 06 07 2a 86 48 ce 13 04 01 02 02 03 ec 1a 03 70 61 78'),
    apdu: {
      name: 'extendedServicesResponse',
      message: {
        operationStatus: 3,
        diagnostics: [{ defaultFormat: { diagnosticSetId: '1.2.840.10003.4.1', condition: 1004, addinfo: 'pax' } }],
      },
    },
  },
  {
    bytes: hex('bf 30 05 9f 81 53 01 00'),
    apdu: { name: 'close', message: { closeReason: 0 } },
  },
];
