/** `npm start`: brings every part up, says where it is, keeps it running, and stops it cleanly. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { assertFree, freePort } from './embedded/child.ts';
import { seedCompany } from './seed.ts';
import { startDemo } from './demo.ts';
import { type Entry, startEntry } from './start/entries.ts';
import { type Ground, layGround } from './start/ground.ts';
import { type Secrets, secretsOf, takeHome, writeJson } from './start/home.ts';
import { type Instance, instanceOf, tell } from './start/instance.ts';
import { keepRunning, type Part } from './start/part.ts';
import { PEOPLE, PROGRAMS, admitFirstAdmin, admitPeople } from './start/people.ts';
import { readSettings, type Settings } from './start/settings.ts';
