DROP POLICY of_active ON orders; DROP POLICY own ON users; DROP FUNCTION of_view(active_users); DROP FUNCTION n_active();
DROP MATERIALIZED VIEW counts; DROP VIEW best; DROP VIEW active_users; DROP TRIGGER users_touch ON users; DROP TRIGGER users_when ON users; DROP RULE log_off ON users;
DROP STATISTICS users_stat; ALTER TABLE users DROP COLUMN g; ALTER TABLE users DROP COLUMN active;
