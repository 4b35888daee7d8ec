/** How the customer's account stands: debt, money on account, points, bottles. Only what is not nothing. */
import { Money, Points } from '../_ui/money.tsx'
import { useWords } from '../_ui/words-engine.ts'
import classes from './orders-screen.module.css'
import { useBalance, useSettings } from './use-catalogue.ts'
import { shopWords } from './words.ts'

export function AccountFigures() {
  const t = useWords(shopWords)
  const balance = useBalance()
  const currency = useSettings()?.currency ?? 'RUB'
  const { debt = 0, deposit = 0, points = 0, pointsHeld = 0, containers = 0 } = balance ?? {}
  if (debt === 0 && deposit === 0 && points === 0 && containers === 0) return null
  return (
    <dl className={classes.figures}>
      {debt !== 0 && (
        <div data-bad>
          <dt>{t('debt')}</dt>
          <dd>
            <Money minor={debt} currency={currency} />
          </dd>
        </div>
      )}
      {deposit !== 0 && (
        <div>
          <dt>{t('deposit')}</dt>
          <dd>
            <Money minor={deposit} currency={currency} />
          </dd>
        </div>
      )}
      {points !== 0 && (
        <div>
          <dt>{t('points')}</dt>
          <dd>
            <Points points={points - pointsHeld} />
          </dd>
        </div>
      )}
      {containers !== 0 && (
        <div>
          <dt>{t('containers')}</dt>
          <dd className="r-figures">{containers}</dd>
        </div>
      )}
    </dl>
  )
}
