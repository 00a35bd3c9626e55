-- The account that Grafana reads with: what the trader's board shows, and not one column more. No password hash, no token.
-- Whoever runs it owns the tables and may make roles, or is the administrator; again after an upgrade does no harm.
-- psql "$DATABASE_URL" -v password="…" -f monitoring/grafana-reader.sql
\set ON_ERROR_STOP on
SELECT 'CREATE ROLE rubi_grafana LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rubi_grafana') \gexec
ALTER ROLE rubi_grafana PASSWORD :'password';
ALTER ROLE rubi_grafana SET default_transaction_read_only = on;
ALTER ROLE rubi_grafana SET statement_timeout = '10s';
GRANT USAGE ON SCHEMA public TO rubi_grafana;
GRANT SELECT (id, username) ON users TO rubi_grafana;
GRANT SELECT ON trading_accounts, account_snapshots, trading_positions, trading_deals, trading_orders TO rubi_grafana;
GRANT SELECT (account_id, status, last_seen_at) ON mt5_sessions TO rubi_grafana;
GRANT SELECT (id, symbol, signal_type) ON trading_signals TO rubi_grafana;
GRANT SELECT (signal_id, account_id, outcome, code, decided_at) ON signal_decisions TO rubi_grafana;
