/**
 * Words on screen. Each room keeps its own `words.ts` (`defineWords('shop', { ru, en })`) and reads them with
 * `const t = useWords(shopWords)`. Russian is the source: its keys are the type, English must have the same ones, and
 * the parameters of a sentence are read from its `{{names}}`, so a missing key, language or parameter does not compile.
 *
 * Plurals: `items_one`, `items_few`, `items_many` in Russian, `items_one`, `items_other` in English, asked for as
 * `t('items', { count })`.
 */
import { createInstance } from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import { language, type Language } from './language.ts'

type PluralSuffix = '_one' | '_few' | '_many' | '_other'
type Base<Key extends string> = Key extends `${infer Stem}${PluralSuffix}` ? Stem : Key
type PluralBase<Key extends string> = Key extends `${infer Stem}_one` ? Stem : never
type PlainKey<Key extends string> = Key extends `${string}${PluralSuffix}` ? never : Key
type Names<Sentence> = Sentence extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never

type EnglishOf<Ru extends Record<string, string>> = Record<PlainKey<keyof Ru & string>, string> &
  Record<`${PluralBase<keyof Ru & string>}${'_one' | '_other'}`, string>

type FormsOf<Ru extends Record<string, string>, Key extends string> = Ru[Extract<
  keyof Ru,
  Key | `${Key}${PluralSuffix}`
>]
type ParamsOf<Ru extends Record<string, string>, Key extends string> =
  Key extends PluralBase<keyof Ru & string>
    ? { count: number } & Record<Exclude<Names<FormsOf<Ru, Key>>, 'count'>, string | number>
    : Record<Names<FormsOf<Ru, Key>>, string | number>
type Args<Params> = keyof Params extends never ? [] : [params: Params]

export type Words<Ru extends Record<string, string>> = { room: string; ru: Ru; en: Record<string, string> }
export type Say<Ru extends Record<string, string>> = <Key extends Base<keyof Ru & string>>(
  key: Key,
  ...args: Args<ParamsOf<Ru, Key>>
) => string

type PlainSay = (key: string, params: Record<string, unknown>) => string

const engine = createInstance()
void engine.init({
  lng: 'ru',
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  // React escapes what it shows; escaping here too would show `&quot;`.
  interpolation: { escapeValue: false },
})

export function defineWords<const Ru extends Record<string, string>>(
  room: string,
  words: { ru: Ru; en: EnglishOf<Ru> },
): Words<Ru> {
  engine.addResourceBundle('ru', room, words.ru, true, true)
  engine.addResourceBundle('en', room, words.en, true, true)
  return { room, ...words }
}

export function say<Ru extends Record<string, string>>(words: Words<Ru>, inLanguage: Language): Say<Ru> {
  // i18next types its keys globally; ours are typed per room by `Say`, so here it is a plain function.
  const fixed = engine.getFixedT(inLanguage, words.room) as unknown as PlainSay
  return (key, ...args) => fixed(key, args[0] ?? {})
}

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get, () => 'ru')
}

export function useWords<Ru extends Record<string, string>>(words: Words<Ru>): Say<Ru> {
  const current = useLanguage()
  return useMemo(() => say(words, current), [words, current])
}
