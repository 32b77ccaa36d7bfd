/** CGUV 8.4 (a): from C + 1 the client's people and programs are out of the product; an end that is undone lets them in again. */
import { type Clause, fact } from './clause.ts';

export const productAccess: Clause = {
  duties(contract, due) {
    const { ended, accessRevoked } = contract;
    if (contract.state === 'ENDED' && ended && !accessRevoked)
      due.push({ id: `access/close/${ended.at}`, action: 'access.close', due: ended.at, article: 'E8.4a' });
    if (accessRevoked && !ended) due.push({ id: `access/open/${accessRevoked.at}`, action: 'access.open', due: accessRevoked.at, article: 'E8.4a' });
  },
  fulfil: {
    'access.close': (_contract, _duty, answer, at) => [fact('access.revoked', 'E8.4a', at, answer)],
    'access.open': (_contract, _duty, _answer, at) => [fact('access.restored', 'E8.4a', at, {})],
  },
  record: {
    'access.revoked': (contract, revoked) => {
      if (contract.ended) contract.accessRevoked = { at: Date.parse(revoked.at) };
    },
    'access.restored': (contract) => {
      delete contract.accessRevoked;
    },
  },
};
