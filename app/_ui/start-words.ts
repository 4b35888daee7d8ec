import { defineWords } from './words-engine.ts'

export const startWords = defineWords('start', {
  ru: {
    question: 'Что вы здесь делаете?',
    shopText: 'Заказываю воду и всё к ней',
    deskText: 'Принимаю и веду заказы',
    tillText: 'Продаю за прилавком',
    routeText: 'Развожу заказы',
    officeText: 'Смотрю за работой, людьми и устройствами',
  },
  en: {
    question: 'What do you do here?',
    shopText: 'I order water and what goes with it',
    deskText: 'I take and follow orders',
    tillText: 'I sell at the counter',
    routeText: 'I deliver orders',
    officeText: 'I look after the work, people and devices',
  },
})
