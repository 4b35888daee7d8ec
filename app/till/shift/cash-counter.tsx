/** The helper that counts the drawer by notes and coins. Enter goes to the next kind. */
'use client'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { pieceKey, pieces, piecesTyped, type CashCount, type Piece } from './cash-count.ts'
import classes from './cash-counter.module.css'
import { shiftWords } from './words.ts'

export function CashCounter({ count, setCount }: { count: CashCount; setCount: (count: CashCount) => void }) {
  const t = useWords(shiftWords)
  return (
    <div className={classes.counter}>
      {(['note', 'coin'] as const).map((kind) => (
        <fieldset key={kind} className={classes.kind}>
          <legend>{t(kind === 'note' ? 'notes' : 'coins')}</legend>
          {pieces
            .filter((piece) => piece.kind === kind)
            .map((piece) => (
              <PieceRow
                key={pieceKey(piece)}
                piece={piece}
                typed={count[pieceKey(piece)] ?? ''}
                setTyped={(typed) => setCount({ ...count, [pieceKey(piece)]: typed })}
              />
            ))}
        </fieldset>
      ))}
    </div>
  )
}

function PieceRow({ piece, typed, setTyped }: { piece: Piece; typed: string; setTyped: (typed: string) => void }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const number = piecesTyped(typed)
  const amount = format.money(piece.minor)
  return (
    <label className={classes.piece}>
      <span className="r-figures">{format.amount(piece.minor)}</span>
      <span aria-hidden>×</span>
      <input
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={typed}
        aria-label={t(piece.kind === 'note' ? 'pieceNote' : 'pieceCoin', { amount })}
        aria-invalid={number === null || undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault() // Enter counts on; Ctrl+Enter closes the shift
          nextField(event.currentTarget)?.focus()
        }}
      />
      <span className={`r-figures ${classes.worth}`}>
        {number === null ? t('countWrong') : number === 0 ? '' : format.amount(number * piece.minor)}
      </span>
    </label>
  )
}

function nextField(field: HTMLInputElement): HTMLElement | null {
  const fields = [...(field.form?.querySelectorAll<HTMLElement>('input, textarea') ?? [])]
  return fields[fields.indexOf(field) + 1] ?? null
}
