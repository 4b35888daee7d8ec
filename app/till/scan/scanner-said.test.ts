import { describe, expect, it } from 'vitest'
import { say } from '../../_ui/words-engine.ts'
import { scannerSaid } from './scanner-said.ts'
import { shownControl } from './shown-control.ts'
import { scanWords } from './words.ts'

const t = say(scanWords, 'ru')

describe('the scanner’s state in words', () => {
  it.each([
    [{ kind: 'missing' }, 'red', /кабель/],
    [{ kind: 'busy' }, 'red', /Закройте другую программу/],
    [{ kind: 'elsewhere' }, 'grey', /Щёлкните в этом окне/],
    [{ kind: 'waitsForScan' }, 'amber', /любой код/],
    [{ kind: 'listening', isUnreadable: true }, 'amber', /скорость/],
    [{ kind: 'failed' }, 'red', /заново/],
  ] as const)('%j says what to do', (look, tone, todo) => {
    const said = scannerSaid(look, true)
    expect(said.tone).toBe(tone)
    expect(said.todo && t(said.todo)).toMatch(todo)
  })

  it('asks nothing of anybody when it is ready, or there is none', () => {
    expect(scannerSaid({ kind: 'listening', isUnreadable: false }, true)).toMatchObject({ tone: 'green', todo: null })
    expect(scannerSaid({ kind: 'missing' }, false)).toEqual({ word: 'scannerNone', todo: null, tone: 'grey' })
  })
})

it('what cannot be seen in a code is shown', () => {
  expect(shownControl(']C101046\u001d10A 7\r')).toBe(']C101046␝10A␣7␍')
})
