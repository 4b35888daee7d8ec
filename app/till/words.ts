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
    keyLock: 'Закрыть кассу на ПИН, сменить кассира',
    digits: 'Цифры',
    erase: 'Стереть цифру',

    locked: 'Касса закрыта на ПИН',
    lockedText: 'Начатый чек цел. Введите свой ПИН; другой кассир входит под своим именем, чек остаётся.',
    unlock: 'Открыть',
    otherCashier: 'Другой кассир',
    lockAfter: 'Закрывать на ПИН',
    lockAfterMinutes_one: 'через {{count}} минуту',
    lockAfterMinutes_few: 'через {{count}} минуты',
    lockAfterMinutes_many: 'через {{count}} минут',
    lockNever: 'не закрывать',
  },
  en: {
    sectionSale: 'Sale',
    sectionReceipts: 'Receipts',
    sectionShift: 'Shift',
    keySale: 'Sale',
    keyReceipts: 'Receipts and returns',
    keyShift: 'Shift',
    keyLock: 'Lock the till, change the cashier',
    digits: 'Digits',
    erase: 'Erase a digit',

    locked: 'The till is locked',
    lockedText: 'The receipt that is begun is safe. Enter your PIN; another cashier signs in, the receipt stays.',
    unlock: 'Unlock',
    otherCashier: 'Another cashier',
    lockAfter: 'Lock',
    lockAfterMinutes_one: 'after {{count}} minute',
    lockAfterMinutes_other: 'after {{count}} minutes',
    lockNever: 'never',
  },
})
