/** System's fields, in the order in which an event's XML has them. */
export const SYSTEM_FIELDS = [
  'Provider_Name',
  'ProviderGuid',
  'Provider_EventSourceName',
  'EventID_Qualifiers',
  'EventID',
  'Version',
  'Level',
  'Task',
  'Opcode',
  'Keywords',
  'TimeCreated',
  'EventRecordID',
  'ActivityID',
  'RelatedActivityID',
  'ExecutionProcessID',
  'ExecutionThreadID',
  'Channel',
  'Computer',
  'UserID',
] as const;
export type SystemField = (typeof SYSTEM_FIELDS)[number];
