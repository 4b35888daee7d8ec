/** The cart: lines, where to, when, how to pay, note; one button at the foot. */
'use client'
import { ActionIcon, Button } from '@mantine/core'
import { IconShoppingCart, IconTrash } from '@tabler/icons-react'
import { ContainerDeposit } from '../_ui/container-deposit.tsx'
import { Empty } from '../_ui/empty.tsx'
import { useFormat } from '../_ui/format.ts'
import { Money, Points } from '../_ui/money.tsx'
import { useNotice } from '../_ui/notice.tsx'
import { Stepper } from '../_ui/stepper.tsx'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import { emptyCart, type PricedLine } from './cart.ts'
import classes from './cart-screen.module.css'
import { Checkout } from './checkout.tsx'
import { Picture } from './picture.tsx'
import { useShop } from './use-cart.ts'
import { shopWords } from './words.ts'

export default function CartScreen() {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const notice = useNotice()
  const { cart, priced, change } = useShop()
  if (cart.lines.length === 0)
    return (
      <Empty
        icon={<IconShoppingCart size={36} />}
        title={t('cartEmpty')}
        text={t('cartEmptyText')}
        action={
          <Button component="a" href="#">
            {t('toCatalogue')}
          </Button>
        }
      />
    )

  const clear = () => {
    change({ ...cart, lines: emptyCart.lines, orderId: '' })
    // Not asked before but undone after: quicker for who means it, safe for who does not.
    notice({ tone: 'info', text: t('cartEmptied'), action: { label: base('undo'), run: () => change(cart) } })
  }
  return (
    <div className={classes.screen}>
      <section className={classes.part} aria-label={t('cart')}>
        <ul className={classes.lines}>
          {priced.lines.map((line) => (
            <CartLineRow key={line.id} line={line} />
          ))}
        </ul>
        <div className={classes.below}>
          <Button variant="subtle" leftSection={<IconTrash size={20} aria-hidden />} onClick={clear}>
            {t('emptyCart')}
          </Button>
        </div>
      </section>
      <Checkout />
    </div>
  )
}

function CartLineRow({ line }: { line: PricedLine }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const { setQuantity, pointsLeft } = useShop()
  const { offer, productId, payWith, quantityMilli } = line
  const name = offer?.product.name ?? t('lineGone')
  const price = line.price ?? 0
  const maxMilli =
    payWith === 'points' && price > 0 && pointsLeft !== null
      ? quantityMilli + Math.max(0, Math.floor(pointsLeft / price)) * 1000
      : undefined
  const set = (milli: number) => setQuantity(productId, payWith, offer?.product.fractional ? milli : whole(milli))
  return (
    <li className={classes.line} data-bad={line.amount === null || undefined}>
      <Picture of={name} seed={offer?.product.groupId ?? productId} size="row" />
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <p className={classes.soft}>
          {line.price === null ? (
            offer ? (
              t('noPrice')
            ) : (
              t('lineGone')
            )
          ) : payWith === 'points' ? (
            <Points points={line.price} />
          ) : (
            <>
              <Money minor={line.price} currency={offer?.currency ?? null} />{' '}
              {offer && t('perUnit', { unit: offer.product.unit })}
              {offer && (
                <ContainerDeposit
                  depositMinor={offer.product.containerDepositMinor}
                  quantityMilli={quantityMilli}
                  before=" · "
                />
              )}
            </>
          )}
        </p>
      </div>
      <div className={classes.quantity}>
        {line.amount === null ? (
          <ActionIcon
            variant="default"
            aria-label={t('removeLine', { name })}
            onClick={() => setQuantity(productId, payWith, 0)}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        ) : (
          <Stepper
            milli={quantityMilli}
            onChange={set}
            typed
            {...(maxMilli !== undefined && { maxMilli })}
            labels={{
              less: t('less', { name }),
              more: t('more', { name }),
              value: t('quantity', { name }),
            }}
          />
        )}
      </div>
      <p className={classes.amount}>
        {line.amount === null ? (
          '—'
        ) : payWith === 'points' ? (
          <Points points={line.amount} />
        ) : (
          <Money minor={line.amount} currency={offer?.currency ?? 'RUB'} />
        )}
        <span className="r-only-heard"> {format.quantity(quantityMilli, offer?.product.unit)}</span>
      </p>
    </li>
  )
}

const whole = (milli: number): number => Math.round(milli / 1000) * 1000
