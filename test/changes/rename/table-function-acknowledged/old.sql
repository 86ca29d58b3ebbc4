SELECT top();
