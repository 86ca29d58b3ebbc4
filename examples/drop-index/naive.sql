DROP INDEX users_status_idx;
