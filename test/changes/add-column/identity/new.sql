INSERT INTO users (name) VALUES ('q'), ('r') ON CONFLICT (no) DO NOTHING;
