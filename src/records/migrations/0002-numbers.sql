-- Staff who write down a request that came by telephone take the next number too.
grant update (next) on records.number_series to sprang_staff;
