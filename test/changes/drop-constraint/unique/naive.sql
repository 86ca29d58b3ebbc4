ALTER TABLE customers DROP CONSTRAINT cust_key;
