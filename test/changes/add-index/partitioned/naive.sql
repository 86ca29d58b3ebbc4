CREATE INDEX ON events (day, lower(kind)) INCLUDE ("fullName") WHERE id > 0;
