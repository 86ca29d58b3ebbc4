DROP INDEX by_kind; CREATE INDEX by_kind ON events (kind, day);
