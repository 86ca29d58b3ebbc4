CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE users (id int, full_name text) SERVER files OPTIONS (filename '/dev/null');
