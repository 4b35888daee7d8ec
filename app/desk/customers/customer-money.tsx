/** What stands on the customer's accounts, and the prepaid money that was taken. */
'use client'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { When } from '../../_ui/when.tsx'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { Part } from '../order/part.tsx'
import classes from './customer-card.module.css'
import { customerWords } from './words.ts'

/** `receivable` holds debts as well: what is left is what has been accepted and is not due for collecting yet. */
export function CustomerMoney({
  customer,
  amounts,
}: {
  customer: Customer
  /** undefined: not known on this device. */
  amounts: Record<string, number> | undefined
}) {
  const t = useWords(customerWords)
  const language = useLanguage()
  const format = useFormat()
  const of = (name: string): number => amounts?.[name] ?? 0
  const rows = [
    { key: 'deposit', value: of('deposit'), text: format.money(of('deposit')), tone: 'strong' },
    { key: 'debt', value: of('debt'), text: format.money(of('debt')), tone: 'red' },
    {
      key: 'receivable',
      value: of('receivable') - of('debt'),
      text: format.money(of('receivable') - of('debt')),
      tone: undefined,
    },
    { key: 'points', value: of('points'), text: format.points(of('points')), tone: undefined },
    { key: 'pointsHeld', value: of('pointsHeld'), text: format.points(of('pointsHeld')), tone: undefined },
    { key: 'containers', value: of('containers'), text: format.number(of('containers')), tone: undefined },
  ] as const
  const shown = rows.filter((row) => row.value !== 0)
  return (
    <Part title={t('money')}>
      {shown.length === 0 && <p className={classes.soft}>{t('noMoney')}</p>}
      <dl className={classes.facts}>
        {shown.map((row) => (
          <div key={row.key} data-tone={row.tone}>
            <dt>{t(row.key)}</dt>
            <dd>{row.text}</dd>
          </div>
        ))}
      </dl>
      {customer.deposits.length > 0 && (
        <ul className={classes.deposits} aria-label={t('depositsTitle')}>
          {customer.deposits
            .toReversed()
            .slice(0, 5)
            .map((deposit) => (
              <li key={deposit.id}>
                <span>
                  <When at={deposit.at} />
                  <span>
                    {t('depositRow', {
                      by: deposit.byName,
                      tender: tenderWord(deposit.tender, language).toLowerCase(),
                    })}
                  </span>
                </span>
                {format.money(deposit.amountMinor)}
              </li>
            ))}
        </ul>
      )}
    </Part>
  )
}
