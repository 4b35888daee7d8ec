/** Words of the till's frame; its screens have their own. */
import { defineWords } from '../_ui/words-engine.ts'

export const tillWords = defineWords('till', {
  ru: {
    sectionSale: 'Продажа',
    sectionReceipts: 'Чеки',
    sectionShift: 'Смена',
    keySale: 'Продажа',
    keyReceipts: 'Чеки и возврат',
    keyShift: 'Смена',
  },
  en: {
    sectionSale: 'Sale',
    sectionReceipts: 'Receipts',
    sectionShift: 'Shift',
    keySale: 'Sale',
    keyReceipts: 'Receipts and returns',
    keyShift: 'Shift',
  },
})
