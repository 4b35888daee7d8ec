/**
 * What was doubtful in a catalogue file and what was done about it, in the person's language. A doubt newer than this app
 * is told by the server's own sentence.
 */
import type { ImportWarningCode } from '../../../lib/protocol/catalogue-upload.ts'
import type { Language } from '../../_ui/language.ts'
import { defineWords, say } from '../../_ui/words-engine.ts'
import type { ImportWarning } from './import-report.ts'

export const warningWords = defineWords('officeImportWarnings', {
  ru: {
    missingId: '{{element}} без Ид: пропущено.',
    idTooLong: '{{element}}: Ид длиннее {{limit}} знаков, пропущено.',
    missingName: '{{element}} {{id}} без Наименования.',
    badNumber: '{{field}} «{{given}}» — не число: загружено без него.',
    ambiguousNumber: '{{field}} «{{given}}» можно прочесть двояко: загружено без него.',
    numberTooLarge: '{{field}} «{{given}}» — слишком большое число: загружено без него.',
    negative: '{{field}} «{{given}}» меньше нуля: загружено без него.',
    rounded: '{{field}} «{{given}}»: знаков после запятой больше, чем хранится, округлено.',
    priceWithoutType: 'Цена без ИдТипаЦены: пропущена.',
    priceWithoutAmount: 'Цена без ЦенаЗаЕдиницу: пропущена.',
    stockWithoutWarehouse: 'В строке остатка не назван склад: пропущена.',
    stockWithoutQuantity: 'В строке остатка склада {{warehouse}} нет количества: пропущена.',
    unknownCurrency: 'Валюта «{{given}}» неизвестна: пока её не сопоставили, её цены не действуют.',
    unknownVat: 'Ставка НДС «{{given}}» непонятна.',
    cut: '{{field}} длиннее {{limit}} знаков: обрезано.',
    tooMany: '{{field}}: больше {{limit}} записей, остальные пропущены.',
    notRead: '<{{element}}> — не часть каталога: пропущено.',
    notListed: 'Ещё замечаний, которых нет в списке: {{count}}.',
  },
  en: {
    missingId: '{{element}} without Ид: left out.',
    idTooLong: '{{element}}: an Ид longer than {{limit}} characters, left out.',
    missingName: '{{element}} {{id}} has no Наименование.',
    badNumber: '{{field}} “{{given}}” is not a number: loaded without it.',
    ambiguousNumber: '{{field}} “{{given}}” can be read in two ways: loaded without it.',
    numberTooLarge: '{{field}} “{{given}}” is too large: loaded without it.',
    negative: '{{field}} “{{given}}” is below zero: loaded without it.',
    rounded: '{{field}} “{{given}}” has more digits than are kept: rounded.',
    priceWithoutType: 'Цена without ИдТипаЦены: left out.',
    priceWithoutAmount: 'Цена without ЦенаЗаЕдиницу: left out.',
    stockWithoutWarehouse: 'A stock row names no warehouse: left out.',
    stockWithoutQuantity: 'The stock row of warehouse {{warehouse}} has no quantity: left out.',
    unknownCurrency: 'The currency “{{given}}” is not known: until it is mapped, its prices are not used.',
    unknownVat: 'The VAT rate “{{given}}” is not understood.',
    cut: '{{field}} is longer than {{limit}} characters: cut.',
    tooMany: '{{field}}: more than {{limit}} entries, the rest is left out.',
    notRead: '<{{element}}> is no part of a catalogue: skipped.',
    notListed: 'More remarks than are listed: {{count}}.',
  },
})

/** Does not compile while a code has no sentence. */
const everyCode: Record<ImportWarningCode, string> = warningWords.ru

export function warningSentence({ code, params, text }: Omit<ImportWarning, 'line'>, inLanguage: Language): string {
  if (!(code in everyCode)) return text
  // The params come from the wire: a sentence shows an empty place for one that another server does not send.
  const sentence = say(warningWords, inLanguage) as (key: ImportWarningCode, params: ImportWarning['params']) => string
  return sentence(code as ImportWarningCode, params)
}
