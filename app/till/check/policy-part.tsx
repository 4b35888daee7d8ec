/** The policy file for this very address and the chosen printer, to be saved. */
'use client'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { saveFile } from '../../_ui/save-file.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinterSettings } from '../print/use-printing.ts'
import classes from './check-page.module.css'
import { policyFor, policyJson, policyRegistry } from './policy-file.ts'
import { checkWords } from './words.ts'

const hex = (id: number): string => id.toString(16).padStart(4, '0')

export function PolicyPart({ origin }: { origin: string }) {
  const t = useWords(checkWords)
  const [settings] = usePrinterSettings()
  const port = settings?.port ?? null
  const policy = policyFor(origin, port)
  const json = policyJson(policy)
  const isAll = policy.SerialAllowAllPortsForUrls !== undefined
  return (
    <section className={classes.part} aria-label={t('policyTitle')}>
      <h3>{t('policyTitle')}</h3>
      <p>
        {t('policyText', { origin })}{' '}
        {isAll ? t('policyAll') : t('policyOne', { ids: `${hex(port?.vendorId ?? 0)}:${hex(port?.productId ?? 0)}` })}
      </p>
      <pre className={classes.code}>{json}</pre>
      <div className={classes.acts}>
        <Button
          variant="default"
          size="lg"
          leftSection={<IconDownload size={22} aria-hidden />}
          onClick={() => saveFile('rodnik.json', json)}
        >
          {t('policyJson')}
        </Button>
        <Button
          variant="default"
          size="lg"
          leftSection={<IconDownload size={22} aria-hidden />}
          onClick={() => saveFile('rodnik.reg', policyRegistry(policy), 'text/plain')}
        >
          {t('policyReg')}
        </Button>
      </div>
      <p className={classes.soft}>{t('policyWhere')}</p>
    </section>
  )
}
