/**
 * Work of a device that this browser was before (another company, another database): it may not be sent from here, so a
 * person carries it to its office as a file. It stands in the tray until the person says that this is done.
 */
'use client'
import { Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import type { FormerWork } from '../../lib/workplace-types.ts'
import { useConfirm } from './confirm.tsx'
import classes from './tray.module.css'
import { useFormerWork } from './use-former-work.ts'
import { useSaveWork } from './use-save-work.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function FormerWorkPart() {
  const t = useWords(baseWords)
  const confirm = useConfirm()
  const save = useSaveWork()
  const [formerWork, setFormerWork] = useFormerWork()

  const remove = async (work: FormerWork) => {
    const yes = await confirm({
      title: work.waiting > 0 ? t('formerRemoveAsk', { count: work.waiting }) : t('formerRemoveCopyAsk'),
      text: work.waiting > 0 ? t('formerRemoveText') : t('formerSent'),
      act: t('formerRemove'),
      stay: t('formerKeep'),
      danger: true,
    })
    if (yes) await setFormerWork((before) => before.filter((one) => one.content !== work.content))
  }
  return formerWork.map((work) => (
    <section key={work.content} className={classes.wayOut}>
      <h3>{t('formerTitle')}</h3>
      <p>
        {t('formerText', { device: work.deviceName, organisation: work.organisation })}{' '}
        {work.waiting > 0 ? t('formerWaiting', { count: work.waiting }) : t('formerSent')}
      </p>
      <div className={classes.acts}>
        <Button
          leftSection={<IconDeviceFloppy size={20} aria-hidden />}
          onClick={() => void save(async () => work.content)}
        >
          {t('saveToFile')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            remove(work).catch((cause: unknown) => console.error('The former work could not be removed', cause))
          }}
        >
          {t('formerRemove')}
        </Button>
      </div>
    </section>
  ))
}
