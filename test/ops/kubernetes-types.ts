import { join } from 'node:path';
import ts from 'typescript';
import { compileText } from './compile-text';
import { ROOT } from './tool';

/** A Kubernetes object, as far as everything has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [part: string]: unknown;
}

/** Where the types of each API group are kept. */
const PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/^keda\.sh\//, '@kubernetes-models/keda/'],
  [/^gateway\.networking\.k8s\.io\//, '@kubernetes-models/gateway-api/'],
  [/^external-secrets\.io\//, ''],
  [/./, 'kubernetes-models/'],
];

/** False for groups without published types: where those are tested, their objects are described by hand. */
export function hasTypes({ apiVersion }: Manifest): boolean {
  return packageOf(apiVersion) !== '';
}

function packageOf(apiVersion: string): string {
  return PACKAGES.find(([group]) => group.test(apiVersion))?.[1] ?? '';
}

/**
 * What TypeScript finds wrong with each object: a literal that satisfies an interface may have neither a wrong type nor
 * a field that the interface does not know, so a slip of the pen is found as well.
 */
export function typeFaults(manifests: readonly Manifest[]): string[] {
  const source = manifests
    .filter(hasTypes)
    .map((manifest, index) => {
      const { apiVersion, kind } = manifest;
      return (
        `import type { I${kind} as T${index} } from '${packageOf(apiVersion)}${apiVersion}';\n` +
        `export const m${index} = (${JSON.stringify(manifest, null, 1)}) satisfies T${index};\n`
      );
    })
    .join('');
  const file = join(ROOT, 'test/ops/manifests.generated.ts');
  return compileText(file, source, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
}
