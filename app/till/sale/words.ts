/** Words of the sale being made. */
import { defineWords } from '../../_ui/words-engine.ts'

export const saleWords = defineWords('tillSale', {
  ru: {
    shiftNumber: 'Смена {{number}}',
  },
  en: {
    shiftNumber: 'Shift {{number}}',
  },
})
