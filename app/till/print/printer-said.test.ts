import { describe, expect, it } from 'vitest'
import { say } from '../../_ui/words-engine.ts'
import { printerSaid } from './printer-said.ts'
import { printWords } from './words.ts'

const t = say(printWords, 'ru')

describe('the printer’s state in words', () => {
  it.each([
    [{ kind: 'blocked', obstacle: 'paperOut' }, 'Нет бумаги', /Вставьте рулон/],
    [{ kind: 'blocked', obstacle: 'coverOpen' }, 'Открыта крышка', /Закройте крышку/],
    [{ kind: 'silent' }, 'Принтер не отвечает', /Включите принтер/],
    [{ kind: 'missing' }, 'Принтера нет на связи', /кабель/],
  ] as const)('%j says what to do', (state, word, todo) => {
    const said = printerSaid(state, true)
    expect(said.tone).toBe('red')
    expect(t(said.word)).toBe(word)
    expect(said.todo && t(said.todo)).toMatch(todo)
  })

  it('asks nothing of anybody when it is ready, still loading, or was never set up', () => {
    expect(printerSaid({ kind: 'ready', paperLow: false }, true)).toMatchObject({ tone: 'green', todo: null })
    expect(printerSaid(null, true)).toMatchObject({ tone: 'grey', todo: null })
    expect(printerSaid({ kind: 'ready', paperLow: true }, false)).toMatchObject({ word: 'notSetUp', toPage: true })
  })

  it('warns of the end of the roll before it comes', () => {
    expect(printerSaid({ kind: 'ready', paperLow: true }, true)).toMatchObject({ word: 'paperLow', tone: 'amber' })
  })
})
