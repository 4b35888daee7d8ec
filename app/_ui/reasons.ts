/**
 * Why something was not done, as sentences. Every `RefusalReason` has one in both languages; `params` fill it. Params
 * that are codes (a state, a tender, money in minor units) become words here.
 */
import { useMemo } from 'react'
import type { HoldCause, Params } from '../../lib/domain/operation.ts'
import type { RefusalReason } from '../../lib/domain/refusal.ts'
import type { ActResult } from '../../lib/workplace-types.ts'
import { formatIn, type Format } from './format.ts'
import type { Language } from './language.ts'
import { orderStateWord, tenderWord } from './order-words.ts'
import { baseWords } from './words.ts'
import { defineWords, say, useLanguage, type Say } from './words-engine.ts'

export const reasonWords = defineWords('reasons', {
  ru: {
    badRequest: 'Запись не той формы ({{path}}). Покажите её офису.',
    unknownOperation: 'Сервер не знает такого действия. Обновите программу.',
    notAllowed: 'Вашей роли это не разрешено.',
    notYours: 'Не найдено.',
    notFound: 'Не найдено.',
    alreadyExists: 'Такая запись уже есть.',
    emptyOrder: 'В заказе нет ни одной позиции.',
    unknownProduct: 'Товара больше нет в каталоге: {{product}}.',
    notOrderable: 'Этот товар сейчас не заказывают: {{product}}.',
    notForPoints: 'Этот товар не отдают за баллы: {{product}}.',
    wrongQuantity: 'Так этот товар не отпускают, проверьте количество: {{product}}.',
    priceUnknown: 'Для вас нет цены на товар: {{product}}.',
    amountTooLarge: 'Сумма слишком велика. Разделите заказ.',
    notDraft: 'Заказ уже не черновик: {{state}}{{who}}.',
    notAccepted: 'Сначала заказ нужно принять. Сейчас: {{state}}.',
    alreadyFinished: 'Заказ уже закрыт: {{state}}{{who}}.',
    alreadyPaid: 'Заказ уже оплачен{{who}}.',
    nothingToPay: 'Платить нечего.',
    wrongAmount: 'Сумма не та: к оплате {{dueMinor}}.',
    tenderNotPossible: 'Сейчас так платить нельзя: {{tender}}.',
    tenderNotBack:
      'Так вернуть нельзя: {{tender}}. Что оплачено баллами, возвращают баллами, что деньгами — деньгами, и не больше, чем было.',
    depositTooSmall: 'На депозите {{balanceMinor}}, нужно {{neededMinor}}.',
    pointsTooFew: 'Баллов {{balance}}, нужно {{needed}}.',
    refundTenderMissing: 'Заказ оплачен: скажите, как вернуть деньги.',
    unknownLine: 'Такой позиции в заказе нет.',
    moreThanOrdered: 'Больше, чем заказано: {{product}}.',
    nothingDelivered: 'Ещё ничего не отдано: весь заказ не отменяют, а аннулируют.',
    notYourStop: 'Этот заказ везёт другой водитель.',
    unknownDriver: 'Такого водителя нет.',
    unknownCustomer: 'Такого покупателя нет.',
    customerUnmatched: 'Сначала сопоставьте покупателя.',
    joinSelf: 'Покупателя нельзя присоединить к самому себе. Выберите другую карточку.',
    alreadyJoined: 'Покупателя тем временем присоединили к карточке «{{name}}»{{who}}. Посмотрите, верно ли это.',
    notJoined: 'Этот покупатель уже сам по себе: его тем временем отделили. Посмотрите карточку и решите снова.',
    joinedElsewhere: 'Выбранный покупатель сам присоединён к карточке «{{name}}». Выберите её.',
    othersJoined: 'К этому покупателю присоединены другие: {{name}}. Сначала перенесите их.',
    tooManyJoined: 'К этой карточке присоединено уже пятьдесят покупателей, больше нельзя. Отделите лишних.',
    tooManyOpenOrders: 'Открытых заказов больше пятисот, за один раз столько не перенести. Завершите часть из них.',
    reasonMissing: 'Напишите причину.',
    phoneWrong: 'Это не похоже на номер телефона.',
    phoneTaken: 'Этот телефон уже у покупателя {{name}}.',
    tooManyAddresses: 'Адресов уже тридцать, больше не сохранить. Удалите ненужный и добавьте снова.',
    refusedByOffice: 'Офис рассмотрел и отказал.',
    shiftUnknown: 'Такой смены на этой кассе нет. Откройте смену.',
    shiftClosed: 'Смена {{number}} уже закрыта. Откройте новую.',
    totalsOld:
      'В смену {{number}} только что добавилось что-то в другой вкладке. Итоги пересчитаны: проверьте их и закройте смену ещё раз.',
    receiptUnknown: 'Чека, по которому возвращают, сервер не знает.',
    moreThanSold: 'Больше, чем продано и ещё не вернули: {{product}}, осталось {{leftMilli}}.',
    approvalMissing: 'Это разрешает старший: нужен его ПИН-код.',
    alreadyTaken: 'Отложенный чек уже подняли{{who}}.',
    completedIsReturned: 'Выполненный заказ не аннулируют: оформите возврат.',
    notCompleted: 'Товар ещё не отдан, возвращать нечего. Сейчас: {{state}}{{who}}. Заказ аннулирует оператор.',
    nothingToSettle: 'Разбирать нечего: чек сходится со своим заказом.',
    alreadySettled: 'Уже разобрано{{who}}.',
    alreadyCorrected: 'Способ этой оплаты уже исправили{{who}}.',
    paidAtTill: 'Эту оплату пробила касса: её способ стоит в чеке и в Z-отчёте, здесь его не меняют.',
    returnedAtDesk:
      'По этому чеку оплатили не весь заказ, и касса не знает остального. Возврат оформит оператор: откройте заказ и нажмите «Возврат».',
    whoBy: ' — {{by}}',
    whoByAt: ' — {{by}}, {{at}}',
    whoAutomatic: ' — автоматически, {{at}}',
    someProduct: 'один из товаров',

    holdFault: 'На сервере случился сбой, когда он это решал.',
    holdActor: 'Это сделано, когда вам или этому устройству работать уже не разрешалось.',
    holdSchema: 'Программа на устройстве новее, чем сервер.',
    holdConflict: 'Это уже сделано, но не сходится с тем, что тем временем сделали другие. Решает офис.',
    holdUnknown: 'Причину скажет офис.',
  },
  en: {
    badRequest: 'The record has a wrong shape ({{path}}). Show it to the office.',
    unknownOperation: 'The server does not know this act. Update the app.',
    notAllowed: 'Your role may not do this.',
    notYours: 'Not found.',
    notFound: 'Not found.',
    alreadyExists: 'There is such a record already.',
    emptyOrder: 'The order has no lines.',
    unknownProduct: 'No longer in the catalogue: {{product}}.',
    notOrderable: 'Cannot be ordered now: {{product}}.',
    notForPoints: 'Not given for points: {{product}}.',
    wrongQuantity: 'Not sold in this quantity: {{product}}.',
    priceUnknown: 'There is no price for you: {{product}}.',
    amountTooLarge: 'The amount is too large. Split the order.',
    notDraft: 'The order is no longer a draft: {{state}}{{who}}.',
    notAccepted: 'The order must be accepted first. Now: {{state}}.',
    alreadyFinished: 'The order is closed already: {{state}}{{who}}.',
    alreadyPaid: 'The order is paid already{{who}}.',
    nothingToPay: 'There is nothing to pay.',
    wrongAmount: 'Not the right amount: {{dueMinor}} is due.',
    tenderNotPossible: 'This way of paying is not possible now: {{tender}}.',
    tenderNotBack:
      'It cannot be given back this way: {{tender}}. Points go back as points, money as money, and no more than was paid.',
    depositTooSmall: 'The deposit holds {{balanceMinor}}, {{neededMinor}} is needed.',
    pointsTooFew: 'There are {{balance}} points, {{needed}} are needed.',
    refundTenderMissing: 'The order is paid: say how the money goes back.',
    unknownLine: 'The order has no such line.',
    moreThanOrdered: 'More than ordered: {{product}}.',
    nothingDelivered: 'Nothing was handed over yet: void the order instead.',
    notYourStop: 'Another driver delivers this order.',
    unknownDriver: 'There is no such driver.',
    unknownCustomer: 'There is no such customer.',
    customerUnmatched: 'Match the customer first.',
    joinSelf: 'A customer cannot be joined to itself. Choose another card.',
    alreadyJoined: 'Meanwhile the customer was joined to the card “{{name}}”{{who}}. See whether that is right.',
    notJoined:
      'This customer stands alone already: somebody has separated it meanwhile. Look at the card and decide again.',
    joinedElsewhere: 'The chosen customer is itself joined to the card “{{name}}”. Choose that one.',
    othersJoined: 'Others are joined to this customer: {{name}}. Move them first.',
    tooManyJoined: 'Fifty customers are joined to this card already, no more can be. Separate those who do not belong.',
    tooManyOpenOrders:
      'There are more than five hundred open orders, too many to move at once. Finish some of them first.',
    reasonMissing: 'Write the reason.',
    phoneWrong: 'This does not look like a phone number.',
    phoneTaken: 'This phone belongs to {{name}} already.',
    tooManyAddresses: 'There are thirty addresses already, no more can be kept. Remove one and add this again.',
    refusedByOffice: 'The office looked at it and decided against.',
    shiftUnknown: 'This till has no such shift. Open a shift.',
    shiftClosed: 'Shift {{number}} is closed already. Open a new one.',
    totalsOld:
      'Something was just added to shift {{number}} in another tab. The totals are counted anew: check them and close the shift again.',
    receiptUnknown: 'The server does not know the receipt that goods come back on.',
    moreThanSold: 'More than was sold and not returned yet: {{product}}, {{leftMilli}} left.',
    approvalMissing: 'A senior must allow this: their PIN is needed.',
    alreadyTaken: 'The parked sale was taken up already{{who}}.',
    completedIsReturned: 'A completed order is not voided: make a return.',
    notCompleted:
      'Nothing was handed over yet, so nothing comes back. Now: {{state}}{{who}}. The operator voids the order.',
    nothingToSettle: 'There is nothing to sort out: the receipt fits its order.',
    alreadySettled: 'Sorted out already{{who}}.',
    alreadyCorrected: 'How this was paid has been corrected already{{who}}.',
    paidAtTill:
      'A till took this payment: how it was paid stands on its receipt and in its Z, and is not changed here.',
    returnedAtDesk:
      'This receipt did not pay the whole order, and the till does not know the rest. The operator makes the return: open the order and press “Return”.',
    whoBy: ' — {{by}}',
    whoByAt: ' — {{by}}, {{at}}',
    whoAutomatic: ' — by itself, {{at}}',
    someProduct: 'one of the goods',

    holdFault: 'The server failed while deciding it.',
    holdActor: 'It was done when you, or this device, were no longer allowed to work.',
    holdSchema: 'The app on this device is newer than the server.',
    holdConflict: 'It has been done, but does not fit what others did meanwhile. The office decides.',
    holdUnknown: 'The office will tell the cause.',
  },
})

/** Does not compile while a reason has no sentence. */
export const everyReasonHasWords: Record<RefusalReason, string> = reasonWords.ru

export type Reasons = {
  refusal(reason: RefusalReason, params: Params): string
  /** Why the office has to look at it, for the person who did it. */
  hold(cause: HoldCause): string
  /** null when it was done. */
  act(result: ActResult): string | null
}

export function useReasons(): Reasons {
  const current = useLanguage()
  return useMemo(() => createReasons(current), [current])
}

export function createReasons(inLanguage: Language): Reasons {
  const t = say(reasonWords, inLanguage)
  const base = say(baseWords, inLanguage)
  const format = formatIn(inLanguage)
  // Every reason is a key (see `everyReasonHasWords`); the params come from the wire, so they are strings here.
  const sentence = t as (key: RefusalReason, params: Record<string, string>) => string
  const refusal = (reason: RefusalReason, params: Params) =>
    sentence(reason, {
      ...missingParams,
      ...spoken(params, { t, format, inLanguage }),
      who: who(params, t, format),
    })
  return {
    refusal,
    // A newer server may hold for a cause that this app does not know.
    hold: (cause) => t((holdKeys as Partial<typeof holdKeys>)[cause] ?? 'holdUnknown'),
    act(result) {
      switch (result.kind) {
        case 'done':
          return null
        case 'refused':
          return refusal(result.reason, result.params)
        case 'failed':
          return base(failureKeys[result.failure])
      }
    },
  }
}

const holdKeys = {
  fault: 'holdFault',
  actor: 'holdActor',
  schema: 'holdSchema',
  conflict: 'holdConflict',
} as const satisfies Record<HoldCause, string>

const failureKeys = {
  quota: 'failedQuota',
  closed: 'failedClosed',
  conflict: 'failedConflict',
  damaged: 'failedDamaged',
  unknown: 'failedUnknown',
} as const

/** A refusal from an older server may lack a parameter; the sentence must still be readable. */
const missingParams = Object.fromEntries(
  [
    'path',
    'product',
    'state',
    'dueMinor',
    'tender',
    'balanceMinor',
    'neededMinor',
    'balance',
    'needed',
    'name',
    'number',
    'leftMilli',
  ].map((name) => [name, '…']),
)

type Tongue = { t: Say<(typeof reasonWords)['ru']>; format: Format; inLanguage: Language }

function spoken(params: Params, { t, format, inLanguage }: Tongue): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'state') return [name, orderStateWord(String(value), inLanguage).toLowerCase()]
      if (name === 'tender') return [name, tenderWord(String(value), inLanguage).toLowerCase()]
      // What is in no catalogue any more has no name, only its number in the books.
      if (name === 'product' && /^[0-9a-f]{8}-[0-9a-f-]{27}/i.test(String(value))) return [name, t('someProduct')]
      if (name.endsWith('Minor')) return [name, format.money(Number(value))]
      if (name.endsWith('Milli')) return [name, format.quantity(Number(value))]
      return [name, typeof value === 'number' ? format.number(value) : value]
    }),
  )
}

function who(params: Params, t: Say<(typeof reasonWords)['ru']>, format: Format): string {
  if (typeof params.by !== 'string') return ''
  const at = typeof params.at === 'number' ? `${format.exactDay(params.at)} ${format.time(params.at)}` : null
  if (params.by === '') return at === null ? '' : t('whoAutomatic', { at }) // GA8: the server accepted it
  return at === null ? t('whoBy', { by: params.by }) : t('whoByAt', { by: params.by, at })
}
