CREATE EXTENSION IF NOT EXISTS file_fdw; CREATE SERVER nowhere FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE far (id int) SERVER nowhere OPTIONS (filename '/dev/null');
