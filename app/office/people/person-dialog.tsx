'use client'
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Role } from '../../../lib/domain/staff/person.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { roleKeys } from '../../_ui/role-keys.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import { officeWords } from '../words.ts'
import type { OfficePerson } from './people-screen.tsx'
import classes from './people.module.css'
import { peopleWords } from './words.ts'

const staffRoles = [
  { role: 'operator', hint: 'roleOperatorHint' },
  { role: 'driver', hint: 'roleDriverHint' },
  { role: 'cashier', hint: 'roleCashierHint' },
  { role: 'office', hint: 'roleOfficeHint' },
  { role: 'administrator', hint: 'roleAdministratorHint' },
] as const

export function PersonDialog({
  person,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  person: OfficePerson | null
  onClose: () => void
  onSaved: () => void
}) {
  const t = useWords(peopleWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  const [name, setName] = useState(person?.name ?? '')
  const [roles, setRoles] = useState<Role[]>(person?.roles ?? [])
  const [active, setActive] = useState(person?.active ?? true)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const isPinWrong = pin !== '' && !/^\d{4,8}$/.test(pin)

  const save = async () => {
    setProblem(null)
    try {
      const saved = await workplace.office.savePerson({
        id: person?.id ?? null,
        name: name.trim(),
        roles,
        active,
        pin: pin === '' ? null : pin,
      })
      if (saved.kind !== 'ok') {
        setProblem(t(saved.kind))
        return false
      }
      notice({ tone: 'good', text: t(person && pin !== '' ? 'savedPin' : 'saved', { name: name.trim() }) })
      onSaved()
      return true
    } catch (cause) {
      setProblem(office('actFailed', { reason: failureSentence(cause, base) }))
      return false
    }
  }
  return (
    <FormDialog
      title={t(person ? 'titleEdit' : 'titleNew')}
      act={t('save')}
      disabled={name.trim() === '' || isPinWrong}
      onClose={onClose}
      onSubmit={save}
    >
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        autoComplete="off"
        required
        data-autofocus
      />
      <fieldset className={classes.roles}>
        <legend>{t('roles')}</legend>
        <p className={classes.soft}>{t('rolesHint')}</p>
        {staffRoles.map(({ role, hint }) => (
          <div key={role}>
            <Checkbox
              label={capital(base(roleKeys[role]))}
              description={t(hint)}
              checked={roles.includes(role)}
              onChange={(event) =>
                setRoles(event.currentTarget.checked ? [...roles, role] : roles.filter((other) => other !== role))
              }
            />
          </div>
        ))}
      </fieldset>
      <TextInput
        label={t(person?.hasPin ? 'newPin' : 'firstPin')}
        description={person?.hasPin ? `${t('pinHint')} ${t('pinHintKeep')}` : t('pinHint')}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
        error={isPinWrong ? t('pinWrong') : null}
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        classNames={{ input: classes.pin }}
      />
      {person && (
        <Switch
          label={t('active')}
          description={t('activeHint')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
      <p role="alert" className={classes.problem}>
        {problem}
      </p>
    </FormDialog>
  )
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
