/** What is ordered: type a name, an article or scan a barcode, Enter adds one, the number can be typed over. */
'use client'
import { CloseButton } from '@mantine/core'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { useKeys } from '../../_ui/keys.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { Stepper } from '../../_ui/stepper.tsx'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { quantityOf, repeatInto, type PayWith, type PricedLine } from '../../shop/cart.ts'
import type { Offer } from '../../shop/offers.ts'
import { searchEntry, searchGoods } from '../../shop/search-goods.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { switchPayWith } from './draft.ts'
import classes from './draft-parts.module.css'
import screen from './new-order-screen.module.css'
import { SearchPick } from '../../_ui/search-pick.tsx'
import type { DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

const mostFinds = 20

export function DraftLines({ state }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const { draft, setQuantity, goods, priced, priceList, freeOf } = state
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const search = useSearch(goods?.offers)
  useKeys([{ key: '/', label: t('keyGoods'), run: () => field.current?.focus() }])

  const add = (productId: string) => {
    const payWith: PayWith = 'money'
    setQuantity(productId, payWith, quantityOf(draft.cart, productId, payWith) + 1000)
    setTyped('')
  }
  return (
    <section className={screen.part}>
      <h3>{t('goods')}</h3>
      <SearchPick
        label={t('findGoods')}
        placeholder={t('findGoodsPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        fieldRef={field}
        search={search}
        findOf={(offer) => ({
          key: offer.product.id,
          row: <GoodsFind offer={offer} freeMilli={freeOf(offer.product.id)} />,
          isOff: offer.priceMinor === null,
        })}
        nothing={t('noGoodsFound')}
        onPick={({ product }) => add(product.id)}
        startsHere={draft.customerId !== null}
      />
      {priceList && <p className={classes.soft}>{t('pricesOf', { list: priceList })}</p>}
      {draft.cart.lines.length === 0 && <RepeatLast state={state} />}
      {priced.lines.length === 0 ? (
        <p className={classes.empty}>{t('linesEmpty')}</p>
      ) : (
        <ul className={classes.lines}>
          {priced.lines.map((line) => (
            <DraftLine key={line.id} line={line} state={state} />
          ))}
        </ul>
      )}
    </section>
  )
}

function useSearch(offers: readonly Offer[] | undefined): (text: string) => Offer[] | null {
  const entries = useMemo(() => offers?.map(searchEntry), [offers])
  return useCallback(
    (text) => (text === '' ? [] : ((entries && searchGoods(entries, text).slice(0, mostFinds)) ?? null)),
    [entries],
  )
}

function GoodsFind({ offer, freeMilli }: { offer: Offer; freeMilli: number | undefined }) {
  const t = useWords(newOrderWords)
  const format = useFormat()
  const { product, priceMinor, currency } = offer
  return (
    <span className={classes.goods}>
      <span>
        {product.name}
        {product.article && <span className={classes.soft}> {product.article}</span>}
      </span>
      <span>
        <strong>{priceMinor === null ? t('noPrice') : format.money(priceMinor, currency)}</strong>
        {freeMilli !== undefined && product.type === 'goods' && (
          <span className={freeMilli > 0 ? classes.soft : classes.bad}>
            {freeMilli > 0 ? t('free', { quantity: format.quantity(freeMilli, product.unit) }) : t('freeNone')}
          </span>
        )}
      </span>
    </span>
  )
}

/** Most people order what they ordered before. */
function RepeatLast({ state: { draft, change, goods } }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const format = useFormat()
  const notice = useNotice()
  const workplace = useWorkplace()
  const { all } = useDeskOrders()
  const last = useMemo(
    () =>
      draft.customerId === null
        ? undefined
        : all?.find(({ body }) => body.customerId === draft.customerId && body.state !== 'declined'),
    [all, draft.customerId],
  )
  if (!last || !goods) return null
  const repeat = () => {
    const { cart, skipped } = repeatInto(draft.cart, last.body, {
      offerOf: goods.offerOf,
      newId: () => workplace.newId(),
    })
    change({ ...draft, cart })
    if (skipped.length > 0) notice({ tone: 'info', text: t('repeatSkipped', { names: skipped.join(', ') }) })
  }
  return (
    <button type="button" className={classes.repeat} onClick={repeat}>
      {t('repeatLast', {
        what: last.body.lines.map((line) => `${line.name} × ${format.quantity(line.quantityMilli)}`).join(', '),
      })}
    </button>
  )
}

function DraftLine({ line, state: { draft, setQuantity, change, freeOf } }: { line: PricedLine; state: DraftState }) {
  const t = useWords(newOrderWords)
  const format = useFormat()
  const { offer, payWith, productId, quantityMilli, price, amount } = line
  const product = offer?.product
  const name = product?.name ?? '…'
  const shown = (value: number) => (payWith === 'points' ? format.points(value) : format.money(value, offer?.currency))
  const workplace = useWorkplace()
  const freeMilli = freeOf(productId)
  const isShort = product?.type === 'goods' && freeMilli !== undefined && freeMilli < quantityMilli

  const set = (milli: number) =>
    // Whole pieces only, where the product is sold so.
    setQuantity(productId, payWith, product?.fractional ? milli : Math.round(milli / 1000) * 1000)
  const switchPayment = () => change({ ...draft, cart: switchPayWith(draft.cart, line, () => workplace.newId()) })
  return (
    <li>
      <span className={classes.lineName}>
        {name}
        <span>
          {price === null ? t('noPrice') : shown(price)}
          {isShort && (
            <span className={classes.bad}>
              {freeMilli > 0 ? t('stockShort', { quantity: format.quantity(freeMilli, product.unit) }) : t('freeNone')}
            </span>
          )}
          {product?.pricePoints != null && (
            <button type="button" className={classes.switch} onClick={switchPayment}>
              {t(payWith === 'points' ? 'forMoney' : 'forPoints')}
            </button>
          )}
        </span>
      </span>
      <Stepper
        typed
        milli={quantityMilli}
        onChange={set}
        labels={{ less: t('less', { name }), more: t('more', { name }), value: t('quantity', { name }) }}
      />
      <span className={classes.amount}>{amount === null ? '—' : shown(amount)}</span>
      <CloseButton aria-label={t('remove', { name })} onClick={() => set(0)} />
    </li>
  )
}
