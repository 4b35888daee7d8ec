/** What the journal holds beyond people's acts on devices: what the office did online, and what the server did itself. */
import type { JournalEntry } from '../../../lib/workplace-types.ts'
import type { Language } from '../../_ui/language.ts'
import { operationWord } from '../../_ui/operation-words.ts'
import { defineWords, say } from '../../_ui/words-engine.ts'

const actWords = defineWords('officeActs', {
  ru: {
    'device.makeCode': 'Сделан код для устройства',
    'device.enrol': 'Подключено устройство',
    'device.revoke': 'Отключено устройство',
    'person.save': 'Записан человек',
    'person.endSessions': 'Завершены входы',
    'catalogue.import': 'Загружен каталог',
    'settings.make': 'Создана организация',
    'settings.save': 'Изменены настройки',
    'held.accept': 'Офис принял как есть',
    'held.writeDown': 'Офис списал возврат',
    'held.refuse': 'Офис отказал',
    'demo.made': 'Создана демонстрация',
    server: 'Сервер',
  },
  en: {
    'device.makeCode': 'Code made for a device',
    'device.enrol': 'Device added',
    'device.revoke': 'Device switched off',
    'person.save': 'Person saved',
    'person.endSessions': 'Sign-ins ended',
    'catalogue.import': 'Catalogue imported',
    'settings.make': 'Organisation made',
    'settings.save': 'Settings changed',
    'held.accept': 'Taken by the office as it is',
    'held.writeDown': 'Return written down by the office',
    'held.refuse': 'Refused by the office',
    'demo.made': 'Demonstration made',
    server: 'Server',
  },
})
type OfficeAct = Exclude<keyof typeof actWords.ru, 'server'>

export const actWord = (kind: string, inLanguage: Language): string =>
  kind in actWords.ru && kind !== 'server'
    ? say(actWords, inLanguage)(kind as OfficeAct)
    : operationWord(kind, inLanguage)

/** People as they are called; the server and its jobs have ids for names. */
export function actorWord({ actorName, actorId }: JournalEntry, inLanguage: Language): string {
  const isServer = actorName === actorId && (actorId === 'system' || actorId === 'import')
  return isServer ? say(actWords, inLanguage)('server') : actorName
}

/** What was done at the server has no device of its own. */
export const deviceWord = ({ deviceName, deviceId }: JournalEntry): string =>
  deviceName === deviceId && (deviceId === 'server' || deviceId === 'import') ? '' : deviceName
