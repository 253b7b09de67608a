import { expect, test } from 'vitest'
import { goTemplate } from './go-template.ts'

const POD = {
  kind: 'Pod',
  metadata: { name: 'web', labels: { app: 'a', tier: 'b' } },
  spec: { containers: [{ name: 'one', port: 80 }, { name: 'two' }], uid: 1000000, ratio: 0.5 },
  secret: 'aGVsbG8=',
  none: [],
}

// Each as kubectl 1.33 prints it: get -f pod.json -o go-template=…
test.each([
  { template: 'a{{- " b " -}}  c', prints: 'a b c' },
  { template: '{{/* nothing */}}x', prints: 'x' },
  { template: '{{.metadata.name}}/{{.nosuch}}', prints: 'web/<no value>' },
  { template: '{{range .spec.containers}}{{.name}};{{end}}', prints: 'one;two;' },
  {
    template: '{{range $i, $c := .spec.containers}}{{$i}}={{$c.name}} {{end}}',
    prints: '0=one 1=two ',
  },
  {
    template: '{{range $k, $v := .metadata.labels}}{{$k}}:{{$v}},{{end}}',
    prints: 'app:a,tier:b,',
  },
  { template: '{{range .none}}x{{else}}empty{{end}}', prints: 'empty' },
  { template: '{{range .spec.containers}}{{.name}}{{break}}{{end}}', prints: 'one' },
  { template: '{{with .metadata}}{{.name}}{{$.kind}}{{end}}', prints: 'webPod' },
  { template: '{{if and .kind (eq .kind "Pod")}}yes{{else}}no{{end}}', prints: 'yes' },
  { template: '{{if .none}}a{{else if .kind}}b{{else}}c{{end}}', prints: 'b' },
  { template: '{{$x := 1}}{{$x = 2}}{{$x}}', prints: '2' },
  { template: '{{len .spec.containers}} {{len .kind}}', prints: '2 3' },
  { template: '{{index .spec.containers 1 "name"}}', prints: 'two' },
  { template: '{{(index .spec.containers 0).name | printf "%-5s|%q" "a"}}', prints: 'a    |"one"' },
  {
    template: '{{.spec.uid}} {{.spec.ratio}} {{(index .spec.containers 0).port}}',
    prints: '1000000 0.5 80',
  },
  {
    template: '{{printf "%d" 3}} {{printf "%d" .spec.ratio}} {{printf "%s"}}',
    prints: '3 %!d(float64=0.5) %!s(MISSING)',
  },
  { template: '{{.secret | base64decode}}', prints: 'hello' },
  { template: '{{exists . "metadata" "name"}} {{exists . "a" "b"}}', prints: 'true false' },
  {
    template: '{{not true}} {{or "" "x"}} {{ne 1 2}} {{lt 1 2}} {{ge "b" "a"}}',
    prints: 'false x true true true',
  },
  {
    template: '{{.metadata.labels}} {{.spec.containers}}',
    prints: 'map[app:a tier:b] [map[name:one port:80] map[name:two]]',
  },
  { template: '{{"<a>" | html}}{{println 1 2}}{{print 1 2 "x"}}', prints: '&lt;a&gt;1 2\n1 2x' },
])('$template prints $prints', ({ template, prints }) => {
  expect(goTemplate(template, true)(POD)).toBe(prints)
})

test.each([
  { template: '{{.a', says: 'error parsing template {{.a, template: output:1: unclosed action' },
  {
    template: '{{nosuch .a}}',
    says: 'error parsing template {{nosuch .a}}, template: output:1: function "nosuch" not defined',
  },
  {
    template: '{{end}}',
    says: 'error parsing template {{end}}, template: output:1: unexpected {{end}}',
  },
  {
    template: '{{if .a}}',
    says: 'error parsing template {{if .a}}, template: output:1: unexpected EOF',
  },
])('$template cannot be read', ({ template, says }) => {
  expect(() => goTemplate(template, true)).toThrow(says)
})

test.each([
  {
    template: 'x{{.metadata.name.x}}',
    says: `template: output:1:12: executing "output" at <.metadata.name.x>: can't evaluate field x in type interface {}`,
  },
  {
    template: '{{index .spec.containers 9}}',
    says: 'template: output:1:2: executing "output" at <index .spec.containers 9>: error calling index: index out of range: 9',
  },
  {
    template: '{{range .kind}}{{end}}',
    says: `template: output:1:8: executing "output" at <.kind>: range can't iterate over Pod`,
  },
])('$template fails where kubectl says it does', ({ template, says }) => {
  expect(() => goTemplate(template, true)(POD)).toThrow(
    `error executing template ${JSON.stringify(template)}: ${says}`,
  )
})

test('without --allow-missing-template-keys a key that is not there is an error', () => {
  expect(() => goTemplate('{{.nosuch}}', false)(POD)).toThrow('map has no entry for key "nosuch"')
})
