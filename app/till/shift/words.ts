/** Words of the shift. */
import { defineWords } from '../../_ui/words-engine.ts'

export const shiftWords = defineWords('tillShift', {
  ru: {
    noShift: 'Смена не открыта',
    shiftNumber: 'Смена {{number}}',
  },
  en: {
    noShift: 'No shift is open',
    shiftNumber: 'Shift {{number}}',
  },
})
