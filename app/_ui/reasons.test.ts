import { describe, expect, it } from 'vitest'
import type { HoldCause, Params } from '../../lib/domain/operation.ts'
import { refusalReasons, type RefusalReason } from '../../lib/domain/refusal.ts'
import { languages } from './language.ts'
import { createReasons, reasonWords } from './reasons.ts'

const told: Params = {
  path: 'lines.0',
  product: 'Вода «Родник», 19 л',
  state: 'completed',
  by: 'Ольга Крылова',
  at: Date.UTC(2026, 5, 1, 9, 30),
  dueMinor: 29_000,
  tender: 'card',
  balanceMinor: 10_000,
  neededMinor: 29_000,
  balance: 12,
  needed: 40,
  number: 7,
  leftMilli: 2_000,
  name: 'Смирнова Елена',
}
const cyrillic = /[а-яё]/i

describe.each(languages)('reasons in %s', (language) => {
  const reasons = createReasons(language)

  function expectSentence(sentence: string): void {
    expect(sentence).toMatch(/^[A-ZА-ЯЁ].*\S\.$/u) // begins like a sentence and ends like one
    expect(sentence).not.toMatch(/\{\{|\}\}|undefined|NaN|null/)
  }

  it.each(refusalReasons)('%s is a sentence with everything it is told', (reason) => {
    const sentence = reasons.refusal(reason, told)
    expectSentence(sentence)
    expect(sentence).not.toContain('…')
    expect(cyrillic.test(sentence.replaceAll(/Вода «Родник», 19 л|Ольга Крылова|Смирнова Елена/g, ''))).toBe(
      language === 'ru',
    )
  })

  it.each(refusalReasons)('%s is readable when an older server tells nothing', (reason) => {
    expectSentence(reasons.refusal(reason, {}))
  })

  it.each<HoldCause | 'somethingNew'>(['fault', 'actor', 'schema', 'somethingNew'])('held for %s', (cause) => {
    expectSentence(reasons.hold(cause as HoldCause))
  })

  it('says a state, a tender and money in words', () => {
    expect(reasons.refusal('notDraft', { ...told, state: 'inDelivery' })).not.toContain('inDelivery')
    expect(reasons.refusal('tenderNotPossible', { tender: 'card' })).toMatch(/: (картой|карта|card)\.$/)
    const back = reasons.refusal('tenderNotBack', { tender: 'points' })
    expect(back).toMatch(/вернуть нельзя: баллы\.|given back this way: points\./)
    expect(back).not.toMatch(/платить|paying/)
    expect(reasons.refusal('depositTooSmall', told)).toMatch(/100.*290/)
  })
})

describe('reasons', () => {
  it('use every parameter they could be told: a misspelt one would show as a gap', () => {
    const names = new Set([...Object.keys(told), 'who', 'count'])
    for (const words of [reasonWords.ru, reasonWords.en] as Record<string, string>[])
      for (const [key, sentence] of Object.entries(words))
        for (const [, name] of sentence.matchAll(/\{\{(\w+)\}\}/g)) expect(names, `${key}: ${name}`).toContain(name)
  })

  it('name who was first (GB5), and that it was nobody when the server accepted by itself (GA8)', () => {
    const russian = createReasons('ru')
    const notDraft = (by: string) =>
      russian.refusal('notDraft' satisfies RefusalReason, { ...told, state: 'accepted', by })
    expect(notDraft('Ольга Крылова')).toMatch(/^Заказ уже не черновик: принят — Ольга Крылова, .*:30\.$/)
    expect(notDraft('')).toMatch(/^Заказ уже не черновик: принят — автоматически, .*:30\.$/)
  })

  it('do not show the number of a product that is in no catalogue any more', () => {
    const product = '9d2a7a6e-5f0b-4c55-8a44-2f6f4f0f9c11#0b7c'
    expect(createReasons('ru').refusal('unknownProduct', { product })).toBe(
      'Товара больше нет в каталоге: один из товаров.',
    )
  })
})
