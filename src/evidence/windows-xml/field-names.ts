/**
 * Where in an event's document something stands; it decides how names are made.
 * `payload` is EventData and UserData, `extra` what stands beside them.
 */
export const SCOPE = { document: 0, event: 1, system: 2, payload: 3, extra: 4 } as const;
export type Scope = (typeof SCOPE)[keyof typeof SCOPE];

export function scopeInside(scope: Scope, element: string): Scope {
  if (scope === SCOPE.document) return element === 'Event' ? SCOPE.event : SCOPE.payload;
  if (scope === SCOPE.event) {
    if (element === 'System') return SCOPE.system;
    return element === 'EventData' || element === 'UserData' ? SCOPE.payload : SCOPE.extra;
  }
  return scope;
}

/** Attributes of System's elements under the names that rules use for them; others become `Element_Attribute`. */
const SYSTEM_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['Provider_Name', 'Provider_Name'],
  ['Provider_Guid', 'ProviderGuid'],
  ['TimeCreated_SystemTime', 'TimeCreated'],
  ['Correlation_ActivityID', 'ActivityID'],
  ['Correlation_RelatedActivityID', 'RelatedActivityID'],
  ['Execution_ProcessID', 'ExecutionProcessID'],
  ['Execution_ThreadID', 'ExecutionThreadID'],
  ['Security_UserID', 'UserID'],
]);

/** Names made before, by element, then by attribute, apart for System. */
const made = [new Map<string, Map<string, string>>(), new Map<string, Map<string, string>>()] as const;
/** A hostile file can have any number of names. */
const KEPT = 1024;

/** The name of an attribute's field. */
export function attributeName(scope: Scope, element: string, attribute: string): string {
  const byElement = made[scope === SCOPE.system ? 1 : 0];
  const known = byElement.get(element)?.get(attribute);
  if (known !== undefined) return known;
  const plain = `${element}_${localName(attribute)}`;
  const name = scope === SCOPE.system ? (SYSTEM_ATTRIBUTES.get(plain) ?? plain) : plain;
  const names = byElement.get(element) ?? new Map<string, string>();
  if (byElement.size < KEPT && names.size < KEPT) byElement.set(element, names.set(attribute, name));
  return name;
}

/** Without prefix and spaces: Windows spells some names with them (`Threat Name`), rules without. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).replaceAll(' ', '');
}
