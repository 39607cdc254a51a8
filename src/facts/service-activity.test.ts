import { expect, test } from 'vitest';
import { scope, windowsEvent } from './raw-event.ts';
import { serviceActivity } from './service-activity.ts';

const control = (event: string, fields: Record<string, string | null>) => windowsEvent('Service Control Manager', 'System', event, fields);
const binary = (text: string): string => Buffer.from(`${text}\0`, 'utf16le').toString('hex').toUpperCase();

test.each([
  [
    'a service runs, in whatever language (7036)',
    control('7036', { param1: 'Windows-Fehlerberichterstattung', param2: 'ausgeführt', Binary: binary('WerSvc/4') }),
    { activity: 'started', service: 'WerSvc', display_name: 'Windows-Fehlerberichterstattung', state: 'ausgeführt' },
  ],
  ['a service stops (7036)', control('7036', { param1: 'A', Binary: binary('A/1') }), { activity: 'stopped', service: 'A' }],
  ['by its texts alone (7036)', control('7036', { param1: 'A', param2: 'running' }), { activity: 'started', service: 'A' }],
  [
    'a binary that is none (7036)',
    control('7036', { param1: 'A', param2: 'x', Binary: 'ZZ'.repeat(1000) }),
    { activity: 'state', service: 'A' },
  ],
  [
    'another start type (7040)',
    control('7040', { param1: 'BITS service', param2: 'demand start', param3: 'disabled', param4: 'BITS', UserID: 'S-1-5-18' }),
    { activity: 'changed', service: 'BITS', start_type: 'disabled', previous_start_type: 'demand start', account_sid: 'S-1-5-18' },
  ],
  ['a service that could not start (7000)', control('7000', { param1: 'A', param2: '%%2' }), { activity: 'failed', state: '%%2' }],
])('%s', (_, event, columns) => {
  expect(serviceActivity.extract(event, scope)).toMatchObject(columns);
});
