/** Whether new orders make a sound here, remembered by the device. */
'use client'
import { useCallback, useSyncExternalStore } from 'react'
import { useNotice } from '../../_ui/notice.tsx'
import { useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { baseWords } from '../../_ui/words.ts'
import { deskWords } from '../words.ts'
import { chime } from './chime.ts'

export type Sound = 'on' | 'off' | 'needsPress'

export function useSound(): { sound: Sound; toggle: () => void; ring: () => void } {
  const t = useWords(deskWords)
  const base = useWords(baseWords)
  const notice = useNotice()
  const [isOn, setOn] = useKeep('desk.sound', true)
  const isAllowed = useSyncExternalStore(chime.onAllowed, chime.isAllowed, () => false)

  const ring = useCallback(() => {
    if (!isOn) return
    chime.play().catch((cause: unknown) => console.warn('The sound was not played', cause))
  }, [isOn])

  const sound: Sound = !isOn ? 'off' : isAllowed ? 'on' : 'needsPress'
  const toggle = () => {
    // The press that asked for the sound is the press that allows it.
    const next = sound === 'needsPress' ? true : !isOn
    setOn(next).catch((cause: unknown) => {
      console.error('The choice of sound could not be stored', cause)
      notice({ tone: 'bad', text: base('failedUnknown') })
    })
    if (!next) return
    chime.play().catch((cause: unknown) => {
      console.warn('The sound was not played', cause)
      notice({ tone: 'bad', text: t('soundFailed') })
    })
  }
  return { sound, toggle, ring }
}
