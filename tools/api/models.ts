import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import type { TypeSchema } from '../../src/engine/api/schema-notation.ts'

interface ModelField {
  readonly name: string
  readonly isRequired: boolean
  readonly description: string
  readonly oneOf: readonly string[]
}

export interface Model {
  readonly description: string
  readonly fields: ReadonlyMap<string, ModelField>
}

const modules = new URL('../../node_modules/', import.meta.url)

const folders: Readonly<Record<string, string>> = {
  'meta/v1': '@kubernetes-models/apimachinery/apis/meta/v1',
  v1: 'kubernetes-models/v1',
  'apps/v1': 'kubernetes-models/apps/v1',
  'batch/v1': 'kubernetes-models/batch/v1',
  'policy/v1': 'kubernetes-models/policy/v1',
  'autoscaling/v1': 'kubernetes-models/autoscaling/v1',
  'coordination.k8s.io/v1': 'kubernetes-models/coordination.k8s.io/v1',
  'discovery.k8s.io/v1': 'kubernetes-models/discovery.k8s.io/v1',
  'events.k8s.io/v1': 'kubernetes-models/events.k8s.io/v1',
  'authentication.k8s.io/v1': 'kubernetes-models/authentication.k8s.io/v1',
  'authorization.k8s.io/v1': 'kubernetes-models/authorization.k8s.io/v1',
}

/** What kubernetes-models says about a type: descriptions, what is required, enumerations. */
export function readModel(type: TypeSchema): Model | undefined {
  const folder = folders[type.groupVersion]
  if (folder === undefined) throw new Error(`Name the folder of ${type.groupVersion} in models.ts.`)
  const file = new URL(`${folder}/${type.goName}.d.ts`, modules)
  if (!existsSync(file)) return undefined
  const source = ts.createSourceFile(
    file.pathname,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const model = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((it) => it.name.text === `I${type.goName}`)
  if (model === undefined) return undefined
  const fields = model.members.filter(ts.isPropertySignature).map(fieldOf)
  return {
    description: descriptionOf(model),
    fields: new Map(fields.map((field) => [field.name, field])),
  }
}

function fieldOf(member: ts.PropertySignature): ModelField {
  return {
    name: ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
    isRequired: member.questionToken === undefined,
    description: descriptionOf(member),
    oneOf: member.type === undefined ? [] : literalsOf(member.type),
  }
}

function literalsOf(type: ts.TypeNode): readonly string[] {
  const parts = ts.isUnionTypeNode(type) ? [...type.types] : [type]
  const literals = parts.map((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal.text : undefined,
  )
  return literals.every((it) => it !== undefined) ? literals : []
}

function descriptionOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '').join('\n')
}
