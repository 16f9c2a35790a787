import type { Service } from '../definition/index.ts';

/** How a service may be used without signing in; undefined when it may not. */
export interface WithoutSignIn {
  follow: 'code' | 'none';
}

/**
 * A service says so itself (`anonymous`); one whose information is of class 0 asks nobody who they are, since the class demands no
 * sign-in (classification: class 0).
 */
export function withoutSignIn(definition: Service): WithoutSignIn | undefined {
  if (definition.anonymous) return { follow: definition.anonymous.follow };
  return definition.information.confidentiality === 0 ? { follow: 'code' } : undefined;
}
