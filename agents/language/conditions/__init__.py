"""Words to conditions: one module for each way that people say one."""
