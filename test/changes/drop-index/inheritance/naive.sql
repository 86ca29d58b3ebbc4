DROP INDEX base_i;
