UPDATE users SET fax = '';
