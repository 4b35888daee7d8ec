import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { byCode } from './use-find-receipt.ts'

const receipt = { id: 'b:1:1', totalMinor: 500 } as Receipt
const coded = { receiptId: 'b:1:1', at: 0, totalMinor: 500, tender: null, lines: [] }
const proved = { kind: 'proved', receipt: coded, tillName: 'Касса 2' } as const
const found = { found: [{ receipt, returned: { l1: 5 } }], tooOld: 0 }
const none = { found: [], tooOld: 0 }

describe('what a scanned code leads to', () => {
  it.each([
    ['the server knows it: its word counts, also against the paper', found, receipt, { kind: 'found', seen: 'server' }],
    ['nobody answers: the signed paper', 'offline' as const, receipt, { seen: 'paper', said: 'seenOnPaperOffline' }],
    [
      'too many questions: the signed paper',
      'limited' as const,
      receipt,
      { seen: 'paper', said: 'seenOnPaperOffline' },
    ],
    ['that till has not sent it yet: the signed paper', none, receipt, { seen: 'paper', said: 'seenOnPaperNotSent' }],
    [
      'too old is too old, whatever the paper says',
      { found: [], tooOld: 1 },
      receipt,
      { said: 'receiptTooOld', byHand: null },
    ],
    [
      'signed without its lines: by hand, not more than its sum',
      'timeout' as const,
      null,
      { said: 'paperWithoutLines', byHand: { receiptId: 'b:1:1', totalMinor: 500 } },
    ],
  ])('%s', (_, answer, paper, expected) => expect(byCode(answer, proved, paper)).toMatchObject(expected))

  it('one that proves nothing is found at the server, or typed by hand for this receipt', () => {
    const named = { kind: 'named', receiptId: 'b:1:1', why: 'unknownTill' } as const
    expect(byCode(found, named, null)).toMatchObject({ kind: 'found', seen: 'server', counted: { l1: 5 } })
    expect(byCode('offline', named, null)).toMatchObject({ said: 'tillUnknownHere', byHand: { receiptId: 'b:1:1' } })
    expect(byCode(none, { ...named, why: 'unsigned' }, null)).toMatchObject({ said: 'paperUnsigned' })
  })
})
