import { LANGUAGES, type Language, type Term } from '#lesson'
import { type Authored, lineOf, type Problem } from './authored.ts'
import { LENGTHS, lengthOf, proseIn, readingMinutes } from './measure.ts'

/** What no lesson says, and what it says instead. */
const NEVER: Readonly<Record<Language, readonly RegExp[]>> = {
  'zh-CN': [
    /！/,
    /您/,
    /我们来/,
    /吧[，。？]/,
    /,(?=\p{Script=Han})/u,
    /(?<=\p{Script=Han})[,;?]/u,
  ],
  en: [/\bsimply\b/i, /\bjust\b/i, /!/, /\beasily\b/i],
}

const PAGE =
  /^https:\/\/kubernetes\.io\/(zh-cn\/)?docs\/(concepts|reference|tasks|tutorials|setup)\//

export interface Course {
  readonly lessons: readonly string[]
  readonly terms: readonly Term[]
}

/** What can be seen in the words without playing them. */
export function checkWords(authored: Authored, course: Course): readonly Problem[] {
  return [
    ...checkSameness(authored),
    ...LANGUAGES.flatMap((language) => [
      ...checkLength(authored, language),
      ...checkTone(authored, language),
      ...checkLinks(authored, language, course.lessons),
    ]),
    ...checkTerms(authored, course.terms),
  ]
}

/** Both languages have the same hints, commands, outputs and pages. */
function checkSameness({ lesson, words, transcripts }: Authored): readonly Problem[] {
  const [chinese, english] = [words['zh-CN'], words.en]
  const pairs: readonly (readonly [what: string, a: unknown, b: unknown])[] = [
    ...lesson.steps.flatMap(({ id }) => {
      const [a, b] = [chinese.steps[id], english.steps[id]]
      return [
        [`hints of step ${id}`, a?.hints.length, b?.hints.length],
        [`"missing" of step ${id}`, sorted(a?.missing), sorted(b?.missing)],
      ] as const
    }),
    ['pages to read', pagesOf(chinese.read), pagesOf(english.read)],
    ['commands', commandsOf(transcripts['zh-CN']), commandsOf(transcripts.en)],
  ]
  return pairs.flatMap(([what, a, b]) =>
    JSON.stringify(a) === JSON.stringify(b)
      ? []
      : [
          {
            file: 'zh-CN.md',
            message: `${what}: ${JSON.stringify(a)}, in en.md ${JSON.stringify(b)}`,
          },
        ],
  )
}

function sorted(record: object | undefined): readonly string[] {
  return Object.keys(record ?? {}).sort()
}

function pagesOf(read: readonly { readonly address: string }[]): readonly string[] {
  return read.map(({ address }) => address.replace('/zh-cn/', '/'))
}

function commandsOf(shown: readonly { command: string; output?: string }[]): readonly string[] {
  return shown.map(({ command, output }) => `${command}\n${output ?? ''}`)
}

function checkLength({ lesson, words }: Authored, language: Language): readonly Problem[] {
  const file = `${language}.md`
  const { least, most } = LENGTHS[language]
  const length = lengthOf(language, words[language])
  const minutes = readingMinutes(language, words[language])
  const problems: Problem[] = []
  if (length < least || length > most)
    problems.push({ file, message: `is ${length} words long, and may have ${least} to ${most}` })
  if (minutes > lesson.minutes)
    problems.push({ file, message: `takes ${minutes.toFixed(1)} minutes to read alone` })
  for (const { id } of lesson.steps) {
    const { hints = [], explanationHtml = '' } = words[language].steps[id] ?? {}
    if (hints.length < 2) problems.push({ file, message: `step ${id} needs two hints or more` })
    if (explanationHtml === '') problems.push({ file, message: `step ${id} explains nothing` })
  }
  return problems
}

function checkTone(authored: Authored, language: Language): readonly Problem[] {
  const file = `${language}.md`
  return proseIn(authored.words[language]).flatMap((text) =>
    toneOf(text, language).map((found) =>
      problemAt(authored, file, { text: found, message: `"${found}" in "${text.trim()}"` }),
    ),
  )
}

/** What a text says that the course never does. */
export function toneOf(text: string, language: Language): readonly string[] {
  return NEVER[language].flatMap((never) => never.exec(text)?.slice(0, 1) ?? [])
}

/** Words of a Chinese text that are not the course's own. */
export function unwantedTerms(text: string, terms: readonly Term[]): readonly string[] {
  return terms.flatMap(({ term, not }) =>
    not.filter((it) => text.includes(it)).map((it) => `say ${term['zh-CN']}, not ${it}`),
  )
}

function checkLinks(
  { lesson, words, files }: Authored,
  language: Language,
  lessons: readonly string[],
): readonly Problem[] {
  const file = `${language}.md`
  const pages = words[language].read.map(({ address }) => address)
  const inText = [...(files.get(file) ?? '').matchAll(/\]\(([^)]+)\)/g)].map((it) => it[1] ?? '')
  const focuses = new Set(lesson.steps.flatMap(({ focus }) => focus))
  const odd = [...focuses].filter((it) => !/^(pod|network|(container|volume):\S+)$/.test(it))
  return [
    ...pages
      .filter((it) => !PAGE.test(it) || !/[/l]$/.test(it))
      .map((it) => ({ file, message: `${it} is no page of the documentation` })),
    ...inText
      .filter((it) => !PAGE.test(it) && !lessons.includes(it.replace(/^#\//, '')))
      .map((it) => ({ file, message: `${it} leads nowhere` })),
    ...odd.map((it) => ({ file: 'lesson.yaml', message: `focus ${it} is nothing on the diagram` })),
  ]
}

function checkTerms(authored: Authored, terms: readonly Term[]): readonly Problem[] {
  const text = proseIn(authored.words['zh-CN']).join('\n')
  const file = 'zh-CN.md'
  return terms.flatMap(({ term, not, alias, lesson }) => {
    const unwanted = alias !== undefined && lesson !== authored.lesson.id ? [...not, alias] : not
    return unwanted
      .filter((it) => text.includes(it))
      .map((it) =>
        problemAt(authored, file, { text: it, message: `say ${term['zh-CN']}, not ${it}` }),
      )
  })
}

function problemAt(
  authored: Authored,
  file: string,
  { text, message }: { readonly text: string; readonly message: string },
): Problem {
  const line = lineOf(authored, file, text)
  return line === undefined ? { file, message } : { file, line, message }
}
