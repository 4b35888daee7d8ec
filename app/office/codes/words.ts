import { defineWords } from '../../_ui/words-engine.ts'

export const codeWords = defineWords('officeCodes', {
  ru: {
    text: 'Сообщения сами не отправляются. Продиктуйте код покупателю, который звонит с этого номера.',
    empty: 'Сейчас кодов никто не ждёт.',
    valid: 'ещё {{left}}',
    spelled: 'Код {{code}} для {{phone}}',
  },
  en: {
    text: 'Messages are not sent by themselves. Tell the code to the customer who calls from this number.',
    empty: 'Nobody waits for a code now.',
    valid: '{{left}} left',
    spelled: 'Code {{code}} for {{phone}}',
  },
})
