/** A place to try the scanner: what it sent, by which road, and what the till makes of it. Sells nothing. */
'use client'
import { useMemo, useState } from 'react'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { useFormat } from '../../_ui/format.ts'
import type { ScanRoad } from '../../_ui/scan/hear-scans.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { findScanned, type Scanned } from '../sale/find-scanned.ts'
import { useTillGoods, useTillPrices } from '../sale/use-till-goods.ts'
import classes from './scan-test.module.css'
import { shownControl } from './shown-control.ts'
import { useScanner } from './use-scanner.ts'
import { scanWords } from './words.ts'

const mostShown = 5

export function ScanTest() {
  const t = useWords(scanWords)
  const [scans, setScans] = useState<{ id: number; code: string; road: ScanRoad }[]>([])
  const find = useFind()
  const say = useSaid()
  useScanner((code, road) =>
    setScans((before) => [{ id: (before[0]?.id ?? 0) + 1, code, road }, ...before].slice(0, mostShown)),
  )
  return (
    <div className={classes.test} role="group" aria-label={t('test')}>
      <h4>{t('test')}</h4>
      <p className={classes.soft}>{t('testText')}</p>
      <ol className={classes.scans} aria-live="polite">
        {scans.length === 0 && <li className={classes.soft}>{t('testEmpty')}</li>}
        {scans.map(({ id, code, road }) => (
          <li key={id}>
            <code>{shownControl(code)}</code>
            <span>{say(find?.(code) ?? null)}</span>
            <span className={classes.soft}>{t(road === 'port' ? 'byPort' : 'byKeys')}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function useFind(): ((code: string) => Scanned) | null {
  const settings = useOne<Settings>('settings', 'organisation')?.body
  const goods = useTillGoods()
  const prices = useTillPrices(settings?.currency ?? 'RUB')
  return useMemo(() => {
    if (!settings || !goods || !prices) return null
    const priceOf = (id: string) => prices.of(id, settings.retailPriceTypeId)
    return (code) => findScanned(code, { goods, rules: settings.weighedCodes ?? [], priceOf })
  }, [settings, goods, prices])
}

function useSaid(): (scanned: Scanned | null) => string {
  const t = useWords(scanWords)
  const format = useFormat()
  return (scanned) => {
    switch (scanned?.kind) {
      case undefined:
        return t('asLoading')
      case 'empty':
        return t('asEmpty')
      case 'found': {
        const { product, quantityMilli } = scanned
        return quantityMilli === null
          ? t('asFound', { name: product.name })
          : t('asWeight', { name: product.name, quantity: format.quantity(quantityMilli, product.unit) })
      }
      case 'several':
        return t('asSeveral')
      case 'unknown':
        return t('asUnknown')
      case 'unknownItem':
        return t('asUnknownItem', { item: scanned.item })
      case 'misread':
        return t('asMisread')
      case 'notByWeight':
        return t('asNotByWeight', { name: scanned.name })
      case 'labelPrice':
        return t('asLabelPrice', { name: scanned.name })
      case 'noPrice':
        return t('asNoPrice', { name: scanned.name })
    }
  }
}
