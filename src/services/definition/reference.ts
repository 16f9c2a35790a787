import { inquiryJsonSchema, jsonSchema } from './json-schema.ts';
import type { SchemaNode } from './json-schema.ts';

/** The reference page of the format, in Markdown, made from the schema and nothing else. */
export function referencePage(): string {
  const service = jsonSchema();
  const inquiry = inquiryJsonSchema();
  const root = resolved(service, service);
  return [
    '# The format of a service',
    '',
    'Generated from the schema by `src/services/definition/generate.ts`; a test fails when it is stale. How to think about',
    'the format is told in `src/services/definition/README.md`; two whole services lie in `catalogue/`.',
    '',
    'A field is required unless it says *optional*. `[]` means a list. A **text** is Swedish in the file and is translated',
    'in `texts/sv-simple.yaml` and `texts/en.yaml`. An **expression** is FHIRPath over the answers: `%questionId`.',
    '',
    '## service.yaml',
    ...Object.entries(root.properties ?? {})
      .filter(([name]) => !own.has(name))
      .flatMap(([name, node]) => [
        '',
        `### ${name}`,
        '',
        ...section(name, node, root.required?.includes(name) ?? false, service),
      ]),
    '',
    '## pages',
    '',
    ...rows(resolved(itemsOf(root.properties?.['pages'], service), service), '', service, new Set(['questions'])),
    '',
    '## Questions',
    '',
    ...questionSections(service),
    '',
    '## inquiry.yaml',
    '',
    ...rows(
      resolved(inquiry, inquiry),
      '',
      inquiry,
      new Set(['start', 'sections[].evidence', 'sections[].assessment']),
    ),
    '',
    '`start` holds pages as above; `evidence` and `assessment` hold questions as above.',
    '',
  ].join('\n');
}

/** Told under headings of their own. */
const own = new Set(['pages']);

function section(name: string, node: SchemaNode, required: boolean, root: SchemaNode): string[] {
  const inner = resolved(node, root);
  const says = node.description ?? inner.description ?? '';
  const head = `${kind(node, root)}${required ? '' : ', *optional*'}. ${says}`;
  const item = inner.type === 'array' ? resolved(inner.items ?? {}, root) : inner;
  const variants = item.oneOf ?? item.anyOf;
  if (variants !== undefined && variants.some((one) => resolved(one, root).properties !== undefined)) {
    return [
      head,
      ...variants.flatMap((one) => {
        const variant = resolved(one, root);
        const types = variant.properties?.['type']?.enum ?? [variant.properties?.['type']?.const];
        return [
          '',
          `With \`type\`: ${types.map((type) => `\`${String(type)}\``).join(', ')}`,
          '',
          ...rows(variant, '', root),
        ];
      }),
    ];
  }
  return item.properties === undefined
    ? [head]
    : [head, '', ...rows(item, inner.type === 'array' ? `${name}[].` : `${name}.`, root)];
}

function rows(node: SchemaNode, prefix: string, root: SchemaNode, hidden: ReadonlySet<string> = new Set()): string[] {
  return ['| field | what | |', '|---|---|---|', ...fields(node, prefix, root, hidden)];
}

function fields(node: SchemaNode, prefix: string, root: SchemaNode, hidden: ReadonlySet<string>): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const inner = resolved(property, root);
    const required = node.required?.includes(name) === true;
    const item = inner.type === 'array' ? resolved(inner.items ?? {}, root) : inner;
    const deeper = item.properties !== undefined && !hidden.has(path) && path.split('.').length < 5;
    const says = [
      property.description ?? (property.$ref === undefined ? inner.description : undefined) ?? '',
      limits(inner),
    ]
      .filter(Boolean)
      .join(' ');
    return [
      `| \`${path}\` | ${cell(kind(property, root))}${required ? '' : ', *optional*'} | ${cell(says)} |`,
      ...(deeper ? fields(item, inner.type === 'array' ? `${path}[].` : `${path}.`, root, hidden) : []),
    ];
  });
}

function questionSections(root: SchemaNode): string[] {
  const variants = (root.$defs?.['question'] ?? {}).oneOf?.map((one) => resolved(one, root)) ?? [];
  const answered = variants.filter((one) => one.properties?.['type']?.const !== 'info');
  const common = Object.keys(answered[0]?.properties ?? {}).filter(
    (name) => name !== 'type' && answered.every((one) => name in (one.properties ?? {})),
  );
  const shared: SchemaNode = {
    properties: Object.fromEntries(common.map((name) => [name, answered[0]?.properties?.[name] ?? {}])),
    required: answered[0]?.required ?? [],
  };
  return [
    'Every question that is answered may have:',
    '',
    ...rows(shared, '', root),
    ...variants.flatMap((variant) => {
      const type = String(variant.properties?.['type']?.const);
      const mine = Object.entries(variant.properties ?? {}).filter(
        ([name]) => name !== 'type' && (type === 'info' || !common.includes(name)),
      );
      if (mine.length === 0) return ['', `### \`${type}\``, '', 'Nothing more.'];
      return [
        '',
        `### \`${type}\``,
        '',
        ...rows(
          { properties: Object.fromEntries(mine), required: variant.required ?? [] },
          '',
          root,
          new Set(['columns']),
        ),
      ];
    }),
  ];
}

function kind(node: SchemaNode, root: SchemaNode): string {
  const inner = resolved(node, root);
  if (inner.words === true) return '**text**';
  if (node.text === true || inner.text === true) return inner.type === 'array' ? 'list of texts' : '**text**';
  if (inner.expression === true) return '**expression**';
  if (inner.const !== undefined) return `\`${String(inner.const)}\``;
  if (inner.enum !== undefined) return inner.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (inner.type === 'array') return `list of ${plural(inner.items ?? {}, root)}`;
  if (inner.anyOf !== undefined) return inner.anyOf.map((one) => kind(one, root)).join(' or ');
  if (inner.oneOf !== undefined)
    return inner === resolved(root.$defs?.['question'] ?? {}, root) ? 'question' : 'fields by type';
  if (inner.type === 'object') return inner.properties === undefined ? 'names and values' : 'fields';
  return inner.type ?? 'any value';
}

function plural(node: SchemaNode, root: SchemaNode): string {
  return kind(node, root)
    .replace(/^(question|string|integer|number)$/, '$1s')
    .replace('**text**', 'texts');
}

function limits({ minimum, maximum, default: otherwise }: SchemaNode): string {
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return [
    bounded ? `${minimum}–${maximum}.` : '',
    otherwise !== undefined && typeof otherwise !== 'object' ? `\`${String(otherwise)}\` when left out.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function itemsOf(node: SchemaNode | undefined, root: SchemaNode): SchemaNode {
  return resolved(node ?? {}, root).items ?? {};
}

function resolved(node: SchemaNode, root: SchemaNode): SchemaNode {
  let here = node;
  while (here.$ref !== undefined) here = root.$defs?.[here.$ref.replace('#/$defs/', '')] ?? {};
  return here;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
