'use client'
import { Button } from '@mantine/core'
import { IconMapPinOff } from '@tabler/icons-react'
import { Empty } from './_ui/empty.tsx'
import { usePageTitle } from './_ui/title.ts'
import { baseWords } from './_ui/words.ts'
import { useWords } from './_ui/words-engine.ts'

export default function NotFound() {
  const t = useWords(baseWords)
  usePageTitle(`${t('notFoundTitle')} · ${t('product')}`)
  return (
    <main>
      <Empty
        icon={<IconMapPinOff size={36} />}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={
          <Button component="a" href="/#choose">
            {t('toStart')}
          </Button>
        }
      />
    </main>
  )
}
