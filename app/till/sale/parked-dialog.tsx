/** Sales laid aside, here or at another till, to be taken up again. */
'use client'
import { lineAmount } from '../../../lib/domain/money.ts'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useList, useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './dialogs.module.css'
import { isEmpty, takenUp } from './sale.ts'
import { useNoteTakenUp } from './use-lost-takes.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function ParkedDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const { sale, change, goods, currency, forgetClosed } = useSale()
  const parked = useList<Parked>('parked')
  const standing = parked?.filter(({ body }) => body.taken === null)
  const isBusy = !isEmpty(sale)
  const note = useNoteTakenUp()

  const take = (body: Parked) => {
    const next = takenUp(
      body,
      (id) => goods?.product(id)?.fractional ?? false,
      () => workplace.newId(),
    )
    note({ parkedId: body.id, saleId: next.saleId })
    // A scan may have begun a sale while the list stood open: it is not thrown away.
    void change((before) => (isEmpty(before) ? next : before))
    forgetClosed()
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={t('parkedTitle')} width={560}>
      <div className={classes.column}>
        {isBusy && <p className={classes.soft}>{t('parkedBusy')}</p>}
        {standing === undefined && <LoadingRows />}
        {standing?.length === 0 && <p className={classes.soft}>{t('parkedEmpty')}</p>}
        <ul className={classes.rows}>
          {standing?.map(({ id, body }, index) => (
            <li key={id}>
              <button
                type="button"
                className={classes.row}
                disabled={isBusy}
                aria-label={t('parkedTake', { name: body.name })}
                data-autofocus={index === 0 || undefined}
                onClick={() => take(body)}
              >
                <span>
                  {body.name}
                  <span className={classes.soft}>
                    <When at={body.parked.at} /> · {t('parkedBy', { by: body.parked.byName, till: body.tillName })}
                  </span>
                </span>
                <strong>{format.money(amountOf(body), currency)}</strong>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

const amountOf = ({ lines }: Parked): number =>
  lines.reduce((sum, line) => sum + (lineAmount(line.priceMinor, line.quantityMilli) ?? 0) - line.discountMinor, 0)
