/**
 * The groups of the demonstration catalogue. `key` is a group's name in the tables of goods and the beginning of its
 * articles; `number` goes into barcodes. Both stay as they are: identities are made from them.
 */
export type DemoGroupRow = { key: string; number: number; name: string; parent: string | null }

export const demoGroupRows: readonly DemoGroupRow[] = [
  { key: 'W', number: 100, name: 'Вода', parent: null },
  { key: 'W19', number: 119, name: 'Вода 19 л', parent: 'W' },
  { key: 'W5', number: 105, name: 'Вода 5 и 10 л', parent: 'W' },
  { key: 'W15', number: 115, name: 'Вода 1,5 л', parent: 'W' },
  { key: 'W05', number: 106, name: 'Вода 0,5 и 0,33 л', parent: 'W' },
  { key: 'WM', number: 130, name: 'Минеральная и лечебно-столовая', parent: 'W' },
  { key: 'D', number: 150, name: 'Лимонады, морсы, квас', parent: null },
  { key: 'E', number: 200, name: 'Оборудование', parent: null },
  { key: 'EF', number: 210, name: 'Кулеры напольные', parent: 'E' },
  { key: 'ET', number: 220, name: 'Кулеры настольные', parent: 'E' },
  { key: 'EP', number: 230, name: 'Пурифайеры и фильтры', parent: 'E' },
  { key: 'P', number: 300, name: 'Помпы', parent: null },
  { key: 'PM', number: 310, name: 'Помпы механические', parent: 'P' },
  { key: 'PE', number: 320, name: 'Помпы электрические', parent: 'P' },
  { key: 'PA', number: 330, name: 'Подставки, держатели, чехлы', parent: 'P' },
  { key: 'C', number: 400, name: 'Стаканы и посуда', parent: null },
  { key: 'CC', number: 410, name: 'Стаканы', parent: 'C' },
  { key: 'CA', number: 420, name: 'Крышки, салфетки, размешиватели', parent: 'C' },
  { key: 'K', number: 500, name: 'Чай и кофе', parent: null },
  { key: 'KT', number: 510, name: 'Чай', parent: 'K' },
  { key: 'KB', number: 520, name: 'Кофе в зёрнах и молотый', parent: 'K' },
  { key: 'KS', number: 530, name: 'Кофе растворимый', parent: 'K' },
  { key: 'KA', number: 540, name: 'Сахар, сливки, сиропы', parent: 'K' },
  { key: 'S', number: 600, name: 'Снеки', parent: null },
  { key: 'SB', number: 610, name: 'Печенье, пряники, сушки', parent: 'S' },
  { key: 'SN', number: 620, name: 'Орехи и сухофрукты', parent: 'S' },
  { key: 'SC', number: 630, name: 'Шоколад и конфеты', parent: 'S' },
  { key: 'T', number: 700, name: 'Тара', parent: null },
  { key: 'U', number: 800, name: 'Услуги', parent: null },
  { key: 'UR', number: 810, name: 'Аренда', parent: 'U' },
  { key: 'UM', number: 820, name: 'Обслуживание и ремонт', parent: 'U' },
  { key: 'UD', number: 830, name: 'Доставка и прочее', parent: 'U' },
]
