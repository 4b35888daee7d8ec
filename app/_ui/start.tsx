/** `/`: opens the workplace this device used last; the first time, or at `/#choose`, a clear choice by who one is. */
'use client'
import {
  IconBuildingStore,
  IconCashRegister,
  IconClipboardList,
  IconDroplet,
  IconReportMoney,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { LanguageChoice } from './language-choice.tsx'
import { rememberedRoom, roomNameKeys, type Room } from './rooms.ts'
import { startWords } from './start-words.ts'
import classes from './start.module.css'
import { usePageTitle } from './title.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

const choices = [
  { room: 'shop', Icon: IconBuildingStore, text: 'shopText' },
  { room: 'desk', Icon: IconClipboardList, text: 'deskText' },
  { room: 'till', Icon: IconCashRegister, text: 'tillText' },
  { room: 'route', Icon: IconTruckDelivery, text: 'routeText' },
  { room: 'office', Icon: IconReportMoney, text: 'officeText' },
] as const satisfies { room: Room; Icon: typeof IconDroplet; text: string }[]

export function Start() {
  const t = useWords(startWords)
  const base = useWords(baseWords)
  const [isChoosing, setChoosing] = useState(false)
  usePageTitle(base('product'))

  useEffect(() => {
    const room = rememberedRoom()
    if (room && window.location.hash !== '#choose') window.location.replace(`/${room}`)
    else setChoosing(true)
  }, [])

  if (!isChoosing) return null
  return (
    <main className={classes.start}>
      <header>
        <IconDroplet size={48} aria-hidden />
        <h1>{base('product')}</h1>
        <p>{t('question')}</p>
      </header>
      <nav aria-label={base('workplaces')} className={classes.choices}>
        {choices.map(({ room, Icon, text }) => (
          <a key={room} href={`/${room}`}>
            <Icon size={32} aria-hidden />
            <span>
              <strong>{base(roomNameKeys[room])}</strong>
              <span>{t(text)}</span>
            </span>
          </a>
        ))}
      </nav>
      <LanguageChoice />
    </main>
  )
}
