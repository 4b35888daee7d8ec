/** The customer's screen on the devices' page: opens it, and says what stands there between sales. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useNotice } from '../../_ui/notice.tsx'
import { useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from '../print/printer-page.module.css'
import { useNotStored } from '../use-not-stored.ts'
import { customerScreenKey, screenAtStart, type CustomerScreen } from './customer-screen.ts'
import part from './customer-part.module.css'
import { readImage } from './read-image.ts'
import { useOpenScreen } from './use-open-screen.ts'
import { customerScreenWords } from './words.ts'

const mostLetters = 160

export function CustomerPart() {
  const t = useWords(customerScreenWords)
  const notice = useNotice()
  const notStored = useNotStored()
  const open = useOpenScreen()
  const [screen, keep] = useKeep<CustomerScreen>(customerScreenKey, screenAtStart)
  const change = (next: Partial<CustomerScreen>) =>
    void keep((before) => ({ ...before, ...next })).catch(notStored('The customer’s screen could not be stored'))
  const take = (file: File | undefined) => {
    if (!file) return
    readImage(file).then(
      (image) => change({ image }),
      (cause: unknown) => {
        console.warn('The picture could not be read', cause)
        notice({ tone: 'bad', text: t('imageBad') })
      },
    )
  }
  return (
    <section className={classes.part} aria-label={t('partTitle')}>
      <h3>{t('partTitle')}</h3>
      <p className={classes.soft}>{t('partText')}</p>
      <div className={classes.acts}>
        <Button size="lg" variant="default" leftSection={<IconDeviceDesktop size={22} aria-hidden />} onClick={open}>
          {t('open')}
        </Button>
      </div>
      <TextInput
        label={t('words')}
        description={t('wordsHint')}
        maxLength={mostLetters}
        value={screen.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      {screen.image !== null && <img src={screen.image} alt={t('image')} className={part.image} />}
      <div className={classes.acts}>
        <Button component="label" variant="default" className={classes.file ?? ''}>
          {t('imageChoose')}
          <input
            type="file"
            accept="image/*"
            aria-label={t('image')}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </Button>
        {screen.image !== null && (
          <Button variant="default" onClick={() => change({ image: null })}>
            {t('imageRemove')}
          </Button>
        )}
      </div>
    </section>
  )
}
