-- The framework keeps local times, which mean another moment wherever the next process has another time zone.
alter table batch_job_execution alter column create_time set data type timestamp with time zone;
alter table batch_job_execution alter column start_time set data type timestamp with time zone;
alter table batch_job_execution alter column end_time set data type timestamp with time zone;
alter table batch_job_execution alter column last_updated set data type timestamp with time zone;
alter table batch_step_execution alter column create_time set data type timestamp with time zone;
alter table batch_step_execution alter column start_time set data type timestamp with time zone;
alter table batch_step_execution alter column end_time set data type timestamp with time zone;
alter table batch_step_execution alter column last_updated set data type timestamp with time zone;
