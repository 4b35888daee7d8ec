/** The policy file for this very address, the chosen printer and scanner, to be saved. */
'use client'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ScannerSettings } from '../../../lib/platform/scanning/scanner-connection.ts'
import { saveFile } from '../../_ui/save-file.ts'
import { useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinterSettings } from '../print/use-printing.ts'
import { scannerKey } from '../scan/scanner-settings.ts'
import classes from './check-page.module.css'
import { namedPorts, policyFor, policyJson, policyRegistry } from './policy-file.ts'
import { checkWords } from './words.ts'

const hex = (id: number): string => id.toString(16).padStart(4, '0')

export function PolicyPart({ origin }: { origin: string }) {
  const t = useWords(checkWords)
  const [settings] = usePrinterSettings()
  const [scanning] = useKeep<ScannerSettings | null>(scannerKey, null)
  const [printer, scanner] = [settings?.port ?? null, scanning?.port ?? null]
  const policy = policyFor(origin, printer, scanner)
  const json = policyJson(policy)
  const isAll = policy.SerialAllowAllPortsForUrls !== undefined
  // All serial ports hold the named ones too.
  const named = namedPorts(printer, scanner).filter(({ road }) => !isAll || road !== 'serial')
  const ids = named.map(({ vendorId, productId }) => `${hex(vendorId)}:${hex(productId)}`).join(', ')
  return (
    <section className={classes.part} aria-label={t('policyTitle')}>
      <h3>{t('policyTitle')}</h3>
      <p>
        {t('policyText', { origin })} {isAll && `${t('policyAll')} `}
        {named.length > 0 && `${t(isAll ? 'policyAlso' : 'policyOnly', { ids })} `}
        {t('policyScreen')}
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
