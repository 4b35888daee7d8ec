/** One-time codes that customers wait for, to be told on the phone. Never kept on the device. Also at the desk. */
'use client'
import { useFormat } from '../../_ui/format.ts'
import { useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart } from '../asked.tsx'
import { useAsk } from '../use-ask.ts'
import classes from './waiting-codes.module.css'
import { codeWords } from './words.ts'

export function WaitingCodes() {
  const t = useWords(codeWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const now = useNow(5000)
  const asked = useAsk('codes', () => workplace.office.pendingCodes(), { everyMs: 5000 })
  return (
    <AskedPart asked={asked} rows={1} isSmall>
      {(codes) => {
        const valid = codes.filter((code) => code.expiresAt > now)
        if (valid.length === 0) return <p className={classes.soft}>{t('empty')}</p>
        return (
          <>
            <p className={classes.soft}>{t('text')}</p>
            <ul className={classes.codes} aria-live="polite">
              {valid.map(({ phone, code, expiresAt }) => (
                <li key={`${phone} ${code}`}>
                  <a href={`tel:${phone}`} className={classes.phone}>
                    {format.phone(phone)}
                  </a>
                  <strong
                    className={classes.code}
                    aria-label={t('spelled', { code: [...code].join(' '), phone: format.phone(phone) })}
                  >
                    {code}
                  </strong>
                  <span className={classes.soft}>{t('valid', { left: format.duration(expiresAt - now) })}</span>
                </li>
              ))}
            </ul>
          </>
        )
      }}
    </AskedPart>
  )
}
