import { WorkflowNotFoundError } from '@temporalio/client';
import type { Contract } from '../../contract/state.ts';
import { contractQuery, workflowId } from '../../workflows/messages.ts';
import type { Door } from '../api/door.ts';

/** The contract as the workflow of a subscription holds it; null where it has none. For `verify`. */
export function heldByWorkflow({ temporal }: Pick<Door, 'temporal'>): (number: string) => Promise<Contract | null> {
  return async (number) => {
    try {
      return await temporal.workflow.getHandle(workflowId(number)).query(contractQuery);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  };
}
