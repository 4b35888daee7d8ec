/** Words of the list of receipts. */
import { defineWords } from '../../_ui/words-engine.ts'

export const receiptsWords = defineWords('tillReceipts', {
  ru: {
    receipts_one: '{{count}} чек',
    receipts_few: '{{count}} чека',
    receipts_many: '{{count}} чеков',
  },
  en: {
    receipts_one: '{{count}} receipt',
    receipts_other: '{{count}} receipts',
  },
})
