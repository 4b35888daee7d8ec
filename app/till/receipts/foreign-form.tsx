/** A return that nobody can look up: what stands on the paper is typed, a senior allows it, the office compares it later. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { mayApprove } from '../../../lib/domain/till/limits.ts'
import { priceCart } from '../../../lib/domain/till/cart.ts'
import type { ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { shortened } from '../../../lib/domain/text.ts'
import type { ReceiptTender, Shift } from '../../../lib/domain/till/shift.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useUnfinished } from '../../_ui/unfinished.ts'
import { useMe, useOne, useWorkplace } from '../../_ui/use-workplace.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { receiptNumberOf } from '../print/receipt-number.ts'
import { AskSenior } from '../sale/approval-dialog.tsx'
import type { Till } from '../use-till.ts'
import { FindGoods } from './find-goods.tsx'
import { foreignLines, foreignReceipt, type ForeignLine } from './foreign-cart.ts'
import classes from './foreign-return.module.css'
import { returnCart } from './return-cart.ts'
import { useCloseReturn } from './use-close-return.ts'
import view from './receipt-view.module.css'
import { receiptsWords } from './words.ts'

/** `named`: the receipt that a code has named; null: its number is typed. `mostMinor`: what it came to, where that is proved. */
export function ForeignForm({
  till,
  shift,
  named,
  mostMinor,
}: {
  till: Till
  shift: Shift
  named: string | null
  mostMinor: number | null
}) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const language = useLanguage()
  const workplace = useWorkplace()
  const me = useMe()
  const closeReturn = useCloseReturn(shift)
  const [saleId] = useState(() => workplace.newId())
  const [number, setNumber] = useState('')
  const [tillName, setTillName] = useState('')
  const [lines, setLines] = useState<readonly ForeignLine[]>([])
  const [tender, setTender] = useState<ReceiptTender>('cash')
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  useUnfinished(lines.length > 0)
  const receipt =
    named === null
      ? foreignReceipt(number, { tillName, ownTillId: till.id })
      : { id: named, number: receiptNumberOf(named) }
  const known = useOne<Receipt>('receipt', receipt?.id ?? null)
  const made = receipt && foreignLines(lines, receipt.id)
  const cart = made && returnCart(saleId, made)
  const priced = cart && priceCart(cart)
  const isTooMuch = mostMinor !== null && priced !== null && -priced.totalMinor > mostMinor
  const isPossible = !isTooMuch && priced !== null && receipt !== null && !known && reason.trim() !== '' && !isBusy
  const change = (id: string, part: Partial<ForeignLine>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...part } : line)))

  const close = async (approvals: ReceiptPayload['approvals']) => {
    if (!cart || !priced) return
    setAsking(false)
    setBusy(true)
    try {
      const where = tillName.trim() === '' ? '' : ` · ${tillName.trim()} № ${receipt?.number ?? ''}`
      await closeReturn(cart, priced, {
        tenders: [{ tender, amountMinor: priced.totalMinor }],
        reason: shortened(reason.trim() + where, 500),
        customerId: null,
        approvals,
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPossible) return
        if (me && mayApprove(me.roles)) void close([])
        else setAsking(true)
      }}
    >
      {named === null ? (
        <div className={classes.fields}>
          <TextInput
            label={t('paperNumber')}
            description={t('paperNumberHint')}
            size="lg"
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            error={number.trim() !== '' && receipt === null ? t('foreignNumberWrong') : null}
          />
          <TextInput
            label={t('foreignTill')}
            description={t('foreignTillHint')}
            size="lg"
            autoComplete="off"
            maxLength={80}
            value={tillName}
            onChange={(event) => setTillName(event.currentTarget.value)}
          />
        </div>
      ) : (
        <p>{t('ofReceipt', { number: receiptNumberOf(named) })}</p>
      )}
      {known && (
        <p className={classes.known}>
          {t('foreignIsHere')}{' '}
          <Button component="a" href={placeHref('receipts', known.id)} variant="default">
            {t('openIt')}
          </Button>
        </p>
      )}
      <section className={classes.goods} aria-label={t('whatBack')}>
        <FindGoods
          onPick={(product) => setLines([...lines, { id: workplace.newId(), product, quantity: '1', price: '' }])}
        />
        {lines.length === 0 && <p className={view.soft}>{t('noLines')}</p>}
        <ul>
          {lines.map(({ id, product, quantity, price }) => (
            <li key={id} className={classes.line}>
              <span>{product.name}</span>
              <TextInput
                size="lg"
                inputMode="decimal"
                autoComplete="off"
                aria-label={t('quantity', { name: product.name })}
                value={quantity}
                rightSection={<span aria-hidden>{product.unit}</span>}
                onChange={(event) => change(id, { quantity: event.currentTarget.value })}
              />
              <TextInput
                size="lg"
                inputMode="decimal"
                autoComplete="off"
                aria-label={t('paidPrice', { name: product.name })}
                placeholder="0,00"
                value={price}
                rightSection={<span aria-hidden>{format.currencySign()}</span>}
                onChange={(event) => change(id, { price: event.currentTarget.value })}
              />
              <button
                type="button"
                className={classes.remove}
                aria-label={t('removeLine', { name: product.name })}
                onClick={() => setLines(lines.filter((line) => line.id !== id))}
              >
                <IconTrash size={24} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      </section>
      <ChoiceChips
        label={t('howBack')}
        value={tender}
        onChange={setTender}
        choices={(['cash', 'card'] as const).map((value) => ({ value, label: tenderWord(value, language) }))}
      />
      <TextInput
        label={t('why')}
        description={t('whyHint')}
        size="lg"
        maxLength={300}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {isTooMuch && <p role="alert">{t('moreThanPaper', { amount: format.money(mostMinor, 'RUB', 'always') })}</p>}
      <Button type="submit" size="lg" disabled={!isPossible} loading={isBusy}>
        {t('returnAct', { amount: format.money(priced ? -priced.totalMinor + 0 : 0, 'RUB', 'always') })}
      </Button>
      {isAsking && (
        <AskSenior
          what="return"
          text={t('byHandSeniorText')}
          onClose={() => setAsking(false)}
          onApproved={({ what, by }) => void close([{ what, by }])}
        />
      )}
    </form>
  )
}
