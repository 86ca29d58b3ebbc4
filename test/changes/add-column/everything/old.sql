UPDATE orders SET name = 'b';
