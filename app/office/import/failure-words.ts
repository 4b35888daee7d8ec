/** Why a file was not taken, in the person's language. A reason newer than this app is told by the server's own sentence. */
import type { FileFailure } from '../../../lib/workplace-types.ts'
import { formatIn } from '../../_ui/format.ts'
import type { Language } from '../../_ui/language.ts'
import { defineWords, say } from '../../_ui/words-engine.ts'

export const failureWords = defineWords('officeImportFailures', {
  ru: {
    empty: 'Файл пустой. Выгрузите его из 1С ещё раз.',
    archive: 'Это архив, а не XML. Распакуйте его и загрузите файлы .xml, которые внутри.',
    notXml: 'Это не правильный XML: ошибка в строке {{line}}. Выгрузите файл из 1С ещё раз.',
    truncated: 'Файл обрывается на строке {{line}}: конца нет. Выгрузите или скопируйте его ещё раз.',
    wrongRoot:
      'Это XML, но не выгрузка 1С: начинается с <{{root}}>, а должно быть <КоммерческаяИнформация>. Выберите файл обмена с сайтом.',
    brokenEncoding:
      'Текст не соответствует кодировке {{encoding}}, которая указана в файле (около строки {{line}}). Выгрузите его ещё раз.',
    unsupportedEncoding: 'Кодировка {{encoding}} не читается. Выгрузите файл в UTF-8 или windows-1251.',
    doctype:
      'В файле объявлен DOCTYPE (строка {{line}}). 1С его никогда не пишет, а скрыть в нём можно вредное, поэтому файл не принят.',
    tooLarge: 'Файл больше, чем принимается ({{limitBytes}}). Выгрузите его частями.',
    tooDeep: 'Вложенность больше {{limit}} уровней (строка {{line}}): таких каталогов не бывает, файл не принят.',
    textTooLong: 'В строке {{line}} текст длиннее {{limitChars}} знаков: таких каталогов не бывает, файл не принят.',
    recordTooLarge: 'Запись <{{element}}> (строка {{line}}) слишком велика для каталога, файл не принят.',
    noCatalogue:
      'Это выгрузка 1С, но каталога в ней нет. Заказы и контрагенты здесь не загружаются: выберите файлы import, offers, prices или rests.',
    fault: 'На сервере что-то сломалось. Подробности в его журнале под номером {{id}}.',
    notAWorkFile: 'Это не файл с сохранённой работой.',
    newerVersion:
      'Файл сохранён более новой версией приложения. Обновите сервер и загрузите файл ещё раз: в нём ничего не пропадёт.',
    damaged: 'Файл повреждён или изменён: контрольная сумма не сходится. Сохраните работу на устройстве ещё раз.',
    unknownDevice: 'Файл с устройства, которое не принадлежит этой организации.',
    gap: 'Не хватает работы, сделанной раньше: запись № {{expected}} этого устройства ещё не дошла. Дайте устройству её отправить или загрузите файл с ней, потом этот.',
    differs:
      'Под теми же номерами от этого устройства уже пришла другая работа (по № {{arrived}}): его восстановили из копии, или их два. Подключите его к сети: оно даст этой работе новые номера и отправит её.',
    inFile: '{{file}}: {{sentence}}',
  },
  en: {
    empty: 'The file is empty. Export it from 1C again.',
    archive: 'This is an archive, not XML. Unpack it and import the .xml files inside.',
    notXml: 'This is not well-formed XML: a mistake at line {{line}}. Export the file from 1C again.',
    truncated: 'The file breaks off at line {{line}}: its end is missing. Export or copy it again.',
    wrongRoot:
      'This is XML but no export of 1C: it begins with <{{root}}> where <КоммерческаяИнформация> belongs. Choose a file of the site exchange.',
    brokenEncoding:
      'The text does not match the encoding {{encoding}} named in the file (about line {{line}}). Export it again.',
    unsupportedEncoding: 'The encoding {{encoding}} is not read. Export the file as UTF-8 or windows-1251.',
    doctype:
      'The file declares a DOCTYPE (line {{line}}). 1C never writes one and it can hide harmful things, so the file was not taken.',
    tooLarge: 'The file is larger than is taken ({{limitBytes}}). Export it in portions.',
    tooDeep:
      'Nested deeper than {{limit}} levels (line {{line}}): no catalogue looks like this, the file was not taken.',
    textTooLong:
      'A text at line {{line}} is longer than {{limitChars}} characters: no catalogue looks like this, the file was not taken.',
    recordTooLarge: 'The record <{{element}}> (line {{line}}) is too large for a catalogue, the file was not taken.',
    noCatalogue:
      'This is an export of 1C without a catalogue. Orders and customers are not imported here: choose the import, offers, prices or rests files.',
    fault: 'Something went wrong on the server. It is in its log under {{id}}.',
    notAWorkFile: 'This is not a file of saved work.',
    newerVersion:
      'A newer version of the app saved this file. Update the server, then bring it again: nothing in it is lost.',
    damaged: 'The file is damaged or was changed: its checksum does not fit. Save the work on the device again.',
    unknownDevice: 'The file comes from a device that does not belong to this organisation.',
    gap: 'Earlier work is missing: record No. {{expected}} of this device has not arrived. Let the device send it, or bring the file that holds it, then this one.',
    differs:
      'Other work of this device has arrived under the same numbers (up to No. {{arrived}}): it was restored from a copy, or there are two of it. Connect it: it numbers this work anew and sends it.',
    inFile: '{{file}}: {{sentence}}',
  },
})

type Code = Exclude<keyof typeof failureWords.ru, 'inFile'>

export function fileFailureSentence(
  { message, why }: { message: string; why: FileFailure | null },
  inLanguage: Language,
): string {
  if (!why || !(why.code in failureWords.ru) || why.code === 'inFile') return message
  const t = say(failureWords, inLanguage)
  const format = formatIn(inLanguage)
  const params = Object.fromEntries(
    Object.entries(why.params).map(([name, value]) => [
      name,
      name.endsWith('Bytes') ? format.bytes(Number(value)) : String(value),
    ]),
  )
  // The params come from the wire: a sentence shows an empty place for one that an older server does not send.
  const sentence = (t as (code: Code, params: Record<string, string>) => string)(why.code as Code, params)
  const { file } = why.params
  return file === undefined ? sentence : t('inFile', { file, sentence })
}
