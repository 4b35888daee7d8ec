/** What a person did, in words: for the tray of every workplace and the office's journal. */
import type { ActKind } from './use-workplace.ts'
import type { Language } from './language.ts'
import { defineWords, say } from './words-engine.ts'

const operationWords = defineWords('operations', {
  ru: {
    'order.submit': 'Заказ оформлен',
    'order.withdraw': 'Заказ отозван',
    'order.accept': 'Заказ принят',
    'order.decline': 'Заказ отклонён',
    'order.void': 'Заказ аннулирован',
    'order.cancelRest': 'Остаток заказа отменён',
    'order.deliverLine': 'Отмечена доставка позиции',
    'order.pay': 'Принята оплата',
    'order.complete': 'Заказ выполнен',
    'order.return': 'Возврат по заказу',
    'order.assign': 'Назначен водитель',
    'order.startDelivery': 'Доставка начата',
    'order.failDelivery': 'Доставить не удалось',
    'order.verifyAddress': 'Адрес проверен',
    'order.note': 'Изменено примечание',
    'customer.register': 'Покупатель записан',
    'customer.edit': 'Данные покупателя изменены',
    'customer.setAddress': 'Адрес записан',
    'customer.removeAddress': 'Адрес убран',
    'customer.match': 'Покупатель сопоставлен',
    'customer.join': 'Покупатель присоединён к карточке',
    'customer.separate': 'Покупатель отделён от карточки',
    'customer.deposit': 'Внесён депозит',
    'shift.open': 'Смена открыта',
    'shift.cash': 'Внесены или изъяты наличные',
    'shift.close': 'Смена закрыта',
    'receipt.close': 'Чек',
    'receipt.settle': 'Разобраны деньги за заказ',
    'parked.put': 'Чек отложен',
    'parked.take': 'Отложенный чек поднят',
    unknown: 'Действие «{{kind}}»',
  },
  en: {
    'order.submit': 'Order placed',
    'order.withdraw': 'Order withdrawn',
    'order.accept': 'Order accepted',
    'order.decline': 'Order declined',
    'order.void': 'Order voided',
    'order.cancelRest': 'Rest of the order cancelled',
    'order.deliverLine': 'Line marked delivered',
    'order.pay': 'Payment taken',
    'order.complete': 'Order completed',
    'order.return': 'Goods of an order returned',
    'order.assign': 'Driver assigned',
    'order.startDelivery': 'Delivery started',
    'order.failDelivery': 'Could not deliver',
    'order.verifyAddress': 'Address verified',
    'order.note': 'Note changed',
    'customer.register': 'Customer recorded',
    'customer.edit': 'Customer details changed',
    'customer.setAddress': 'Address recorded',
    'customer.removeAddress': 'Address removed',
    'customer.match': 'Customer matched',
    'customer.join': 'Customer joined to a card',
    'customer.separate': 'Customer separated from a card',
    'customer.deposit': 'Deposit taken in',
    'shift.open': 'Shift opened',
    'shift.cash': 'Cash put in or taken out',
    'shift.close': 'Shift closed',
    'receipt.close': 'Receipt',
    'receipt.settle': 'Money of an order sorted out',
    'parked.put': 'Sale parked',
    'parked.take': 'Parked sale taken up',
    unknown: 'Act “{{kind}}”',
  },
})

/** A kind this version does not know is shown by its name. */
export function operationWord(kind: string, inLanguage: Language): string {
  const t = say(operationWords, inLanguage)
  return kind in operationWords.ru && kind !== 'unknown' ? t(kind as ActKind) : t('unknown', { kind })
}
