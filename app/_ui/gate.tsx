/** Lets in who may work here, and leads everybody else to where they can: enrolment, sign-in, another workplace. */
'use client'
import { Button } from '@mantine/core'
import { IconDoorOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Empty } from './empty.tsx'
import { lazyPart } from './lazy-part.tsx'
import { LoadingRows } from './loading.tsx'
import { roleKeys } from './role-keys.ts'
import { mayEnter, roomNameKeys, roomRoles, rooms, type Room } from './rooms.ts'
import { useSession, useWorkplace } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'
import { gateWords } from './gate-words.ts'

const Enrol = lazyPart(() => import('./sign-in/enrol.tsx'), <LoadingRows />)
const StaffSignIn = lazyPart(() => import('./sign-in/staff-sign-in.tsx'), <LoadingRows />)

export function Gate({ room, children }: { room: Room; children: ReactNode }) {
  const session = useSession()
  if (session.kind === 'starting') return <LoadingRows />
  // The shop has its own door: its catalogue is open to everybody.
  if (room === 'shop') return children
  if (session.kind === 'notEnrolled' || session.deviceKind === 'customer') return <Enrol />
  if (session.kind === 'signedOut') return <StaffSignIn people={session.people} deviceName={session.deviceName} />
  return mayEnter(room, session.person.roles) ? children : <WrongRoom room={room} />
}

function WrongRoom({ room }: { room: Exclude<Room, 'shop'> }) {
  const t = useWords(gateWords)
  const base = useWords(baseWords)
  const workplace = useWorkplace()
  const session = useSession()
  if (session.kind !== 'signedIn') return null
  const { roles, name } = session.person
  const others = rooms.filter((other) => other !== 'shop' && mayEnter(other, roles))
  return (
    <Empty
      icon={<IconDoorOff size={36} />}
      title={t('wrongRoom', { room: base(roomNameKeys[room]) })}
      text={t('wrongRoomText', {
        name,
        roles: roles.map((role) => base(roleKeys[role])).join(', '),
        wanted: roomRoles[room].map((role) => base(roleKeys[role])).join(', '),
      })}
      action={
        <>
          {others.map((other) => (
            <Button key={other} component="a" href={`/${other}`}>
              {t('goTo', { room: base(roomNameKeys[other]) })}
            </Button>
          ))}
          <Button variant="default" onClick={() => void workplace.session.signOut()}>
            {t('signInAsOther')}
          </Button>
        </>
      }
    />
  )
}
