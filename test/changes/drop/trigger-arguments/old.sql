UPDATE docs SET body = 'x';
