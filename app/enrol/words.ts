import { defineWords } from '../_ui/words-engine.ts'

export const enrolWords = defineWords('enrol', {
  ru: {
    nowSignIn: 'Теперь выберите рабочее место и войдите по ПИНу.',
    chooseWorkplace: 'Выбрать рабочее место',
  },
  en: {
    nowSignIn: 'Now choose the workplace and sign in with your PIN.',
    chooseWorkplace: 'Choose the workplace',
  },
})
