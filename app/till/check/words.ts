/** Words of the till's check: `<check>` names it, `<check>_<said>` is what was found, `…_do` what to do about it. */
import { defineWords } from '../../_ui/words-engine.ts'

export const checkWords = defineWords('tillCheck', {
  ru: {
    title: 'Проверка кассы',
    text: 'Подходит ли этот браузер, чтобы работать кассой, и что в нём поправить.',
    again: 'Проверить ещё раз',
    looking: 'Проверяю…',
    failed: 'Проверить браузер не удалось. Нажмите «Проверить ещё раз».',
    allGood: 'Всё в порядке',
    allInfo: 'Работать можно',
    allWarn: 'Работать можно, но есть что поправить',
    allBad: 'Есть то, что помешает работать',
    toneGood: 'в порядке',
    toneInfo: 'к сведению',
    toneWarn: 'поправьте',
    toneBad: 'не годится',

    address: 'Адрес',
    address_secure: 'Защищён: {{origin}}',
    address_insecure: 'Не защищён: {{origin}}',
    address_insecure_do:
      'Откройте кассу по адресу https://… или на самом сервере по http://localhost. Без этого браузер не даёт ни порта, ни работы без сети.',

    printing: 'Печать из браузера',
    printing_serial: '{{browser}} умеет работать с портом',
    printing_usbOnly: '{{browser}} умеет печатать только на USB-принтер',
    printing_usbOnly_do: 'Для принтера на COM-порту или кабеле USB-Serial нужен Chrome или Edge на компьютере.',
    printing_none: '{{browser}} не умеет печатать на чековый принтер',
    printing_none_do: 'Возьмите Chrome или Edge. Продавать можно и здесь: чеки запишутся, но не напечатаются.',

    grant: 'Разрешение на порт',
    grant_there: 'Есть: принтер найдётся без вопроса',
    grant_perhaps: 'Есть сейчас',
    grant_perhaps_do:
      'На этой системе браузер забывает кабель без своего серийного номера при каждом перезапуске. Поставьте политику ниже, и вопроса больше не будет.',
    grant_missing: 'Нет: выбранного порта браузер не видит',
    grant_missing_do: 'Проверьте кабель. Если он на месте, выберите порт заново или поставьте политику ниже.',

    printer: 'Принтер',

    window: 'Окно',
    window_fullscreen: 'На весь экран',
    window_standalone: 'Своё окно без адресной строки',
    window_browser: 'Обычная вкладка браузера',
    window_browser_do:
      'Закрыть её или уйти с неё легко по ошибке. Установите программу из меню браузера или запускайте в режиме киоска, строка ниже.',

    shell: 'Работа без сети',
    shell_ready: 'Программа лежит на этом устройстве ({{files}} файлов) и откроется без сети',
    shell_notYet: 'Программа ещё загружается на устройство',
    shell_notYet_do: 'Подождите минуту при связи и обновите страницу. До этого без сети касса не откроется.',
    shell_failed: 'Программа не сохранилась на устройстве',
    shell_failed_do: 'Освободите место на диске и откройте кассу заново при связи.',
    shell_unsupported: 'Этот браузер не умеет хранить программу',
    shell_unsupported_do: 'Откройте кассу по https:// в обычном окне Chrome или Edge, не в режиме инкогнито.',

    update: 'Версия',
    update_newest: 'Стоит последняя',
    update_waiting: 'Есть новая',
    update_waiting_do: 'Обновите программу между покупателями: касса предложит это сама.',
    update_unknown: 'Без связи не узнать, есть ли новая',

    kept: 'Хранение данных',
    kept_promised: 'Браузер обещает не удалять данные сам',
    kept_notPromised: 'Браузер может удалить данные, если на диске кончится место',
    kept_notPromised_do:
      'Установите кассу как программу (меню браузера): тогда браузер обещает хранить. Следите за местом на диске.',
    kept_unknown: 'Браузер не говорит, обещает ли он хранить данные',

    space: 'Место',
    space_enough: 'Свободно {{free}} МБ, занято {{used}} МБ',
    space_little: 'Свободно всего {{free}} МБ, занято {{used}} МБ',
    space_little_do:
      'Освободите место на диске. Так мало бывает и в гостевом окне и в режиме инкогнито: касса там не должна работать.',
    space_none: 'Почти не осталось: свободно {{free}} МБ, занято {{used}} МБ',
    space_none_do: 'Освободите место на диске сейчас: иначе продажа может не записаться.',
    space_unknown: 'Браузер не говорит, сколько места свободно',

    write: 'Запись на диск',
    write_strict: 'Продажа ждёт диска ({{ms}} мс) и переживёт выключение света',
    write_slow: 'Продажа ждёт диска {{ms}} мс: это долго',
    write_slow_do: 'Диск занят или стар. Закройте лишние программы; лучше заменить его на SSD.',
    write_relaxed: 'Браузер не ждёт диска: при выключении света последние продажи могут пропасть',
    write_relaxed_do: 'Обновите Chrome или Edge.',
    write_failed: 'Записать на диск не удалось',
    write_failed_do: 'Не продавайте на этом браузере: проверьте место на диске и перезапустите компьютер.',
    writeRest:
      'Проверено: операция записана со строгой гарантией до того, как касса сказала «готово». Что сам диск не врёт о записи, проверить из браузера нельзя: дешёвые карты памяти и отключённая защита кэша могут обмануть.',

    clock: 'Часы',
    clock_right: 'Идут верно (расхождение {{seconds}} с)',
    clock_late: 'Отстают на {{minutes}} мин',
    clock_late_do:
      'Включите в системе точное время из интернета. На порядок чеков это не влияет, но время на бумаге будет неверным.',
    clock_early: 'Спешат на {{minutes}} мин',
    clock_early_do:
      'Включите в системе точное время из интернета. На порядок чеков это не влияет, но время на бумаге будет неверным.',
    clock_unknown: 'Связи с сервером ещё не было: сравнить не с чем',

    awake: 'Экран',
    awake_possible: 'Не погаснет, пока касса открыта',
    awake_refused: 'Браузер сейчас не даёт держать экран включённым',
    awake_refused_do: 'Так бывает при экономии заряда. Подключите питание или отключите гашение экрана в системе.',
    awake_absent: 'Этот браузер не умеет держать экран включённым',
    awake_absent_do: 'Отключите гашение экрана в настройках системы.',

    policyTitle: 'Порт без вопроса: политика для этого адреса',
    policyText: 'Её ставит администратор компьютера один раз. Действует только на {{origin}}.',
    policyAll: 'Разрешает все последовательные порты: COM-порт по имени не назвать.',
    policyOnly: 'Из устройств разрешает только выбранные принтер и сканер: {{ids}}.',
    policyAlso: 'И выбранное устройство USB: {{ids}}.',
    policyScreen: 'Разрешает и окно для покупателя на втором экране.',
    policyJson: 'Linux: файл JSON',
    policyReg: 'Windows: файл REG',
    policyWhere:
      'Linux: положите файл в /etc/opt/chrome/policies/managed (Chromium: /etc/chromium/policies/managed). Windows: откройте файл двойным щелчком от имени администратора. Что действует, видно на странице chrome://policy.',
    kioskTitle: 'Запуск в режиме киоска',
    kioskText: 'Всегда в одной и той же папке профиля: в ней лежат ещё не отправленные чеки.',
    systemWindows: 'Windows',
    systemLinux: 'Linux',
    command: 'Команда',
    autostart: 'Запуск при входе в систему',
    autostartWindows: 'Один раз в PowerShell: появится ярлык в автозагрузке.',
    autostartLinux: 'Файл ~/.config/autostart/rodnik-till.desktop',
    entryName: 'Родник: касса',
    copy: 'Скопировать',
    copied: 'Скопировано',
    notCopied: 'Скопировать не удалось: выделите текст и скопируйте сами.',
    save: 'Сохранить файл',
  },
  en: {
    title: 'Till check',
    text: 'Whether this browser can be a till, and what to fix.',
    again: 'Check again',
    looking: 'Checking…',
    failed: 'The browser could not be checked. Press “Check again”.',
    allGood: 'Everything is fine',
    allInfo: 'Ready to work',
    allWarn: 'Ready to work, but something needs fixing',
    allBad: 'Something will get in the way of work',
    toneGood: 'OK',
    toneInfo: 'note',
    toneWarn: 'fix this',
    toneBad: 'not working',

    address: 'Address',
    address_secure: 'Secure: {{origin}}',
    address_insecure: 'Not secure: {{origin}}',
    address_insecure_do:
      'Open the till at https://…, or on the server itself at http://localhost. Otherwise the browser gives neither a port nor work without a network.',

    printing: 'Printing from the browser',
    printing_serial: '{{browser}} can use a port',
    printing_usbOnly: '{{browser}} can print on a USB printer only',
    printing_usbOnly_do: 'A printer on a COM port or a USB serial cable needs Chrome or Edge on a computer.',
    printing_none: '{{browser}} cannot print on a receipt printer',
    printing_none_do: 'Use Chrome or Edge. You can sell here too: receipts are recorded, but not printed.',

    grant: 'Permission for the port',
    grant_there: 'Granted: the printer is found without asking',
    grant_perhaps: 'Granted for now',
    grant_perhaps_do:
      'On this system the browser forgets a cable without a serial number at every restart. Set the policy below, and it will not ask again.',
    grant_missing: 'Missing: the browser does not see the chosen port',
    grant_missing_do: 'Check the cable. If it is in place, choose the port again or set the policy below.',

    printer: 'Printer',

    window: 'Window',
    window_fullscreen: 'Full screen',
    window_standalone: 'Its own window without an address bar',
    window_browser: 'An ordinary browser tab',
    window_browser_do:
      'It is easily closed or left by mistake. Install the app from the browser’s menu, or start it in kiosk mode with the command below.',

    shell: 'Work without a network',
    shell_ready: 'The app is on this device ({{files}} files) and opens without a network',
    shell_notYet: 'The app is still being downloaded to this device',
    shell_notYet_do:
      'Wait a minute while there is a network, then reload the page. Until then the till does not open without one.',
    shell_failed: 'The app was not saved on this device',
    shell_failed_do: 'Free some disk space and open the till again while there is a network.',
    shell_unsupported: 'This browser cannot keep the app',
    shell_unsupported_do: 'Open the till at https:// in an ordinary window of Chrome or Edge, not in a private one.',

    update: 'Version',
    update_newest: 'The newest',
    update_waiting: 'There is a newer one',
    update_waiting_do: 'Update between two customers: the till offers it by itself.',
    update_unknown: 'Without a network it is not known whether there is a newer one',

    kept: 'Data storage',
    kept_promised: 'The browser promises not to delete data by itself',
    kept_notPromised: 'The browser may delete data when the disk is full',
    kept_notPromised_do:
      'Install the till as an app (browser menu): then it promises. Keep an eye on the free disk space.',
    kept_unknown: 'The browser does not tell whether it promises to keep data',

    space: 'Disk space',
    space_enough: '{{free}} MB free, {{used}} MB used',
    space_little: 'Only {{free}} MB free, {{used}} MB used',
    space_little_do:
      'Free some disk space. A guest or private window has this little too: a till must not work in one.',
    space_none: 'Hardly any left: {{free}} MB free, {{used}} MB used',
    space_none_do: 'Free some disk space now: otherwise a sale may not be stored.',
    space_unknown: 'The browser does not tell how much space there is',

    write: 'Writing to the disk',
    write_strict: 'A sale waits for the disk ({{ms}} ms) and survives a power cut',
    write_slow: 'A sale waits {{ms}} ms for the disk: that is long',
    write_slow_do: 'The disk is busy or old. Close other programs; better, install an SSD.',
    write_relaxed: 'The browser does not wait for the disk: a power cut may take the last sales',
    write_relaxed_do: 'Update Chrome or Edge.',
    write_failed: 'Nothing could be written to the disk',
    write_failed_do: 'Do not sell with this browser: check the free disk space and restart the computer.',
    writeRest:
      'Verified: an act is written with the strict guarantee before the till says “done”. That the disk itself tells the truth cannot be verified from a browser: cheap memory cards and a write cache without protection may lie.',

    clock: 'Clock',
    clock_right: 'Correct ({{seconds}} s off)',
    clock_late: '{{minutes}} min late',
    clock_late_do:
      'Switch on the system’s time from the internet. The order of receipts does not depend on it, but the time on paper is wrong.',
    clock_early: '{{minutes}} min early',
    clock_early_do:
      'Switch on the system’s time from the internet. The order of receipts does not depend on it, but the time on paper is wrong.',
    clock_unknown: 'No contact with the server yet: nothing to compare with',

    awake: 'Screen',
    awake_possible: 'Stays on while the till is open',
    awake_refused: 'The browser does not keep the screen on now',
    awake_refused_do: 'This happens in power saving. Plug in the power, or switch off the system’s screen saver.',
    awake_absent: 'This browser cannot keep the screen on',
    awake_absent_do: 'Switch the screen saver off in the settings of the system.',

    policyTitle: 'The port without a question: a policy for this address',
    policyText: 'The computer’s administrator sets it once. It holds for {{origin}} only.',
    policyAll: 'It grants all serial ports: a COM port cannot be named.',
    policyOnly: 'Of devices it grants only the chosen printer and scanner: {{ids}}.',
    policyAlso: 'And the chosen USB device: {{ids}}.',
    policyScreen: 'It also grants the customer’s window on a second screen.',
    policyJson: 'Linux: JSON file',
    policyReg: 'Windows: REG file',
    policyWhere:
      'Linux: put the file into /etc/opt/chrome/policies/managed (Chromium: /etc/chromium/policies/managed). Windows: open the file with a double click as administrator. chrome://policy shows what holds.',
    kioskTitle: 'Starting in kiosk mode',
    kioskText: 'Always with the same profile folder: receipts that are not sent yet are kept in it.',
    systemWindows: 'Windows',
    systemLinux: 'Linux',
    command: 'Command',
    autostart: 'Start at sign-in',
    autostartWindows: 'Once, in PowerShell: it makes a shortcut in the startup folder.',
    autostartLinux: 'The file ~/.config/autostart/rodnik-till.desktop',
    entryName: 'Rodnik till',
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Nothing was copied: select the text and copy it yourself.',
    save: 'Save the file',
  },
})
