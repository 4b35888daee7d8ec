/** The menu behind the person's name: who is signed in, other workplaces, language, theme, keys, sign-out. */
'use client'
import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconDownload, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { useConfirm } from './confirm.tsx'
import { Dialog } from './dialog.tsx'
import { KeysList } from './keys-list.tsx'
import { LanguageChoice } from './language-choice.tsx'
import classes from './menu.module.css'
import { useInstall } from './pwa.ts'
import { roleKeys } from './role-keys.ts'
import { mayEnter, roomNameKeys, rooms, type Room } from './rooms.ts'
import { useSession, useStatus, useWorkplace } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export default function Menu({ room, start, onClose }: { room: Room; start: 'menu' | 'keys'; onClose: () => void }) {
  const t = useWords(baseWords)
  const [shown, setShown] = useState(start)
  if (shown === 'keys')
    return (
      <Dialog opened onClose={onClose} title={t('keysTitle')}>
        <KeysList />
      </Dialog>
    )
  return (
    <Dialog opened onClose={onClose} title={t('menu')} place="side" width={400}>
      <div className={classes.menu}>
        <Person onSignedOut={onClose} />
        <Workplaces current={room} />
        <LanguageChoice />
        <ThemeChoice />
        <InstallButton />
        <Button variant="default" leftSection={<IconKeyboard size={20} aria-hidden />} onClick={() => setShown('keys')}>
          {t('keys')}
        </Button>
      </div>
    </Dialog>
  )
}

function Person({ onSignedOut }: { onSignedOut: () => void }) {
  const t = useWords(baseWords)
  const workplace = useWorkplace()
  const confirm = useConfirm()
  const session = useSession()
  const { waiting } = useStatus()
  if (session.kind !== 'signedIn') return <p className={classes.soft}>{t('notSignedIn')}</p>

  const { person, deviceName, deviceKind } = session
  const signOut = async () => {
    const yes = await confirm({
      title: t('signOutAsk', { name: person.name }),
      text: waiting > 0 ? t('signOutWaiting', { count: waiting }) : deviceKind === 'staff' && t('signOutPlain'),
      act: t('signOut'),
      stay: t('stay'),
    })
    if (!yes) return
    await workplace.session.signOut()
    onSignedOut()
  }
  return (
    <section className={classes.person}>
      <p className={classes.soft}>{t('signedInAs')}</p>
      <p className={classes.name}>{person.name}</p>
      <p className={classes.soft}>
        {person.roles.map((role) => t(roleKeys[role])).join(', ')}
        {person.offline && ` · ${t('offlineSignIn')}`}
      </p>
      <p className={classes.soft}>
        {t('device')}: {deviceName}
      </p>
      <Button
        variant="default"
        leftSection={<IconLogout size={20} aria-hidden />}
        onClick={() => void signOut()}
        className={classes.signOut}
      >
        {t('signOut')}
      </Button>
    </section>
  )
}

function Workplaces({ current }: { current: Room }) {
  const t = useWords(baseWords)
  const session = useSession()
  const roles = session.kind === 'signedIn' ? session.person.roles : []
  const others = rooms.filter((room) => room !== current && mayEnter(room, roles))
  // A customer has one workplace and need not learn that there are others.
  if (session.kind !== 'signedIn' || session.deviceKind === 'customer' || others.length === 0) return null
  return (
    <nav className={classes.part} aria-label={t('workplaces')}>
      <h3>{t('workplaces')}</h3>
      {others.map((room) => (
        <a key={room} href={`/${room}`} className={classes.link}>
          {t(roomNameKeys[room])}
        </a>
      ))}
    </nav>
  )
}

function ThemeChoice() {
  const t = useWords(baseWords)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <section className={classes.part}>
      <h3 id="menu-theme">{t('theme')}</h3>
      <SegmentedControl
        fullWidth
        aria-labelledby="menu-theme"
        value={colorScheme}
        onChange={(value) => {
          if (value === 'auto' || value === 'light' || value === 'dark') setColorScheme(value)
        }}
        data={[
          { value: 'auto', label: t('themeAuto') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
      />
    </section>
  )
}

function InstallButton() {
  const t = useWords(baseWords)
  const install = useInstall()
  if (!install) return null
  return (
    <Button
      leftSection={<IconDownload size={20} aria-hidden />}
      onClick={() => {
        install().catch((cause: unknown) => console.warn('The app was not installed', cause))
      }}
    >
      {t('install')}
    </Button>
  )
}
