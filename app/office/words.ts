/** Words of the office's frame and of asking the server. Its screens have their own. */
import { defineWords } from '../_ui/words-engine.ts'

export const officeWords = defineWords('office', {
  ru: {
    sectionToday: 'Сегодня',
    sectionShifts: 'Смены',
    sectionJournal: 'Журнал',
    sectionDevices: 'Устройства',
    sectionPeople: 'Люди',
    sectionImport: 'Загрузка',
    sectionSettings: 'Настройки',

    notAnswered: 'Не удалось спросить сервер',
    lastKnown: 'Показано то, что было известно',
    updated: 'Обновлено',
    refresh: 'Обновить',
    actFailed: 'Не сделано. {{reason}}',
  },
  en: {
    sectionToday: 'Today',
    sectionShifts: 'Shifts',
    sectionJournal: 'Journal',
    sectionDevices: 'Devices',
    sectionPeople: 'People',
    sectionImport: 'Import',
    sectionSettings: 'Settings',

    notAnswered: 'The server could not be asked',
    lastKnown: 'This is what was known',
    updated: 'Updated',
    refresh: 'Refresh',
    actFailed: 'Not done. {{reason}}',
  },
})
