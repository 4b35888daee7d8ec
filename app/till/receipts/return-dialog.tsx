/** A return by its receipt: which lines, how much of each, why, and how the money goes back. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { priceCart } from '../../../lib/domain/till/cart.ts'
import { mayApprove } from '../../../lib/domain/till/limits.ts'
import { refundLeft, refundOf } from '../../../lib/domain/till/refund.ts'
import type { Receipt, SeenBy } from '../../../lib/domain/till/receipt.ts'
import type { ReceiptTender, Shift } from '../../../lib/domain/till/shift.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { ReturnList } from '../../_ui/return-list.tsx'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import { AskSenior } from '../sale/approval-dialog.tsx'
import { customerPrices } from '../sale/customer-prices.ts'
import { bringBack, withCustomer, type Approval } from '../sale/sale.ts'
import { useKeptSale } from '../sale/use-sale.ts'
import { useNotStored } from '../use-not-stored.ts'
import { useTillRules } from '../use-till-rules.ts'
import {
  allOf,
  possibleTenders,
  returnCart,
  returnLines,
  tendersBack,
  usualTender,
  type Chosen,
} from './return-cart.ts'
import classes from './return-dialog.module.css'
import { ReturnLine } from './return-line.tsx'
import { leftMilli, withSale, type Returned } from './returned.ts'
import { useCloseReturn } from './use-close-return.ts'
import { receiptsWords } from './words.ts'

const reasonKeys = ['whyBroken', 'whyNotSuited', 'whyMistake'] as const

export function ReturnDialog({
  shift,
  receipt,
  returned: counted,
  seen = null,
  onClose,
}: {
  shift: Shift
  receipt: Receipt
  returned: Returned
  /** How this till sees a receipt of another one. Of the paper alone a senior has to allow it. */
  seen?: SeenBy | null
  onClose: () => void
}) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const language = useLanguage()
  const workplace = useWorkplace()
  const closeReturn = useCloseReturn(shift)
  const [sale, changeSale] = useKeptSale()
  const notice = useNotice()
  const { go } = usePlace()
  const returned = withSale(receipt, counted, sale.lines)
  // A second press is the same return.
  const [saleId] = useState(() => workplace.newId())
  const [chosen, setChosen] = useState<Chosen>({})
  const { pointMinor } = useTillRules()
  const [picked, setTender] = useState<ReceiptTender>(() => usualTender(receipt, pointMinor))
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState<'return' | 'exchange' | null>(null)
  const me = useMe()
  const lines = returnLines(receipt, { chosen, returned, newId: () => workplace.newId(), seen })
  const cart = returnCart(saleId, lines)
  const priced = priceCart(cart)
  const backMinor = priced === null ? 0 : -priced.totalMinor + 0
  const left = refundLeft(receipt, (name) => returned.get(name) ?? 0, pointMinor)
  const refund = refundOf(backMinor, left, pointMinor)
  const ways = possibleTenders(receipt, pointMinor, refund?.moneyMinor)
  const tender = ways.find((way) => way === picked) ?? ways[0] ?? picked
  // In an exchange they would pay for other goods as if they were money (users.md 13).
  const isOfPoints = refund === null || refund.pointsMinor > 0
  const isPossible = lines.length > 0 && priced !== null && reason.trim() !== '' && refund !== null
  const reasons = reasonKeys.map((key) => t(key))
  const number = writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number })

  const submit = async (approval: Approval | null) => {
    if (!isPossible) return false
    const approvals = approval ? [{ what: approval.what, by: approval.by }] : []
    const tenders = tendersBack(tender, refund)
    return closeReturn(cart, priced, { tenders, reason, customerId: receipt.customerId, approvals })
  }
  const exchange = async (approval: Approval | null) => {
    const newId = () => workplace.newId()
    const goods = sale.lines.flatMap(({ productId }) => productId ?? [])
    const named = receipt.customerId === null ? null : await customerPrices(workplace, receipt.customerId, goods)
    await changeSale((before) => {
      const isFree = named !== null && before.customerId === null
      const sold = isFree ? withCustomer(before, named.customerId, named.priceOf, newId) : before
      return bringBack(sold, { lines, approval, reason }, newId)
    })
    onClose()
    go('sale')
    notice({ tone: 'info', text: t('exchangeReady') })
  }
  const isBringing = useRef(false)
  const notStored = useNotStored()
  const startExchange = (approval: Approval | null) => {
    // A second press while the prices are read would bring the goods in twice.
    if (isBringing.current) return
    isBringing.current = true
    exchange(approval).catch((cause: unknown) => {
      isBringing.current = false
      notStored('The goods could not be brought into the sale')(cause)
    })
  }
  const needsSenior = seen === 'paper' && !(me && mayApprove(me.roles))
  const ask = (what: 'return' | 'exchange') => {
    setAsking(what)
    return false
  }
  if (asking)
    return (
      <AskSenior
        what="return"
        text={t('paperSeniorText')}
        onClose={() => setAsking(null)}
        onApproved={(approval) => {
          setAsking(null)
          if (asking === 'exchange') startExchange(approval)
          else void submit(approval).then((isDone) => isDone && onClose())
        }}
      />
    )
  return (
    <FormDialog
      title={t('returnTitle', { number })}
      act={t('returnAct', { amount: format.money(backMinor, 'RUB', 'always') })}
      disabled={!isPossible}
      width={640}
      onClose={onClose}
      onSubmit={async () => (needsSenior ? ask('return') : submit(null))}
      aside={
        <Button
          variant="default"
          disabled={lines.length === 0 || sale.orderId !== null || receipt.order !== undefined || isOfPoints}
          onClick={() => void (needsSenior ? ask('exchange') : startExchange(null))}
        >
          {t('exchangeAct')}
        </Button>
      }
    >
      <ReturnList
        text={t('returnText')}
        all={t('returnAll')}
        onAll={() => setChosen(allOf(receipt, returned))}
        label={t('lines')}
      >
        {receipt.lines
          .filter((line) => line.returnOf === null)
          .map((line) => (
            <ReturnLine
              key={line.id}
              line={line}
              leftMilli={leftMilli(line, returned)}
              milli={chosen[line.id] ?? 0}
              onChange={(milli) => setChosen({ ...chosen, [line.id]: milli })}
            />
          ))}
      </ReturnList>
      {priced === null && <p role="alert">{t('tooLarge')}</p>}
      {refund === null && <p role="alert">{t('splitPoint', { worth: format.money(pointMinor, 'RUB') })}</p>}
      <ChoiceChips
        label={t('howBack')}
        value={tender}
        onChange={setTender}
        choices={ways.map((value) => ({ value, label: tenderWord(value, language) }))}
      />
      {refund && refund.pointsMinor > 0 && tender !== 'points' && (
        <p role="status">
          {t('alsoPoints', {
            money: format.money(refund.moneyMinor, 'RUB', 'always'),
            points: format.money(refund.pointsMinor, 'RUB', 'always'),
          })}
        </p>
      )}
      <div className={classes.why}>
        <ChoiceChips
          label={t('why')}
          value={reasons.find((one) => one === reason) ?? null}
          onChange={setReason}
          choices={reasons.map((one) => ({ value: one, label: one }))}
        />
        <TextInput
          aria-label={t('why')}
          description={t('whyHint')}
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  )
}
