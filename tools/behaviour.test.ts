import { expect, test } from 'vitest'
import { readBehaviour } from './behaviour.ts'

const TEXT = `# What the engine keeps to

Numbered.

## Terminals (\`kernel\`)

\`\`\`
T1   Lines are edited as by Linux: recorded
     from one. termios(3)
T2   Ctrl-C reaches the foreground. termios(3)
\`\`\`

Not simulated: stopping output
by Ctrl-S.

## Events (\`events\`)

\`\`\`
E1   Similar events are one.
\`\`\`
`

const TESTS = ["test('[T1] is edited', …)\ntest('[T1, E1] is one', …)", "{ rule: 'T1', keys: 'x' }"]

test('rules are read with their tests, and what is left out with its section', () => {
  expect(readBehaviour(TEXT, TESTS)).toEqual([
    {
      title: 'Terminals',
      rules: [
        {
          id: 'T1',
          text: 'Lines are edited as by Linux: recorded from one. termios(3)',
          tests: 3,
        },
        { id: 'T2', text: 'Ctrl-C reaches the foreground. termios(3)', tests: 0 },
      ],
      notes: ['Not simulated: stopping output by Ctrl-S.'],
    },
    {
      title: 'Events',
      rules: [{ id: 'E1', text: 'Similar events are one.', tests: 1 }],
      notes: [],
    },
  ])
})
