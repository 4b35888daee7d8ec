import { defineWords } from '../../_ui/words-engine.ts'

export const settingsWords = defineWords('officeSettings', {
  ru: {
    title: 'Настройки',
    payTitle: 'Как покупатель может платить',
    payText: 'Из отмеченного он выбирает в магазине. Оператор и водитель могут принять деньги и по-другому.',
    payNone: 'Покупателя не спросят, как он заплатит.',
    pricesTitle: 'Прайс-листы',
    retail: 'Розничный прайс-лист',
    retailText: 'По нему покупают все, у кого в карточке не указан свой. По нему же магазин открыт без входа.',
    retailNone: 'Не выбран: цен в магазине нет',
    autoTitle: 'Принимать заказы автоматически',
    autoText:
      'Заказ по отмеченному прайс-листу примется сам, если покупатель сопоставлен, адрес проверен и не запрещает, товар есть на складе и цена не изменилась. Остальные ждут оператора.',
    noPriceLists: 'Прайс-листов ещё нет: они приходят из 1С на странице «Загрузка».',
    save: 'Сохранить',
    undo: 'Вернуть как было',
    saved: 'Настройки сохранены и уходят на устройства.',
    changed: 'Есть несохранённые изменения.',
    unknownPriceType: 'Одного из прайс-листов уже нет. Откройте настройки заново.',
  },
  en: {
    title: 'Settings',
    payTitle: 'How a customer may pay',
    payText: 'The shop offers what is marked. Operators and drivers may take money in other ways too.',
    payNone: 'Customers are not asked how they will pay.',
    pricesTitle: 'Price lists',
    retail: 'Retail price list',
    retailText:
      'Everybody buys at it who has none of their own in their record. The shop shows it before anybody signs in.',
    retailNone: 'Not chosen: the shop has no prices',
    autoTitle: 'Accept orders by themselves',
    autoText:
      'An order at a marked price list is accepted by itself when its customer is matched, the address is verified and does not forbid it, the goods are in stock and no price has changed. All others wait for an operator.',
    noPriceLists: 'There are no price lists yet: they come from 1C on the page “Import”.',
    save: 'Save',
    undo: 'Undo changes',
    saved: 'The settings are saved and on their way to the devices.',
    changed: 'There are unsaved changes.',
    unknownPriceType: 'One of the price lists is gone. Open the settings again.',
  },
})
