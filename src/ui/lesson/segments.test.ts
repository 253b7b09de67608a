import { expect, test } from 'vitest'
import { segmentsOf } from './segments.ts'

test('a text without commands is one piece of words', () => {
  expect(segmentsOf('<p>A Pod.</p>\n<pre><code>kind: Pod</code></pre>')).toEqual([
    { kind: 'words', html: '<p>A Pod.</p>\n<pre><code>kind: Pod</code></pre>' },
  ])
})

test('runnable blocks stand between the words around them', () => {
  const html =
    '<p>Create it:</p>\n<pre data-run=""><code class="language-sh">kubectl create -f ./a.yaml\n' +
    '</code></pre>\n<p>Then look.</p>\n<pre data-run="" tabindex="0"><code>kubectl get pods\n</code></pre>'
  expect(segmentsOf(html)).toEqual([
    { kind: 'words', html: '<p>Create it:</p>' },
    { kind: 'command', command: 'kubectl create -f ./a.yaml' },
    { kind: 'words', html: '<p>Then look.</p>' },
    { kind: 'command', command: 'kubectl get pods' },
  ])
})

test('a command is the text of its block: no colours, no entities', () => {
  const html =
    '<pre class="shiki" data-run=""><code><span style="color:red">echo</span> ' +
    '&#x3C;in &amp;&amp; cat &lt;a &gt;b &quot;c&quot; &#39;d&#39;</code></pre>'
  expect(segmentsOf(html)).toEqual([{ kind: 'command', command: `echo <in && cat <a >b "c" 'd'` }])
})
