import type { Channel, ClientStatus } from '../../contract/facts.ts';
import { Row } from './row.ts';

/** The organisation that subscribes (E1.1). */
export class Client extends Row {
  static override tableName = 'clients';
  declare id: string;
  declare legalName: string;
  declare legalForm: string;
  declare registration: string;
  declare seat: string;
  declare country: string;
  declare representativeName: string;
  declare representativeCapacity: string;
  declare email: string;
  declare language: 'fr' | 'en';
  declare status: ClientStatus;
  declare noticeChannel: Channel;
  declare testClock: string | null;
  declare defaultMethod: string | null;
  declare erasedAt: string | null;
  declare createdAt: string;
}
