/** What `set -o` and `shopt` turn on and off. */
export type OptionName = (typeof SET_NAMES)[number] | (typeof SHOPT_NAMES)[number]

export const SET_NAMES = [
  'allexport',
  'braceexpand',
  'errexit',
  'hashall',
  'ignoreeof',
  'monitor',
  'noclobber',
  'noexec',
  'noglob',
  'notify',
  'nounset',
  'pipefail',
  'posix',
  'privileged',
  'verbose',
  'vi',
  'emacs',
  'xtrace',
  'nolog',
  'errtrace',
  'functrace',
  'physical',
  'history',
  'histexpand',
  'keyword',
  'onecmd',
  'interactive-comments',
] as const

export const SHOPT_NAMES = [
  'nullglob',
  'dotglob',
  'failglob',
  'nocaseglob',
  'nocasematch',
  'extglob',
  'globstar',
  'lastpipe',
  'expand_aliases',
  'checkwinsize',
  'cmdhist',
  'histappend',
  'inherit_errexit',
  'sourcepath',
  'autocd',
  'cdspell',
  'huponexit',
  'login_shell',
  'progcomp',
  'promptvars',
] as const

/** The letters of `set`, where an option has one. */
export const OPTION_LETTERS: ReadonlyMap<string, OptionName> = new Map([
  ['a', 'allexport'],
  ['b', 'notify'],
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['h', 'hashall'],
  ['k', 'keyword'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['p', 'privileged'],
  ['t', 'onecmd'],
  ['u', 'nounset'],
  ['v', 'verbose'],
  ['x', 'xtrace'],
  ['B', 'braceexpand'],
  ['C', 'noclobber'],
  ['E', 'errtrace'],
  ['H', 'histexpand'],
  ['P', 'physical'],
  ['T', 'functrace'],
  ['I', 'ignoreeof'],
  ['V', 'vi'],
])

const DASH_LETTERS = 'aCefhImnsuvVxbEp'
const DASH_NAMES = new Set<string>(
  'errexit noglob ignoreeof interactive monitor noexec stdin xtrace verbose vi emacs noclobber allexport notify nounset privileged nolog debug'.split(
    ' ',
  ),
)
const ASH_NAMES = new Set<string>([...DASH_NAMES, 'pipefail'])

/** Whether a shell has that letter of `set`. */
export function knowsLetter(shell: 'bash' | 'dash' | 'ash', letter: string): boolean {
  return shell === 'bash' ? OPTION_LETTERS.has(letter) : DASH_LETTERS.includes(letter)
}

export function optionNamed(shell: 'bash' | 'dash' | 'ash', name: string): OptionName | undefined {
  const found = SET_NAMES.find((it) => it === name)
  if (shell === 'bash') return found
  return (shell === 'dash' ? DASH_NAMES : ASH_NAMES).has(name) ? found : undefined
}
