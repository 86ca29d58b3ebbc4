UPDATE orders SET total = total + 1, remark = remark || '?' WHERE id = 9; SELECT total, remark, token FROM orders WHERE id = 9;
